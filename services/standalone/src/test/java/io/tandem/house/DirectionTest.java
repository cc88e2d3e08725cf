package io.tandem.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ImportTree;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import io.tandem.house.Sources.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may see whom.
class DirectionTest {
    private static final String[] PROTOCOLS = {
        "io.tandem.a2a", "io.tandem.events", "io.tandem.ledger", "io.tandem.policy"
    };

    /// A vendor's packages may appear in one package of a service: its adapter.
    private static final List<String> VENDORS = List.of(
            "io.modelcontextprotocol",
            "io.quarkiverse.mcp",
            "com.cedarpolicy",
            "org.keycloak",
            "software.amazon",
            "com.openai",
            "com.anthropic");

    static List<String> featured() {
        return House.featured();
    }

    @Nested
    class GivenTheModules {
        @Test
        void protocolsKnowNothingOfOursButProtocols() {
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "io.tandem.a2a..", "io.tandem.events..", "io.tandem.ledger..", "io.tandem.policy..")
                    .should()
                    .dependOnClassesThat(ours("no protocol", name -> !House.isWithinAny(name, PROTOCOLS)))
                    .because("protocols/* serves any JVM program; move what they share down, or the caller up")
                    .check(House.classes());
        }

        @Test
        void protocolsKnowNoFramework() {
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "io.tandem.a2a..", "io.tandem.events..", "io.tandem.ledger..", "io.tandem.policy..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.quarkus..", "io.smallrye..", "io.vertx..", "jakarta..")
                    .because("a client library drags in nothing; take what you need as a constructor's parameter")
                    .check(House.classes());
        }

        @Test
        void theA2aRecordsDoNotKnowTheirKafkaBinding() {
            noClasses()
                    .that()
                    .resideInAPackage("io.tandem.a2a")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.tandem.a2a.kafka..", "io.tandem.events..")
                    .because("bindings build on the records, never the other way round")
                    .check(House.classes());
        }

        @Test
        void kitKnowsProtocolsOnly() {
            noClasses()
                    .that()
                    .resideInAPackage("io.tandem.kit..")
                    .should()
                    .dependOnClassesThat(ours(
                            "neither protocol nor kit",
                            name -> !House.isWithinAny(name, PROTOCOLS) && !House.isWithin(name, "io.tandem.kit")))
                    .because("kit holds no domain word: leave the class in its service until three services use it")
                    .check(House.classes());
        }

        @ParameterizedTest
        @MethodSource("io.tandem.house.DirectionTest#featured")
        void aServiceKnowsProtocolsKitAndItself(String service) {
            String own = "io.tandem." + service;
            noClasses()
                    .that()
                    .resideInAPackage(own + "..")
                    .should()
                    .dependOnClassesThat(ours(
                            "neither protocol nor kit nor its own",
                            name -> !House.isWithinAny(name, PROTOCOLS)
                                    && !House.isWithinAny(name, "io.tandem.kit", own)))
                    .because("services meet on topics and over HTTP: publish an event or add a path instead")
                    .allowEmptyShould(true)
                    .check(House.classes());
        }

        /// These modules are not in this process, so their sources are asked.
        @Test
        void outsidersUseThePublicSurfaceOnly() {
            List<String> found = new ArrayList<>();
            for (SourceFile file : Sources.all().files()) {
                if (outsider(file.module())) {
                    file.unit().getImports().stream()
                            .map(ImportTree::getQualifiedIdentifier)
                            .map(Object::toString)
                            .filter(name -> House.serviceOf(name).isPresent()
                                    || House.isWithin(name, "io.tandem.kit")
                                            && !House.isWithin(name, "io.tandem.kit.testing"))
                            .forEach(name -> found.add(file.path() + " imports " + name));
                }
            }
            assertThat(found)
                    .as("cli, acceptance, bench and connectors see no service: call its HTTP paths or its topics")
                    .isEmpty();
        }

        @Test
        void everyModuleOfAServiceIsLookedAt() {
            List<String> missing = new ArrayList<>();
            Sources.all().eachType((file, type, path) -> {
                String name = file.packageName() + "." + type.getSimpleName();
                boolean counts = House.SERVICES.containsKey(file.module())
                        || file.module().equals("services/kit");
                if (counts
                        && path.getParentPath().getLeaf() == file.unit()
                        && !House.classes().contain(name)) {
                    missing.add(name);
                }
            });
            assertThat(missing)
                    .as("standalone holds every service: add the module to services/standalone/pom.xml")
                    .isEmpty();
        }

        private static boolean outsider(String module) {
            return module.matches("(cli|acceptance|bench|connectors)(/.*)?");
        }
    }

    @Nested
    class GivenOneService {
        @ParameterizedTest
        @MethodSource("io.tandem.house.DirectionTest#featured")
        void liesInFeaturesOneLevelDeep(String service) {
            classes()
                    .that()
                    .resideInAPackage("io.tandem." + service + "..")
                    .should()
                    .resideInAPackage("io.tandem." + service + ".*")
                    .because("packages are features, io.tandem.<service>.<feature>: put it into one, or name a new one")
                    .allowEmptyShould(true)
                    .check(House.classes());
        }

        @ParameterizedTest
        @MethodSource("io.tandem.house.DirectionTest#featured")
        void hasNoCycleOfFeatures(String service) {
            slices().matching("io.tandem." + service + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because("of two features one knows the other: move the shared type down, or hand in a function")
                    .allowEmptyShould(true)
                    .check(House.classes());
        }

        @Test
        void knowsAVendorInItsAdapterOnly() {
            List<String> spread = new ArrayList<>();
            for (String vendor : VENDORS) {
                users(vendor).forEach((service, packages) -> {
                    if (packages.size() > 1) {
                        spread.add(vendor + " in " + packages);
                    }
                });
            }
            assertThat(spread)
                    .as("a vendor's SDK appears in one adapter package of a service: convert to our records there")
                    .isEmpty();
        }

        private static Map<String, Set<String>> users(String vendor) {
            Map<String, Set<String>> packages = new TreeMap<>();
            for (JavaClass javaClass : House.classes()) {
                String from = javaClass.getPackageName();
                boolean uses = javaClass.getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass)
                        .anyMatch(target -> House.isWithin(target.getPackageName(), vendor));
                if (uses) {
                    packages.computeIfAbsent(House.serviceOf(from).orElse(from), name -> new TreeSet<>())
                            .add(from);
                }
            }
            return packages;
        }
    }

    @Nested
    class GivenKafka {
        @Test
        void isKnownInKitAndTheBindingAndWhereAServiceStartsOrConsumes() {
            noClasses()
                    .that(describe("are no consumer, node or start of a service, nor kit or the binding", javaClass -> {
                        String top = House.topLevel(javaClass).getSimpleName();
                        return !House.isWithinAny(javaClass.getPackageName(), "io.tandem.kit", "io.tandem.a2a.kafka")
                                && !top.matches(".*(Consumer|Node|Start)");
                    }))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.kafka..")
                    .because("services publish by kit's Outbox and read by kit's TopicView; a loop of their own is"
                            + " called …Consumer, and what wires it …Node or …Start")
                    .check(House.classes());
        }
    }

    private interface NameTest {
        boolean test(String packageName);
    }

    private static DescribedPredicate<JavaClass> ours(String what, NameTest test) {
        return describe("are ours and " + what, javaClass -> {
            String name = javaClass.getPackageName();
            return House.isWithin(name, House.ROOT) && test.test(name);
        });
    }
}
