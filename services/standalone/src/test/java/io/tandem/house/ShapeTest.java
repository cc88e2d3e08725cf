package io.tandem.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What classes are called and look like.
class ShapeTest {
    private static final Pattern BANNED_ENDING =
            Pattern.compile(".*(Util|Utils|Helper|Helpers|Manager|Impl|Common|Base)|.+Service");
    private static final Set<String> BANNED_PACKAGES =
            Set.of("util", "utils", "common", "model", "dto", "mapper", "impl", "helper", "service", "core");

    /// Packages that send a stream out of the process; only their signatures may hold Uni or Multi.
    /// It is hub.door: Quarkus asks a security policy with a Uni.
    private static final Set<String> STREAM_OUT = Set.of("io.tandem.hub.door");

    private static final Pattern FORBIDS = Pattern.compile("(?i)\\b(never|nothing|no|not|nobody)\\b");
    /// A line of a doc comment that the formatter found too long and broke off as an ordinary one.
    private static final Pattern BROKEN_DOC = Pattern.compile("///[^\\n]*\\n *//(?!/)");

    private static final String NO_DIRECTIONS = "does not say where to start reading and what must never be here";

    @Nested
    class GivenNames {
        @Test
        void sayWhatAThingIs() {
            List<String> found = new ArrayList<>();
            Sources.all().eachType((file, type, path) -> {
                if (BANNED_ENDING.matcher(type.getSimpleName()).matches()) {
                    found.add(Sources.all().place(file, type) + " " + type.getSimpleName());
                }
            });
            assertThat(found)
                    .as("name it by what it is (TurnLoop, Ledger), not by Util, Helper, Manager, Impl, Base or Service")
                    .isEmpty();
        }

        @Test
        void ofPackagesSayAFeature() {
            List<String> found = Sources.all().files().stream()
                    .filter(file -> BANNED_PACKAGES.contains(
                            file.packageName().substring(file.packageName().lastIndexOf('.') + 1)))
                    .map(Sources.SourceFile::path)
                    .toList();
            assertThat(found)
                    .as("a package is named by its feature, not by the kind of its classes: none of " + BANNED_PACKAGES)
                    .isEmpty();
        }
    }

    @Nested
    class GivenAPackage {
        @Test
        void isNullMarkedAndSaysWhatItIsFor() {
            TreeMap<String, String> wrong = new TreeMap<>();
            Sources.all().files().forEach(file -> wrong.put(folder(file), "has no package-info.java"));
            Sources.all().files().stream()
                    .filter(Sources.SourceFile::isPackageInfo)
                    .forEach(file -> {
                        String text = read(file);
                        boolean marked = file.unit().getPackageAnnotations().stream()
                                .anyMatch(annotation -> annotation
                                        .getAnnotationType()
                                        .toString()
                                        .endsWith("NullMarked"));
                        if (!marked) {
                            wrong.put(folder(file), "is not @NullMarked");
                        } else if (!text.contains("tart reading")
                                || !FORBIDS.matcher(text).find()) {
                            wrong.put(folder(file), NO_DIRECTIONS);
                        } else {
                            wrong.remove(folder(file));
                        }
                    });
            assertThat(wrong)
                    .as("every package has a package-info.java: purpose, where to start, what must never be here,"
                            + " @NullMarked; copy one beside it")
                    .isEmpty();
        }

        private static String folder(Sources.SourceFile file) {
            return file.path().substring(0, file.path().lastIndexOf('/'));
        }
    }

    private static String read(Sources.SourceFile file) {
        try {
            return file.unit().getSourceFile().getCharContent(true).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nested
    class GivenADocComment {
        @Test
        void isWhole() {
            List<String> broken = Sources.all().files().stream()
                    .filter(file -> BROKEN_DOC.matcher(read(file)).find())
                    .map(Sources.SourceFile::path)
                    .toList();
            assertThat(broken)
                    .as("a line of a doc comment was too long and is broken off as //: fill its paragraph anew")
                    .isEmpty();
        }
    }

    @Nested
    class GivenData {
        @Test
        void entitiesStayInTheirFeature() {
            classes()
                    .that()
                    .areAnnotatedWith("jakarta.persistence.Entity")
                    .should()
                    .bePackagePrivate()
                    .because("an entity is its feature's own: hand out a record instead")
                    .allowEmptyShould(true)
                    .check(House.classes());
        }

        @Test
        void knowsNoLombok() {
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("lombok..")
                    .because("data is a record")
                    .check(House.classes());
        }

        @Test
        void hasNoSetters() {
            methods()
                    .that(setters())
                    .should(notExist("take it in the constructor, or make the type a record with a copy method"))
                    .allowEmptyShould(true)
                    .check(House.classes());
        }

        private static DescribedPredicate<JavaMethod> setters() {
            return DescribedPredicate.describe(
                    "are setters",
                    method -> method.getName().matches("set[A-Z].*")
                            && !method.getModifiers().contains(JavaModifier.STATIC)
                            && !method.getModifiers().contains(JavaModifier.PRIVATE)
                            && !method.getOwner().isAnnotatedWith("jakarta.persistence.Entity")
                            && method.getRawParameterTypes().size() == 1
                            && method.getRawReturnType().isEquivalentTo(void.class));
        }
    }

    @Nested
    class GivenSignatures {
        @Test
        void blockOnVirtualThreadsInsteadOfReturningUniOrMulti() {
            methods()
                    .that(mentionReactiveTypes())
                    .should(notExist("block, the thread is virtual; or, where a stream leaves the process, add the"
                            + " package to STREAM_OUT with a reason"))
                    .allowEmptyShould(true)
                    .check(House.classes());
        }

        private static DescribedPredicate<JavaMethod> mentionReactiveTypes() {
            return DescribedPredicate.describe(
                    "mention Uni or Multi",
                    method -> !STREAM_OUT.contains(method.getOwner().getPackageName())
                            && !method.getModifiers().contains(JavaModifier.PRIVATE)
                            && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                            && (reactive(method.getRawReturnType())
                                    || method.getRawParameterTypes().stream().anyMatch(GivenSignatures::reactive)));
        }

        private static boolean reactive(JavaClass type) {
            return type.getName().equals("io.smallrye.mutiny.Uni")
                    || type.getName().equals("io.smallrye.mutiny.Multi");
        }
    }

    private static ArchCondition<JavaMethod> notExist(String fix) {
        return new ArchCondition<>("not be there: " + fix) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                events.add(SimpleConditionEvent.violated(method, method.getDescription() + ": " + fix));
            }
        };
    }
}
