package io.tandem.router.scripted;

import io.tandem.router.chat.ChatRequest;
import io.tandem.router.chat.DeltaStream;
import io.tandem.router.chat.ModelFailure;
import io.tandem.router.chat.ModelProblem;
import io.tandem.router.chat.Origin;
import io.tandem.router.chat.Provider;
import io.tandem.router.chat.ProviderState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Answers by the rules of a file, which may change while it runs.
public final class ScriptedProvider implements Provider {
    private static final long LOOK_NANOS = Duration.ofMillis(500).toNanos();

    private final Path file;
    private final Duration patience;
    private volatile @Nullable Read read;

    /// @param at the file's time when it was read
    /// @param looked when the time was last compared
    private record Read(Script script, FileTime at, long looked) {}

    /// @param patience after which a stalled answer is cut
    public ScriptedProvider(Path file, Duration patience) {
        this.file = file;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public DeltaStream open(ChatRequest request, String model, Origin origin) {
        Situation situation = Situation.of(request, origin);
        CompiledRule rule = script().rule(situation)
                .orElseThrow(() -> new ModelFailure(
                        ModelProblem.NO_RULE,
                        "No rule fits call " + situation.call() + " of agent \"" + situation.agent()
                                + "\" after a message of " + situation.last() + "; the last user message begins: "
                                + beginning(situation.lastUser())));
        return new ScriptedStream(rule.then(), situation, request.characters(), patience);
    }

    @Override
    public ProviderState state() {
        try {
            script();
            return ProviderState.READY;
        } catch (ModelFailure e) {
            return new ProviderState(false, e.getMessage());
        }
    }

    private Script script() {
        Read known = read;
        long now = System.nanoTime();
        if (known != null && now - known.looked() < LOOK_NANOS) {
            return known.script();
        }
        try {
            FileTime at = Files.getLastModifiedTime(file);
            Script script = known != null && known.at().equals(at) ? known.script() : Script.read(file);
            read = new Read(script, at, now);
            return script;
        } catch (IOException e) {
            throw new ModelFailure(
                    ModelProblem.SCRIPT, "The file of scripted models cannot be read: " + file + ".", null, e);
        }
    }

    private static String beginning(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
