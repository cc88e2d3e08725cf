package io.tandem.policy;

import org.jspecify.annotations.Nullable;

/// What is wrong with a team's text.
///
/// @param policy its id, or null where the whole text is meant
/// @param help what to do, if the engine knows
public record PolicyFault(
        @Nullable String policy, String message, @Nullable String help) {}
