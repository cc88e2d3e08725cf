package io.tandem.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The modules by their packages, and their compiled classes, read once.
final class House {
    static final String ROOT = "io.tandem";

    /// Short name of each service, which its packages, keys and schema carry, by the folder it lies in.
    static final Map<String, String> SERVICES = Map.of(
            "agent-registry", "registry",
            "services/gateway", "gateway",
            "services/agent-runtime", "runtime",
            "services/model-router", "router",
            "services/connector-hub", "hub",
            "services/governance", "governance");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private House() {}

    /// All classes that the standalone process holds.
    static JavaClasses classes() {
        return CLASSES;
    }

    /// Short names, and kit, which is built alike.
    static List<String> featured() {
        return java.util.stream.Stream.concat(SERVICES.values().stream(), java.util.stream.Stream.of("kit"))
                .sorted()
                .toList();
    }

    /// The short name of the service that a package belongs to.
    static Optional<String> serviceOf(String packageName) {
        return SERVICES.values().stream()
                .filter(name -> isWithin(packageName, ROOT + "." + name))
                .findFirst();
    }

    /// The service's name as the table of topics writes it, such as `agent-runtime`.
    static Optional<String> moduleOf(String packageName) {
        return serviceOf(packageName).flatMap(name -> SERVICES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(entry -> entry.getKey().substring(entry.getKey().lastIndexOf('/') + 1))
                .findFirst());
    }

    static boolean isWithin(String packageName, String parent) {
        return packageName.equals(parent) || packageName.startsWith(parent + ".");
    }

    static boolean isWithinAny(String packageName, String... parents) {
        return Arrays.stream(parents).anyMatch(parent -> isWithin(packageName, parent));
    }

    /// The class in whose file this one stands.
    static JavaClass topLevel(JavaClass javaClass) {
        JavaClass top = javaClass;
        @Nullable JavaClass outer = top.getEnclosingClass().orElse(null);
        while (outer != null) {
            top = outer;
            outer = top.getEnclosingClass().orElse(null);
        }
        return top;
    }
}
