package io.tandem.bench.load;

/// One thing that is measured by calling it.
public interface Subject {
    String name();

    /// One call, answered.
    ///
    /// @throws Exception when the answer is not the right one; the benchmark ends with it
    void call() throws Exception;
}
