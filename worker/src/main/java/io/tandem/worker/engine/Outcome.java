package io.tandem.worker.engine;

/// @param limited whether it ended because it had written as many tokens as allowed
public record Outcome(int promptTokens, int writtenTokens, boolean limited) {}
