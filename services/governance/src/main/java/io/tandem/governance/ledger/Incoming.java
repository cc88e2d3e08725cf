package io.tandem.governance.ledger;

import io.tandem.ledger.LedgerRecord;
import io.tandem.ledger.Netstrings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An event on its way into the ledger; its place in the chain is not known yet.
///
/// @param origin where it came from
/// @param payload the event's bytes as they arrived
record Incoming(Origin origin, String type, Instant time, String team, LedgerRecord.About about, byte[] payload) {

    /// @param sequence the source's gap-free number, null where it does not number
    record Origin(
            String stream,
            String source,
            String eventId,
            @Nullable Long sequence) {}

    /// The record without its place.
    LedgerRecord record(Instant recorded) {
        return new LedgerRecord(
                team,
                0,
                "",
                origin.stream(),
                origin.source(),
                origin.sequence(),
                origin.eventId(),
                type,
                time,
                recorded,
                about,
                Netstrings.sha256(payload),
                "");
    }
}
