package io.tandem.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// One line of evidence. Each team has a chain of its own, numbered from 1 without a gap.
///
/// The event itself is the payload, which lies apart; the record holds its SHA-256, so that a payload may be erased
/// while the chain stays whole.
///
/// @param team whose chain this is
/// @param number the place in the chain
/// @param previousHash [#hash] of the record before, 64 zeros for the first
/// @param stream the topic it came from
/// @param source who wrote the event
/// @param sequence the gap-free number that the source gave it: of an audit stream per source, of a task's entries per
/// task; null where the source does not number
/// @param eventId unique in its stream
/// @param type the event's type
/// @param time when it happened, as the source says, in microseconds
/// @param recorded when it entered the ledger, in microseconds
/// @param about whom and what it concerns
/// @param payloadHash SHA-256 of the payload's bytes, hex
/// @param hash SHA-256 over all of the above, hex
public record LedgerRecord(
        String team,
        long number,
        String previousHash,
        String stream,
        String source,
        @Nullable Long sequence,
        String eventId,
        String type,
        Instant time,
        Instant recorded,
        About about,
        String payloadHash,
        String hash) {

    /// What the first record of a chain follows.
    public static final String GENESIS = "0".repeat(64);

    public LedgerRecord {
        time = time.truncatedTo(ChronoUnit.MICROS);
        recorded = recorded.truncatedTo(ChronoUnit.MICROS);
    }

    /// Whom and what an event concerns; what it does not say is null.
    ///
    /// @param kind what happened, such as `tool-outcome` or `grant.added`
    /// @param person `person:NAME`, `service:CLIENT` or `agent:NAME`
    /// @param tool `connector/tool`
    /// @param decision such as `allowed`, `denied`, `granted`
    public record About(
            String kind,
            @Nullable String person,
            @Nullable String agent,
            @Nullable String version,
            @Nullable String task,
            @Nullable String tool,
            @Nullable String decision,
            @Nullable String subject) {}

    /// A record at that place of a chain, with its hash.
    public LedgerRecord at(long place, String previous) {
        LedgerRecord placed = new LedgerRecord(
                team, place, previous, stream, source, sequence, eventId, type, time, recorded, about, payloadHash, "");
        return placed.withHash(placed.computeHash());
    }

    /// The hash of what this record says, whatever [#hash] claims.
    ///
    /// SHA-256 over the fields in this order, each as its length in UTF-8 bytes, a colon, the bytes and a comma (a
    /// netstring), `-,` for null: number, previousHash, team, stream, source, sequence, eventId, type, time and
    /// recorded (RFC 3339), kind, person, agent, version, task, tool, decision, subject, payloadHash.
    public String computeHash() {
        return computeHash(number);
    }

    /// The hash that this record would have under another number.
    String computeHash(long place) {
        return new Netstrings()
                .add(Long.toString(place))
                .add(previousHash)
                .add(team)
                .add(stream)
                .add(source)
                .add(sequence == null ? null : sequence.toString())
                .add(eventId)
                .add(type)
                .add(time.toString())
                .add(recorded.toString())
                .add(about.kind())
                .add(about.person())
                .add(about.agent())
                .add(about.version())
                .add(about.task())
                .add(about.tool())
                .add(about.decision())
                .add(about.subject())
                .add(payloadHash)
                .sha256();
    }

    private LedgerRecord withHash(String computed) {
        return new LedgerRecord(
                team,
                number,
                previousHash,
                stream,
                source,
                sequence,
                eventId,
                type,
                time,
                recorded,
                about,
                payloadHash,
                computed);
    }
}
