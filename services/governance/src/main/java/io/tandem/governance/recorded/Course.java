package io.tandem.governance.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.Artifact;
import io.tandem.a2a.Message;
import io.tandem.a2a.Part;
import io.tandem.events.EventJson;
import io.tandem.events.Money;
import io.tandem.events.ReplayOf;
import io.tandem.events.TaskEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a task went from its first message to its end.
///
/// @param owner who asked
/// @param state its last A2A state
/// @param endReason why it ended, where its state alone does not say so
/// @param calls of tools and peers, in the order in which the model asked for them
/// @param cost null if no model was called
/// @param seconds from the first entry to the last
public record Course(
        TaskEvent first,
        String owner,
        String input,
        String answer,
        String state,
        @Nullable String endReason,
        List<Call> calls,
        @Nullable Money cost,
        double seconds) {
    private static final double MILLIS = 1000;

    public Course {
        calls = List.copyOf(calls);
    }

    public String team() {
        return first.team();
    }

    public String agent() {
        return first.agent();
    }

    /// @param recorded false for a call of a replay that the record holds no outcome of
    public record Call(String tool, JsonNode arguments, boolean recorded) {}

    /// Empty while a task runs, and where its first message is not there any more.
    static Optional<Course> of(List<TaskEvent> entries) {
        if (entries.isEmpty()
                || !entries.getFirst().kind().equals("received")
                || !entries.getLast().kind().equals("ended")) {
            return Optional.empty();
        }
        TaskEvent first = entries.getFirst();
        TaskEvent last = entries.getLast();
        Map<String, Artifact> artifacts = new LinkedHashMap<>();
        Map<String, Call> calls = new LinkedHashMap<>();
        @Nullable Money cost = null;
        for (TaskEvent entry : entries) {
            JsonNode body = entry.body();
            switch (entry.kind()) {
                case "produced" -> produced(artifacts, body);
                case "model-turn" -> {
                    body.path("toolCalls").forEach(call -> asked(calls, call));
                    cost = plus(cost, body.get("cost"));
                }
                case "tool-outcome" -> outcome(calls, body, body.path("status").asText());
                case "child-replied" -> outcome(calls, body, body.path("state").asText());
                default -> {}
            }
        }
        JsonNode end = last.body();
        @Nullable Message said = end.has("message") ? A2aJson.read(end.get("message"), Message.class) : null;
        return Optional.of(new Course(
                first,
                first.owner(),
                A2aJson.read(first.body().get("message"), Message.class).text(),
                AnswerText.of(artifacts.values(), said),
                last.state(),
                end.hasNonNull("reason") ? end.get("reason").asText() : null,
                List.copyOf(calls.values()),
                cost,
                Duration.between(first.at(), last.at()).toMillis() / MILLIS));
    }

    private static void asked(Map<String, Call> calls, JsonNode call) {
        String tool = call.path("tool").asText();
        if (!tool.equals("refuse")) {
            calls.put(call.path("id").asText(), new Call(tool, call.path("arguments"), true));
        }
    }

    private static void outcome(Map<String, Call> calls, JsonNode body, String status) {
        calls.computeIfPresent(
                body.path("callId").asText(),
                (id, call) -> new Call(call.tool(), call.arguments(), !status.equals(ReplayOf.NOT_RECORDED)));
    }

    private static @Nullable Money plus(@Nullable Money sum, @Nullable JsonNode cost) {
        if (cost == null || !cost.isObject()) {
            return sum;
        }
        Money more = EventJson.read(cost, Money.class);
        return sum == null || !sum.currency().equals(more.currency()) ? more : sum.plus(more);
    }

    private static void produced(Map<String, Artifact> artifacts, JsonNode body) {
        Artifact piece = A2aJson.read(body.get("artifact"), Artifact.class);
        artifacts.merge(
                piece.artifactId(),
                piece,
                (known, more) -> body.path("append").asBoolean() ? joined(known, more) : more);
    }

    private static Artifact joined(Artifact known, Artifact more) {
        List<Part> parts = new ArrayList<>(known.parts());
        parts.addAll(more.parts());
        return new Artifact(
                known.artifactId(), known.name(), known.description(), parts, known.metadata(), known.extensions());
    }
}
