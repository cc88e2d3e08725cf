package io.tandem.governance.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.a2a.Task;
import io.tandem.events.EventJson;
import io.tandem.events.Money;
import io.tandem.events.TaskEvent;
import io.tandem.governance.check.Facts;
import io.tandem.governance.check.ToolUse;
import io.tandem.governance.recorded.AnswerText;
import io.tandem.governance.recorded.RecordedTasks;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the ledger knows of a task: tools, models, cost. A task's entries arrive in their order, so all is known once
/// its last one is there.
final class TaskFacts {
    private final RecordedTasks recorded;

    TaskFacts(RecordedTasks recorded) {
        this.recorded = recorded;
    }

    /// The facts of a task that ended or waits, or null while the ledger has not all of it.
    @Nullable
    Facts of(Task task, double seconds) throws SQLException {
        List<TaskEvent> entries = recorded.entries(task.id());
        boolean over = task.status().state().isTerminal();
        boolean complete =
                over ? entries.stream().anyMatch(entry -> entry.kind().equals("ended")) : !entries.isEmpty();
        if (!complete) {
            return null;
        }
        Map<String, ToolUse> calls = new LinkedHashMap<>();
        Map<String, JsonNode> wanted = new HashMap<>();
        Set<String> models = new LinkedHashSet<>();
        @Nullable Money cost = null;
        @Nullable String endReason = null;
        for (TaskEvent entry : entries) {
            JsonNode body = entry.body();
            switch (entry.kind()) {
                case "tool-intent", "approval-asked" -> add(calls, body);
                case "child-sent" ->
                    calls.put(
                            body.path("callId").asText(),
                            new ToolUse("agent/" + body.path("agent").asText(), asked(body)));
                case "tool-outcome" -> tried(calls, wanted, body);
                case "model-turn" -> {
                    body.path("tools")
                            .forEach(call -> wanted.put(call.path("id").asText(), call));
                    models.add(body.path("model").asText("unknown"));
                    cost = plus(cost, body.get("cost"));
                }
                case "ended" ->
                    endReason = body.hasNonNull("reason") ? body.path("reason").asText() : null;
                default -> {}
            }
        }
        return new Facts(
                task.status().state(),
                AnswerText.of(task.artifacts(), task.status().message()),
                endReason,
                List.copyOf(calls.values()),
                List.copyOf(models),
                cost,
                seconds);
    }

    /// A call that was asked about first is one call: question and intent carry the same id. Entries of the first
    /// builds hold it in `call`.
    private static void add(Map<String, ToolUse> calls, JsonNode body) {
        JsonNode call = body.has("call") ? body.path("call") : body;
        String tool = call.path("tool").asText("");
        if (!tool.isEmpty()) {
            String id = call.path("id").asText(body.path("callId").asText("call " + calls.size()));
            calls.putIfAbsent(id, new ToolUse(tool, call.path("arguments")));
        }
    }

    /// A call that was denied was tried all the same. In an evaluation every call that would change
    /// something is denied, since no person asked for it.
    private static void tried(Map<String, ToolUse> calls, Map<String, JsonNode> wanted, JsonNode outcome) {
        JsonNode call = wanted.get(outcome.path("callId").asText());
        if (call != null && outcome.path("status").asText().equals("denied")) {
            add(calls, call);
        }
    }

    private static JsonNode asked(JsonNode body) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("message", body.path("text").asText());
    }

    private static @Nullable Money plus(@Nullable Money sum, @Nullable JsonNode cost) {
        if (cost == null || !cost.isObject()) {
            return sum;
        }
        Money more = EventJson.read(cost, Money.class);
        return sum == null || !sum.currency().equals(more.currency()) ? more : sum.plus(more);
    }
}
