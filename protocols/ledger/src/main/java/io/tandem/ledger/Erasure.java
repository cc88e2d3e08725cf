package io.tandem.ledger;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.AuditEvent;
import io.tandem.events.EventJson;
import io.tandem.events.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which payloads were erased, as the details of an audit event of governance say it. Its record enters the
/// ledger before a payload goes; a payload that is gone and that no such record names was taken away behind
/// the platform's back.
///
/// @param erasure its id; one erasure may be recorded in several parts
/// @param part which, from 1
/// @param parts how many
/// @param person whose payloads go, such as `person:ada`; null where it goes by age
/// @param before what was recorded before that time goes; null where it goes by person
/// @param proposedBy who asked for it; the event's actor carried it out
/// @param records by team the numbers of the records, as `3-17,20`
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Erasure(
        String erasure,
        int part,
        int parts,
        @Nullable String person,
        @Nullable Instant before,
        String proposedBy,
        Map<String, String> records) {
    /// The action of the event.
    public static final String KIND = "ledger.erased";

    /// Whose chain its record is in.
    public static final String TEAM = "platform";

    private static final String STREAM = Topic.AUDIT_GOVERNANCE.topicName();
    private static final Pattern RANGE = Pattern.compile("(\\d{1,18})(?:-(\\d{1,18}))?");

    public Erasure {
        records = Map.copyOf(records);
    }

    /// Numbers of a chain, both ends included.
    public record Range(long from, long to) {
        public long size() {
            return to - from + 1;
        }

        @Override
        public String toString() {
            return from == to ? Long.toString(from) : from + "-" + to;
        }
    }

    /// Of the records that go, each team's in the order of their numbers.
    public static Map<String, String> written(Map<String, List<Range>> byTeam) {
        Map<String, String> written = new TreeMap<>();
        byTeam.forEach((team, ranges) -> written.put(
                team, String.join(",", ranges.stream().map(Range::toString).toList())));
        return written;
    }

    /// What the event's subject is, by which its record is found.
    public String subject() {
        return parts == 1 ? "erasure " + erasure : "erasure " + erasure + " part " + part + " of " + parts;
    }

    /// The records that go, by team.
    ///
    /// @throws IllegalArgumentException if the numbers cannot be read
    Map<String, List<Range>> ranges() {
        Map<String, List<Range>> byTeam = new TreeMap<>();
        records.forEach((team, written) -> {
            List<Range> ranges = new ArrayList<>();
            for (String part : written.split(",")) {
                Matcher numbers = RANGE.matcher(part);
                if (!numbers.matches()) {
                    throw new IllegalArgumentException("no numbers of records: " + part);
                }
                long from = Long.parseLong(numbers.group(1));
                ranges.add(new Range(from, numbers.group(2) == null ? from : Long.parseLong(numbers.group(2))));
            }
            byTeam.put(team, ranges);
        });
        return byTeam;
    }

    /// Whether a record says that payloads were erased. Nobody but governance can write one.
    static boolean is(LedgerRecord record) {
        return record.stream().equals(STREAM)
                && record.team().equals(TEAM)
                && record.about().kind().equals(KIND);
    }

    /// @param payload of a record that is one
    static Erasure of(byte[] payload) {
        JsonNode details = EventJson.read(payload, AuditEvent.class).details();
        if (details == null) {
            throw new IllegalArgumentException("an erasure that names no records");
        }
        return EventJson.read(details, Erasure.class);
    }
}
