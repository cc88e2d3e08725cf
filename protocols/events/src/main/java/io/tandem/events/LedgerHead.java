package io.tandem.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What `ledger.head` carries: under [#PULSE], each second, that the ledger is written; under a team's name its newest
/// checkpoint, a copy outside the database.
///
/// @param at when it was made
/// @param readTo everything that was published before that time is in the ledger; only in a pulse
/// @param checkpoint a signed note; only of a team
/// @param pass governance's signature over [#signed()], for the audience [#AUDIENCE]; only in a pulse
public record LedgerHead(
        int schema,
        Instant at,
        @Nullable Instant readTo,
        @Nullable String checkpoint,
        @Nullable String pass) {
    public static final int SCHEMA = 1;

    /// The key of the pulse, which is no team's name.
    public static final String PULSE = "*";

    /// Whom a pulse's pass is for.
    public static final String AUDIENCE = Topic.LEDGER_HEAD.topicName();

    /// What the pass signs.
    public byte[] signed() {
        return ("pulse " + at + " " + readTo).getBytes(StandardCharsets.UTF_8);
    }

    public LedgerHead withPass(String signed) {
        return new LedgerHead(schema, at, readTo, checkpoint, signed);
    }
}
