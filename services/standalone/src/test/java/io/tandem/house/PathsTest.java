package io.tandem.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Where resources lie. All services share one process: a class whose path is the beginning of another's takes that
/// one's requests away from it, and answers 404.
class PathsTest {
    @Nested
    class GivenAllResources {
        @Test
        void lieWhereNoOtherServiceBegins() {
            Map<String, List<String>> taken = new TreeMap<>();
            List<JavaClass> resources = House.classes().stream()
                    .filter(type -> type.isAnnotatedWith(Path.class))
                    .toList();
            for (JavaClass one : resources) {
                List<String> others = resources.stream()
                        .filter(other -> !service(other).equals(service(one)))
                        .filter(other -> begins(path(one), path(other)))
                        .map(JavaClass::getSimpleName)
                        .toList();
                if (path(one).split("/").length < 3 && !path(one).contains(".") || !others.isEmpty()) {
                    taken.put(one.getSimpleName() + " at " + path(one), others);
                }
            }
            assertThat(resources).isNotEmpty();
            assertThat(taken)
                    .as("give the class the whole path of what it is about, such as /api/v1/outcomes")
                    .isEmpty();
        }

        private static String path(JavaClass type) {
            return type.getAnnotationOfType(Path.class).value();
        }

        private static String service(JavaClass type) {
            return House.serviceOf(type.getName()).orElse("");
        }

        private static boolean begins(String path, String other) {
            return (other + "/").startsWith(path.endsWith("/") ? path : path + "/");
        }
    }
}
