package io.tandem.router.wire;

import java.time.Duration;

/// How long a provider may be silent.
///
/// @param first until the first event
/// @param next between two events
public record Patience(Duration first, Duration next) {}
