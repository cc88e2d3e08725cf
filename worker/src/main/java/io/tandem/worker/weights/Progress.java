package io.tandem.worker.weights;

/// Hears how fetching goes.
@FunctionalInterface
public interface Progress {
    /// @param doing for people
    void tell(String doing, long bytes, long of);
}
