package io.tandem.cli.worker;

import io.tandem.cli.home.JsonFile;
import io.tandem.cli.home.Settings;
import io.tandem.cli.home.TandemHome;
import io.tandem.cli.outcome.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether this Tandem runs a local model, decided by `up` and read by the supervisor; kept in `model.json`.
///
/// @param wanted whether the worker is started
/// @param source `file`, `hub` or `pip` when the person forces one, else empty
/// @param reason for people, when it is not started
public record ModelChoice(boolean wanted, String source, String reason) {
    /// What tells the platform of another provider; passed on to it, so that a change starts it anew.
    public static final List<String> PROVIDER_VARIABLES = List.of(
            "TANDEM_MODELS_FILE",
            "OPENAI_API_KEY",
            "OPENAI_BASE_URL",
            "ANTHROPIC_API_KEY",
            "ANTHROPIC_BASE_URL",
            "GEMINI_API_KEY",
            "TANDEM_WORKER_URL");

    private static final Set<String> SOURCES = Set.of("", "file", "hub", "pip");

    /// How the person answers; not asked without a terminal.
    public interface Question {
        boolean yes(String question);
    }

    public static ModelChoice read(TandemHome home) {
        return JsonFile.read(file(home), ModelChoice.class).orElse(new ModelChoice(false, "", "not decided"));
    }

    /// Decides, asks if need be, and keeps the answer.
    ///
    /// @param declined `--no-model`
    /// @param source `--model-source`, or empty
    public static ModelChoice decide(Settings settings, boolean declined, String source, Question question) {
        if (!SOURCES.contains(source)) {
            throw Failure.usage("There is no model source \"" + source + "\": it is file, hub or pip.");
        }
        ModelChoice choice = choose(settings, declined, source, question);
        JsonFile.write(file(settings.home()), choice);
        return choice;
    }

    private static ModelChoice choose(Settings settings, boolean declined, String source, Question question) {
        if (declined) {
            return new ModelChoice(false, source, "declined by --no-model");
        }
        Optional<String> provider = PROVIDER_VARIABLES.stream()
                .filter(name -> settings.value(name).isPresent())
                .findFirst();
        settings.value("TANDEM_MODELS_FILE")
                .filter(file -> !Files.isReadable(Path.of(file)))
                .ifPresent(file -> {
                    throw Failure.usage("TANDEM_MODELS_FILE is " + file
                            + ", which cannot be read: correct the path, or unset it to use other models.");
                });
        if (provider.isPresent()) {
            return new ModelChoice(false, source, provider.get() + " is set");
        }
        Optional<String> configured = settings.environment().keySet().stream()
                .filter(name -> name.startsWith("TANDEM_ROUTER_MODELS_"))
                .findFirst();
        if (configured.isPresent()) {
            return new ModelChoice(false, source, "models are configured");
        }
        Optional<String> server = ModelServers.find(settings.ports().http());
        if (server.isPresent()) {
            return new ModelChoice(false, source, server.get() + " answers on this machine");
        }
        ModelChoice before = read(settings.home());
        if (before.wanted() || before.reason().equals("declined")) {
            return source.isEmpty() ? before : new ModelChoice(true, source, "");
        }
        boolean yes = question.yes("No language model is configured. Run a small one on this machine"
                + " (Qwen2.5-Coder 1.5B, 1.1 GB to fetch once, 2 GB of memory, licence Apache-2.0)?");
        return yes ? new ModelChoice(true, source, "") : new ModelChoice(false, source, "declined");
    }

    private static Path file(TandemHome home) {
        return home.root().resolve("model.json");
    }
}
