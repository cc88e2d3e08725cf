package io.tandem.cli.call;

import io.tandem.a2a.A2aException;
import io.tandem.a2a.A2aHttpClient;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.Artifact;
import io.tandem.a2a.Message;
import io.tandem.a2a.Part;
import io.tandem.a2a.StreamResponse;
import io.tandem.a2a.Task;
import io.tandem.a2a.TaskState;
import io.tandem.a2a.TaskStatus;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.platform.ProblemSentence;
import io.tandem.cli.terminal.Shown;
import io.tandem.events.ConnectNotice;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Sends a message to an agent and shows the answer.
///
/// The answer goes to standard output and everything else to standard error, so that a pipe gets the answer alone. An
/// agent that declines (REJECTED) ends with 3, one that fails or is canceled with 1.
@Command(
        name = "call",
        description = {
            "Ask an agent and show its answer.",
            "Waits through approvals; Ctrl-C leaves the task running.",
            "Ends with 0 when the task is completed, 1 when it failed or was canceled, 3 when the agent declined."
        })
public final class CallCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int LINE = 400;

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(index = "0", paramLabel = "NAME", description = "The agent, as NAME or NAME@VERSION.")
    String agent = "";

    @Parameters(index = "1", paramLabel = "TEXT", description = "What to say.")
    String text = "";

    @Option(names = "--stream", description = "Show the answer as it comes (with -o json: an event per line).")
    boolean stream;

    @Option(names = "--context", paramLabel = "ID", description = "Go on with this conversation.")
    @Nullable
    String context;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Platform platform = options.platform("builder");
        Message message = Message.user(UUID.randomUUID().toString(), text).in(context, null);
        LiveText live = new LiveText(out);
        try (A2aHttpClient client = platform.agent(agent, TIMEOUT)) {
            Optional<Task> ended = new Conversation(client, event -> show(event, live)).hold(message);
            if (ended.isEmpty()) {
                live.endLine();
                return ExitCode.OK.number();
            }
            return tell(ended.get(), live);
        } catch (A2aException e) {
            live.endLine();
            throw ProblemSentence.failure(e, agent);
        }
    }

    private void show(StreamResponse event, LiveText live) {
        if (options.json()) {
            if (stream) {
                spec.commandLine().getOut().println(new String(A2aJson.write(event), StandardCharsets.UTF_8));
                spec.commandLine().getOut().flush();
            }
            return;
        }
        switch (event) {
            case StreamResponse.OfMessage message ->
                live.update("message", message.message().text(), false);
            case StreamResponse.OfArtifact update -> {
                if (stream) {
                    Artifact artifact = update.artifactUpdate().artifact();
                    live.update(
                            artifact.artifactId(),
                            text(artifact.parts()),
                            update.artifactUpdate().append());
                }
            }
            case StreamResponse.OfTask whole -> {
                if (stream) {
                    whole.task().artifacts().forEach(one -> live.update(one.artifactId(), text(one.parts()), false));
                }
                waits(whole.task().status(), live);
            }
            case StreamResponse.OfStatus status -> waits(status.statusUpdate().status(), live);
        }
    }

    private void waits(TaskStatus status, LiveText live) {
        Message said = status.message();
        if (!status.state().isInterrupted() || said == null) {
            return;
        }
        live.endLine();
        note(Shown.line(said.text(), LINE));
        if (said.extensions().contains(ConnectNotice.URI)) {
            note("It waits for you: open that address in your browser and press Connect; then it goes on.");
        } else if (status.state() == TaskState.AUTH_REQUIRED) {
            note("It waits for an approval: ./tandem approvals approve " + Shown.line(said.messageId(), 80)
                    + " --reason \"...\"");
        }
    }

    private int tell(Task task, LiveText live) {
        PrintWriter out = spec.commandLine().getOut();
        TaskState state = task.status().state();
        if (options.json()) {
            if (!stream) {
                out.println(JsonFile.text(A2aJson.toTree(task)));
            }
        } else {
            task.artifacts().forEach(artifact -> live.update(artifact.artifactId(), text(artifact.parts()), false));
            live.endLine();
            String said = Optional.ofNullable(task.status().message())
                    .map(Message::text)
                    .orElse("");
            if (state == TaskState.COMPLETED) {
                note(said.isBlank() ? "" : Shown.line(said, LINE));
            } else {
                note("The task is " + Conversation.words(state) + (said.isBlank() ? "." : ": " + Shown.line(said, LINE))
                        + " See ./tandem tasks steps " + task.id());
            }
            note("(task " + task.id() + ", context " + task.contextId() + ")");
        }
        return (switch (state) {
                    case COMPLETED -> ExitCode.OK;
                    case REJECTED -> ExitCode.DENIED;
                    default -> ExitCode.FAILED;
                })
                .number();
    }

    private void note(String line) {
        if (!line.isEmpty() && !options.json()) {
            spec.commandLine().getErr().println(line);
            spec.commandLine().getErr().flush();
        }
    }

    private static String text(List<Part> parts) {
        return parts.stream()
                .map(part -> switch (part) {
                    case Part.Text said -> said.text();
                    case Part.Data data -> JsonFile.text(data.data());
                    case Part.Url url -> url.url();
                    case Part.Raw raw -> "(a file of " + raw.raw().length + " bytes)";
                })
                .collect(Collectors.joining());
    }
}
