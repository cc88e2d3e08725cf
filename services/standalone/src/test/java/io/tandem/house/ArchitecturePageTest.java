package io.tandem.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.a2a.Operation;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// A page that names classes names classes that exist.
class ArchitecturePageTest {
    private static final Pattern TYPE_NAME = Pattern.compile("`((?:[A-Z][a-z0-9]+){1,8})(?:[.#][A-Za-z.#()]+)?`");

    @Nested
    class GivenTheArchitecturePage {
        @Test
        void namesTypesThatExist() {
            Set<String> known = new TreeSet<>();
            Sources.all()
                    .eachType(
                            (file, type, path) -> known.add(type.getSimpleName().toString()));
            Arrays.stream(Operation.values()).map(Operation::methodName).forEach(known::add);
            Set<String> unknown = new TreeSet<>();
            Docs.lines("docs/architecture.md").forEach(line -> TYPE_NAME
                    .matcher(line)
                    .results()
                    .map(match -> match.group(1))
                    .filter(name -> !known.contains(name))
                    .forEach(unknown::add));
            assertThat(unknown)
                    .as("docs/architecture.md names types that are not in the code any more: say what took their place")
                    .isEmpty();
        }
    }
}
