package io.tandem.worker.weights;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the environment says about weights.
///
/// @param folder where fetched weights are kept (`TANDEM_MODEL_DIR`)
/// @param places where the person may have put them (`TANDEM_MODEL_FILE`, the folder `models`)
/// @param source the one that is forced (`TANDEM_MODEL_SOURCE`), or nothing
public record WeightsSettings(Path folder, List<Path> places, String hubEndpoint, String source) {
    public WeightsSettings {
        places = List.copyOf(places);
    }

    public static WeightsSettings from(Map<String, String> environment) {
        List<Path> places = new ArrayList<>();
        String file = environment.getOrDefault("TANDEM_MODEL_FILE", "");
        if (!file.isBlank()) {
            places.add(Path.of(file));
        }
        String project = environment.getOrDefault("TANDEM_PROJECT", "");
        if (!project.isBlank()) {
            places.add(Path.of(project, "models"));
        }
        String source = environment.getOrDefault("TANDEM_MODEL_SOURCE", "").strip();
        return new WeightsSettings(
                folder(environment),
                places,
                environment.getOrDefault("HF_ENDPOINT", "https://huggingface.co"),
                source.equals("auto") ? "" : source);
    }

    private static Path folder(Map<String, String> environment) {
        String given = environment.getOrDefault("TANDEM_MODEL_DIR", "");
        if (!given.isBlank()) {
            return Path.of(given);
        }
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path root = cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return root.resolve("tandem").resolve("models");
    }
}
