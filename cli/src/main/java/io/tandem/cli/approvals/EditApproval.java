package io.tandem.cli.approvals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Approves a call with other arguments: those named are changed or removed, all others stay as they are shown.
@Command(name = "edit", description = "Approve a call that waits, with other arguments.")
final class EditApproval implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(index = "0", paramLabel = "ID", description = "The approval, as ./tandem approvals list shows it.")
    String id = "";

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "An argument's new value: JSON where the tool wants no text (amount=5, lines='[1]').")
    Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--remove", paramLabel = "NAME", description = "An argument to leave out.")
    List<String> removed = List.of();

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why; it is kept with the decision, and the agent is told.")
    String reason = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Platform platform = options.platform("approver");
        String path = "/api/v1/approvals/" + Platform.segment(id);
        JsonNode facts = platform.get(path + "/facts");
        JsonNode approval = facts.path("approval");
        ObjectNode arguments = approval.path("arguments").deepCopy();
        JsonNode properties = facts.path("schema").path("properties");
        set.forEach((name, value) -> arguments.set(name, value(value, properties.path(name))));
        removed.forEach(arguments::remove);
        JsonNode decided = platform.post(
                path,
                Map.of(
                        "decision",
                        "edit",
                        "reason",
                        reason,
                        "hash",
                        approval.path("bindingHash").asText(),
                        "arguments",
                        arguments));
        spec.commandLine()
                .getOut()
                .println(
                        options.json()
                                ? JsonFile.text(decided)
                                : "Approved with " + decided.path("arguments") + "; the task goes on.");
        return ExitCode.OK.number();
    }

    /// Text where the tool's schema says so or nothing fits JSON, else the JSON.
    private static JsonNode value(String given, JsonNode property) {
        if (property.path("type").asText().equals("string")) {
            return new TextNode(given);
        }
        try {
            return JsonFile.MAPPER.readTree(given);
        } catch (JsonProcessingException e) {
            return new TextNode(given);
        }
    }
}
