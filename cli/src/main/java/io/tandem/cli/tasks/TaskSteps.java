package io.tandem.cli.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Shown;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// A task's journal, a line for each step.
@Command(name = "steps", description = "Show every step of a task: model calls, tool calls, decisions, waits.")
final class TaskSteps implements Callable<Integer> {
    private static final int LINE = 200;

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(paramLabel = "ID", description = "The task.")
    String id = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode page = options.platform("builder").get("/api/v1/tasks/" + Platform.segment(id) + "/steps");
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(page));
            return ExitCode.OK.number();
        }
        for (JsonNode step : page.path("items")) {
            String kind = step.path("kind").asText();
            out.println(String.format(
                    Locale.ROOT,
                    "%4d  %s  %-17s %s",
                    step.path("seq").asLong(),
                    step.path("at").asText(),
                    kind,
                    Shown.line(words(kind, step.path("body")), LINE)));
        }
        return ExitCode.OK.number();
    }

    static String words(String kind, JsonNode body) {
        return switch (kind) {
            case "received" -> body.path("from").asText() + ": " + text(body.path("message"));
            case "produced" -> text(body.path("artifact"));
            case "moved" -> body.path("state").asText() + " " + text(body.path("message"));
            case "waited" ->
                body.path("reason").asText() + " until " + body.path("until").asText();
            case "model-turn" -> turn(body);
            case "approval-asked" ->
                body.path("tool").asText() + " "
                        + body.path("arguments") + ", approval "
                        + body.path("approvalId").asText() + ": "
                        + body.path("reason").asText();
            case "approval-decided" ->
                body.path("decision").asText() + " by " + body.path("by").asText() + ": "
                        + body.path("reason").asText();
            case "connection-asked" ->
                body.path("tool").asText() + ", connect "
                        + body.path("connector").asText() + " at "
                        + body.path("url").asText();
            case "connection-made" ->
                body.path("connector").asText() + " by " + body.path("by").asText();
            case "connection-withdrawn" ->
                body.path("connector").asText() + ": " + body.path("reason").asText();
            case "tool-intent" ->
                body.path("tool").asText() + " "
                        + body.path("arguments") + " ("
                        + body.path("effect").asText() + ")";
            case "tool-outcome" ->
                body.path("tool").asText() + " " + body.path("status").asText() + " after "
                        + body.path("millis").asText("?") + " ms "
                        + (body.path("reason").asText("").isEmpty()
                                ? ""
                                : body.path("reason").asText() + " ")
                        + StreamSupport.stream(body.path("content").spliterator(), false)
                                .map(part -> part.path("text").asText())
                                .collect(Collectors.joining(" "));
            case "child-sent" ->
                body.path("agent").asText() + ": " + body.path("text").asText();
            case "child-replied" ->
                body.path("agent").asText() + " " + body.path("state").asText() + ": "
                        + body.path("text").asText();
            case "refused" -> body.path("reason").asText();
            case "ended" ->
                body.path("state").asText() + " " + body.path("reason").asText("") + " " + text(body.path("message"));
            default -> body.isMissingNode() ? "" : body.toString();
        };
    }

    private static String turn(JsonNode body) {
        String calls = StreamSupport.stream(body.path("toolCalls").spliterator(), false)
                .map(call -> call.path("tool").asText())
                .collect(Collectors.joining(", "));
        JsonNode cost = body.path("cost");
        return body.path("model").asText() + " (" + body.path("tier").asText() + "), "
                + body.path("inputTokens").asText("?") + " in, "
                + body.path("outputTokens").asText("?") + " out, "
                + body.path("millis").asText("?") + " ms"
                + (cost.isObject()
                        ? ", " + cost.path("amount").asText() + " "
                                + cost.path("currency").asText()
                        : "")
                + (calls.isEmpty() ? ": " + body.path("text").asText("") : ": calls " + calls);
    }

    private static String text(JsonNode holder) {
        return StreamSupport.stream(holder.path("parts").spliterator(), false)
                .map(part -> part.path("text").asText(""))
                .collect(Collectors.joining(" "));
    }
}
