package io.tandem.worker.server;

import java.util.Map;

/// What the environment says about this worker.
///
/// @param token that callers must show (`TANDEM_WORKER_TOKEN`)
/// @param model id in the manifest (`TANDEM_MODEL`)
/// @param slots answers side by side (`TANDEM_MODEL_SLOTS`)
/// @param caches conversations that are kept to be read on, each 0.1 GB of memory (`TANDEM_MODEL_CACHES`)
/// @param context tokens of one slot (`TANDEM_MODEL_CONTEXT`)
/// @param threads of the processor (`TANDEM_MODEL_THREADS`)
record WorkerSettings(int port, String token, String model, int slots, int caches, int context, int threads) {
    static WorkerSettings from(Map<String, String> environment) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new WorkerSettings(
                number(environment, "TANDEM_WORKER_PORT", 0),
                environment.getOrDefault("TANDEM_WORKER_TOKEN", ""),
                environment.getOrDefault("TANDEM_MODEL", "qwen2.5-coder-1.5b"),
                number(environment, "TANDEM_MODEL_SLOTS", cores <= 2 ? 1 : 2),
                Math.max(
                        number(environment, "TANDEM_MODEL_SLOTS", cores <= 2 ? 1 : 2),
                        number(environment, "TANDEM_MODEL_CACHES", 4)),
                number(environment, "TANDEM_MODEL_CONTEXT", 4096),
                number(environment, "TANDEM_MODEL_THREADS", Math.max(1, cores <= 2 ? cores : cores / 2)));
    }

    private static int number(Map<String, String> environment, String name, int fallback) {
        String text = environment.getOrDefault(name, "").strip();
        if (text.isEmpty()) {
            return fallback;
        }
        if (!text.matches("\\d{1,6}")) {
            throw new IllegalArgumentException(name + " is \"" + text + "\": it is a whole number.");
        }
        return Integer.parseInt(text);
    }
}
