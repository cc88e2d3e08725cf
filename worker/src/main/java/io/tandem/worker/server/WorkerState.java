package io.tandem.worker.server;

/// What the worker is doing.
///
/// @param status `starting`, `fetching`, `loading`, `ready` or `failed`
/// @param detail for people
public record WorkerState(String status, String detail) {
    boolean ready() {
        return status.equals("ready");
    }
}
