package io.tandem.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Configuration keys: whose they are, what they mean, what holds without them.
class ConfigurationTest {
    @Nested
    class GivenAServicesOwnProperties {
        @Test
        void holdOnlyKeysThatCarryItsName() throws IOException {
            List<String> found = new ArrayList<>();
            for (Map.Entry<String, String> service : House.SERVICES.entrySet()) {
                for (String key : keys(service.getKey())) {
                    if (!carries(key, service.getValue())) {
                        found.add(service.getKey() + ": " + key);
                    }
                }
            }
            assertThat(found)
                    .as("for one key in two jars the first wins, silently: name the key by the service, or move it to"
                            + " the application shell")
                    .isEmpty();
        }

        @Test
        void lieInMicroprofileConfigAlone() throws IOException {
            List<String> found = new ArrayList<>();
            for (String module : modules()) {
                Path resources = Sources.root().resolve(module).resolve("src/main/resources");
                if (Files.isDirectory(resources)) {
                    try (Stream<Path> paths = Files.walk(resources)) {
                        paths.filter(path ->
                                        path.getFileName().toString().matches("application(-.*)?\\.(properties|ya?ml)"))
                                .forEach(path -> found.add(
                                        Sources.root().relativize(path).toString()));
                    }
                }
            }
            assertThat(found)
                    .as(
                            "application.properties belongs to application shells: use META-INF/microprofile-config.properties")
                    .isEmpty();
        }

        private static List<String> modules() {
            return Stream.concat(House.SERVICES.keySet().stream(), Stream.of("services/kit"))
                    .toList();
        }

        private static List<String> keys(String module) throws IOException {
            Path file = Sources.root()
                    .resolve(module)
                    .resolve("src/main/resources/META-INF/microprofile-config.properties");
            Properties properties = new Properties();
            if (Files.exists(file)) {
                try (Reader reader = Files.newBufferedReader(file)) {
                    properties.load(reader);
                }
            }
            return properties.stringPropertyNames().stream().sorted().toList();
        }

        /// One of the key's parts is the name, or begins with it and a dash, or is a package of it.
        private static boolean carries(String key, String service) {
            return (key + ".").contains("." + service + ".")
                    || key.contains("." + service + "-")
                    || key.contains("\"" + service + "\"")
                    || key.contains("\"io.tandem." + service)
                    || key.contains("." + "tandem-" + service + ".");
        }
    }

    @Nested
    class GivenAMapping {
        @Test
        void isNamedByItsService() {
            List<String> found = new ArrayList<>();
            Keys.mappings().forEach(mapping -> {
                String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
                String expected = House.serviceOf(mapping.getPackageName())
                        .map(name -> "tandem." + name)
                        .orElse("tandem");
                if (!House.isWithin(prefix, expected)) {
                    found.add(mapping.getName() + ": " + prefix + " is not within " + expected);
                }
            });
            assertThat(found)
                    .as("a mapping's prefix is tandem.<service>[.<feature>]")
                    .isEmpty();
        }

        @Test
        void givesEachKeyADefault() {
            // A key below a name that the user gives, such as a provider's, exists only where it is configured.
            assertThat(Keys.all().stream()
                            .filter(key -> key.value() == null && !key.name().contains(">."))
                            .map(Keys.Key::name))
                    .as("a key has a @WithDefault, or is an Optional, so that everything starts without configuration")
                    .isEmpty();
        }

        @Test
        void explainsEachKey() {
            assertThat(Keys.all().stream()
                            .filter(key -> key.meaning().isEmpty())
                            .map(Keys.Key::name))
                    .as("a key has a doc comment: what it does, its unit, when to change it")
                    .isEmpty();
        }

        @Test
        void standsInTheReferenceWithNameAndDefault() {
            Map<String, String> rows = new TreeMap<>();
            Keys.all().forEach(key -> rows.put(key.name(), key.row()));
            new ReferencePage(
                            "configuration.md",
                            Stream.concat(HEAD.lines(), rows.values().stream()).toList())
                    .isCommitted();
        }
    }

    private static final String HEAD = """
            # Configuration keys

            Made from the doc comments of the `@ConfigMapping` interfaces by `ConfigurationTest`, which also checks it. Each key
            is also an environment variable: upper case, every other character an underscore.

            | key | default | what |
            |---|---|---|""";
}
