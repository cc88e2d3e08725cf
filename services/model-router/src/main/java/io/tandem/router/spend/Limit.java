package io.tandem.router.spend;

import io.tandem.router.chat.Origin;
import java.math.BigDecimal;

/// What may be spent a UTC day.
///
/// @param scope `agent:NAME` or `team:NAME`
/// @param change who can raise it, for people
record Limit(String scope, BigDecimal perDay, String change) {
    static String agent(String name) {
        return "agent:" + name;
    }

    static String team(Origin origin) {
        return "team:" + origin.team();
    }
}
