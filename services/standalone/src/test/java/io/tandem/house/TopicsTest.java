package io.tandem.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.LiteralTree;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import io.tandem.events.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// One topic, one writer, one table.
///
/// That a topic is written by its writer only cannot be read off class files in general: which constant reaches which
/// send is a question of data flow. The approximation is by file. A file that makes records to publish (by
/// `OutboxRecord`, `Outbox` or `ProducerRecord`, or by sending on a `Producer`) may name only topics whose writer is
/// its
/// own service, and no file but `Topic` spells a topic's name. What slips through is a file that hands the constant of
/// a
/// foreign topic, as text, to another file which sends it.
class TopicsTest {
    private static final Set<String> PUBLISHING = Set.of(
            "io.tandem.kit.outbox.OutboxRecord",
            "io.tandem.kit.outbox.Outbox",
            "org.apache.kafka.clients.producer.ProducerRecord");
    private static final Set<String> PRODUCERS =
            Set.of("org.apache.kafka.clients.producer.Producer", "org.apache.kafka.clients.producer.KafkaProducer");

    /// Written by any program that speaks the binding.
    private static final Set<Topic> BY_ANYBODY = Set.of(Topic.A2A_COMMANDS, Topic.A2A_AGENT_INBOX, Topic.A2A_REPLIES);

    @Nested
    class GivenTheTable {
        @Test
        void isTheSameInTheCodeAndInTheArchitecturePage() {
            List<String> expected = Arrays.stream(Topic.values())
                    .map(topic -> "| `" + name(topic) + "` | " + topic.writer() + " | " + cleanup(topic) + " | "
                            + topic.partitions() + " |")
                    .toList();
            List<String> documented = Docs.lines("docs/architecture.md").stream()
                    .filter(line -> line.matches("\\| `[a-z0-9.<>]+` \\|.*\\| [0-9]+ \\|"))
                    .map(line -> line.replaceFirst("^(\\| `[^`]+` \\|)[^|]*\\|", "$1"))
                    .toList();
            assertThat(documented)
                    .as("the table of topics in docs/architecture.md says what io.tandem.events.Topic says, in its"
                            + " order: topic, key, only writer, cleanup, partitions; change both")
                    .containsExactlyElementsOf(expected);
        }

        @Test
        void standsInTheReference() {
            List<String> lines = new ArrayList<>(HEAD.lines().toList());
            for (Topic topic : Topic.values()) {
                lines.add("| `" + name(topic) + "` | " + topic.writer() + " | " + cleanup(topic) + " | "
                        + topic.partitions() + " |");
            }
            new ReferencePage("topics.md", lines).isCommitted();
        }

        private static String cleanup(Topic topic) {
            String retention = topic.settings().get("retention.ms");
            if (retention == null) {
                return topic.settings().getOrDefault("cleanup.policy", "");
            }
            Duration kept = Duration.ofMillis(Long.parseLong(retention));
            return "delete, " + (kept.toDays() > 0 ? kept.toDays() + " days" : kept.toHours() + " hour");
        }
    }

    @Nested
    class GivenAWriter {
        @Test
        void publishesOnItsOwnTopicsOnly() {
            Map<String, Set<Topic>> named = new TreeMap<>();
            Map<String, JavaClass> publishing = new TreeMap<>();
            for (JavaClass javaClass : House.classes()) {
                JavaClass top = House.topLevel(javaClass);
                javaClass.getFieldAccessesFromSelf().stream()
                        .filter(access -> access.getTargetOwner().isEquivalentTo(Topic.class))
                        .flatMap(access -> topic(access.getName()).stream())
                        .forEach(topic -> named.computeIfAbsent(top.getName(), name -> new TreeSet<>())
                                .add(topic));
                if (javaClass.getAccessesFromSelf().stream().anyMatch(TopicsTest::publishes)) {
                    publishing.put(top.getName(), top);
                }
            }
            List<String> found = new ArrayList<>();
            publishing.forEach((name, top) -> House.moduleOf(top.getPackageName())
                    .ifPresent(module -> named.getOrDefault(name, Set.of()).stream()
                            .filter(topic -> !BY_ANYBODY.contains(topic)
                                    && !topic.writer().equals(module))
                            .forEach(topic -> found.add(name + " of " + module + " names " + topic + ", which "
                                    + topic.writer() + " writes"))));
            assertThat(found)
                    .as(
                            "a topic has one writer: let its writer publish, or read the topic in a file that sends nothing")
                    .isEmpty();
        }

        @Test
        void takesTopicNamesFromTheTable() {
            Set<String> names =
                    Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toSet());
            List<String> found = new ArrayList<>();
            Sources.all().each((file, path) -> {
                if (path.getLeaf() instanceof LiteralTree literal
                        && literal.getValue() instanceof String text
                        && names.contains(text)
                        && !file.path().endsWith("/io/tandem/events/Topic.java")
                        && !file.path().startsWith("cli/")
                        && !file.path().startsWith("acceptance/")) {
                    found.add(Sources.all().place(file, literal) + " \"" + text + "\"");
                }
            });
            assertThat(found)
                    .as("a topic's name stands in io.tandem.events.Topic alone: use the constant")
                    .isEmpty();
        }
    }

    private static final String HEAD = """
            # Topics

            Made from `io.tandem.events.Topic` by `TopicsTest`, which also checks it. Keys and flows: `docs/architecture.md`.

            A record has at most 4 MiB. `<topic>.dead` holds what the reader of a topic gave up, for 30 days; who gave up says so in the
            header `tandem-problem`. On `a2a.commands.dead` are, besides, the messages of tasks that ended as `POISON`.

            | topic | only writer | cleanup | partitions |
            |---|---|---|---|""";

    private static String name(Topic topic) {
        return switch (topic) {
            case A2A_AGENT_INBOX -> topic.named("<name>");
            case A2A_REPLIES -> topic.named("<instance>");
            default -> topic.topicName();
        };
    }

    private static Optional<Topic> topic(String constant) {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.name().equals(constant))
                .findFirst();
    }

    private static boolean publishes(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        return PUBLISHING.contains(owner)
                || PRODUCERS.contains(owner) && access.getName().equals("send");
    }
}
