package io.tandem.router.call;

import io.tandem.events.Money;
import io.tandem.router.chat.Delta;

/// What a call came to.
///
/// @param note what the caller should know, or nothing
public record Summary(
        String callId, String provider, String model, String tier, Delta.Tokens tokens, Money cost, String note) {}
