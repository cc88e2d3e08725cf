package io.tandem.cli.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes a case of what a task was asked, so that what went wrong once is looked at before each release.
@Command(
        name = "from-task",
        description = {
            "Make a case of what a task was asked, in the draft of its agent.",
            "Say what a good answer must hold, or that it must be refused."
        })
final class CaseFromTask implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(paramLabel = "TASK", description = "The task.")
    String task = "";

    @ArgGroup(multiplicity = "1")
    Expected expected = new Expected();

    @Option(names = "--critical", description = "A version fails when this case does.")
    boolean critical;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    /// Exactly one of them.
    static final class Expected {
        @Option(names = "--contains", paramLabel = "TEXT", description = "What the answer must hold.")
        String contains = "";

        @Option(names = "--pattern", paramLabel = "REGEX", description = "What must be found in the answer.")
        String pattern = "";

        @Option(names = "--tool-called", paramLabel = "TOOL", description = "The tool that must be called.")
        String toolCalled = "";

        @Option(names = "--refused", description = "It must be refused.")
        boolean refused;

        ObjectNode check() {
            ObjectNode check = JsonNodeFactory.instance.objectNode();
            if (refused) {
                return check.put("refused", true);
            }
            return !contains.isEmpty()
                    ? check.put("contains", contains)
                    : !pattern.isEmpty() ? check.put("pattern", pattern) : check.put("toolCalled", toolCalled);
        }
    }

    @Override
    public Integer call() {
        Platform platform = options.platform("builder");
        String path = "/api/v1/tasks/" + Platform.segment(task);
        String agent = platform.get(path).at("/summary/agent").asText();
        ObjectNode one = JsonNodeFactory.instance.objectNode().put("input", question(platform.get(path + "/steps")));
        if (critical) {
            one.put("critical", true);
        }
        one.putArray("expect").add(expected.check());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("cases").add(one);
        JsonNode added = platform.post(
                "/api/v1/agents/" + Platform.segment(agent) + "/draft/cases", JsonFile.text(body), "application/json");
        ImportCases.tell(spec.commandLine().getOut(), options, agent, added);
        return ExitCode.OK.number();
    }

    /// What the task began with.
    private static String question(JsonNode steps) {
        for (JsonNode step : steps.path("items")) {
            if (step.path("kind").asText().equals("received")) {
                String text = StreamSupport.stream(
                                step.at("/body/message/parts").spliterator(), false)
                        .map(part -> part.path("text").asText(""))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("\n"));
                if (!text.isEmpty()) {
                    return text;
                }
            }
        }
        throw new Failure(ExitCode.FAILED, "This task was asked nothing in words, so no case can be made of it.");
    }
}
