package io.tandem.worker.engine;

/// @param promptTokens of the whole conversation
/// @param keptTokens about how many of them were held from before
/// @param limited whether it ended because it had written as many tokens as allowed
public record Outcome(int promptTokens, int keptTokens, int writtenTokens, boolean limited, Took took) {
    /// Nanoseconds to the first piece, and from there to the end.
    public record Took(long reading, long writing) {}
}
