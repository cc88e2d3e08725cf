package io.tandem.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.EventJson;
import io.tandem.events.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whether the policies that decisions name are on record: those that nobody proposed, or whose text was another, did
/// not come about as the rules say.
final class KnownPolicies {
    /// Decisions and policies come on several topics, which are not in step.
    private static final Duration GRACE = Duration.ofMinutes(1);

    private static final String REGISTRY = Topic.AUDIT_REGISTRY.topicName();
    private static final String POLICY = "policy.";
    private static final String BUILT_IN = "built-in";
    private static final String HASH = "revisionHash";
    private static final String MARK = "\"" + HASH + "\"";

    private final Set<Text> known = new HashSet<>();
    private final Map<Text, First> named = new LinkedHashMap<>();

    /// @param revision `team@number`, or `built-in`
    private record Text(String revision, String hash) {}

    /// The first record that names it.
    private record First(String team, long number, String eventId, Instant recorded) {}

    /// @param payload the record's, untouched
    void add(LedgerRecord record, byte[] payload) {
        if (record.stream().equals(REGISTRY) && record.about().kind().startsWith(POLICY)) {
            JsonNode details = EventJson.read(payload, JsonNode.class).path("details");
            String revision = details.path("revision").asText();
            known.add(new Text(
                    revision.equals(BUILT_IN) ? BUILT_IN : record.team() + "@" + revision,
                    details.path("hash").asText()));
        } else if (mentions(payload)) {
            for (JsonNode decision : EventJson.read(payload, JsonNode.class).findParents(HASH)) {
                named.putIfAbsent(
                        new Text(
                                decision.path("revision").asText(),
                                decision.path(HASH).asText()),
                        new First(record.team(), record.number(), record.eventId(), record.recorded()));
            }
        }
    }

    /// Decisions by policies that nobody put on record.
    ///
    /// @param now when the records were read
    List<LedgerProblem> problems(Instant now) {
        List<LedgerProblem> problems = new ArrayList<>();
        named.forEach((text, first) -> {
            if (!known.contains(text) && first.recorded().plus(GRACE).isBefore(now)) {
                problems.add(new LedgerProblem(
                        LedgerProblem.Kind.POLICY_UNKNOWN,
                        first.team(),
                        first.number(),
                        first.eventId(),
                        "This is the first decision by the policies " + text.revision() + " with the hash "
                                + text.hash() + ", which nobody put on record."));
            }
        });
        return problems;
    }

    /// Most records name no policies, and are not parsed to find that out.
    private static boolean mentions(byte[] payload) {
        return new String(payload, StandardCharsets.ISO_8859_1).contains(MARK);
    }
}
