package io.tandem.a2a;

import org.jspecify.annotations.Nullable;

/// The request of GetExtendedAgentCard (specification 3.1.11): the card that this caller may see.
public record GetExtendedAgentCardRequest(@Nullable String tenant) {}
