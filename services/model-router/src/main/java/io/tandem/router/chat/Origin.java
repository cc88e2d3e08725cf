package io.tandem.router.chat;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// On whose account a call goes.
///
/// @param team who pays
/// @param caller `person:NAME` or `service:CLIENT`; the person on whose behalf, where a service says so
/// @param agentPerDay what the agent may spend a UTC day, in the currency of all prices; null without a limit
public record Origin(
        String team,
        String caller,
        @Nullable String taskId,
        @Nullable Long seq,
        @Nullable String agent,
        @Nullable String version,
        @Nullable BigDecimal agentPerDay) {}
