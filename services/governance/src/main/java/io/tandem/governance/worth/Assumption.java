package io.tandem.governance.worth;

import io.tandem.events.Money;
import java.time.Instant;

/// What the worth of one agent is reckoned with.
///
/// @param minutesSaved by one accepted result
/// @param hourlyRate what an hour of the people is worth whose time it is
/// @param callCost of one call of a tool, in the same currency
public record Assumption(
        String agent, double minutesSaved, Money hourlyRate, Money callCost, String changedBy, Instant changedAt) {}
