package io.tandem.governance.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.EventJson;
import io.tandem.events.Topic;
import io.tandem.ledger.LedgerRecord;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A record as an event of the Elastic Common Schema, which SIEMs take. What the schema has no field for stands under
/// `tandem`. Source: ECS 8.11, field sets base, event, user, service, organization.
final class EcsEvent {
    private static final String VERSION = "8.11.0";
    private static final Set<String> NO = Set.of("denied", "rejected", "failed", "expired");
    private static final Set<String> YES = Set.of("allowed", "granted", "passed", "used", "ok");

    private EcsEvent() {}

    /// One line, without its line feed.
    static byte[] of(LedgerRecord record, String summary) {
        LedgerRecord.About about = record.about();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("@timestamp", record.time().toString());
        json.putObject("ecs").put("version", VERSION);
        json.put("message", summary);
        ObjectNode event = json.putObject("event");
        event.put("id", record.eventId())
                .put("kind", "event")
                .put("dataset", "tandem.ledger")
                .put("provider", record.source())
                .put("action", about.kind())
                .put("outcome", outcome(about.decision()))
                .put("ingested", record.recorded().toString())
                .put("hash", record.hash());
        event.putArray("category").add(category(record));
        types(event.putArray("type"), record);
        put(event, "sequence", record.sequence());
        json.putObject("organization").put("name", record.team());
        json.putObject("service").put("name", "tandem").putObject("node").put("name", record.source());
        if (about.person() != null) {
            json.putObject("user").put("id", about.person()).put("name", bare(about.person()));
        }
        ObjectNode own = json.putObject("tandem");
        own.put("number", record.number()).put("payload_hash", record.payloadHash());
        put(own, "agent", about.agent());
        put(own, "agent_version", about.version());
        put(own, "task", about.task());
        put(own, "tool", about.tool());
        put(own, "decision", about.decision());
        put(own, "subject", about.subject());
        return EventJson.write(json);
    }

    private static String category(LedgerRecord record) {
        String kind = record.about().kind();
        if (kind.equals("sign-in") || kind.equals("token.refused")) {
            return "authentication";
        }
        if (kind.startsWith("grant.") || kind.startsWith("exemption.") || kind.equals("approval")) {
            return "iam";
        }
        if (record.stream().equals(Topic.A2A_EVENTS.topicName())) {
            return "process";
        }
        boolean configures = kind.startsWith("agent.")
                || kind.startsWith("connector.")
                || kind.startsWith("tool.")
                || kind.startsWith("version.")
                || kind.startsWith("models.");
        return configures ? "configuration" : "api";
    }

    private static void types(ArrayNode types, LedgerRecord record) {
        String decision = record.about().decision();
        switch (category(record)) {
            case "authentication" -> types.add("start");
            case "configuration" -> types.add("change");
            case "iam" -> types.add("admin");
            case "process" -> types.add(record.about().kind().equals("ended") ? "end" : "info");
            default -> types.add("access");
        }
        if (decision != null && NO.contains(decision)) {
            types.add("denied");
        } else if (decision != null && YES.contains(decision)) {
            types.add("allowed");
        }
    }

    private static String outcome(@Nullable String decision) {
        if (decision == null) {
            return "unknown";
        }
        return NO.contains(decision) ? "failure" : YES.contains(decision) ? "success" : "unknown";
    }

    private static String bare(String person) {
        return person.substring(person.indexOf(':') + 1);
    }

    private static void put(ObjectNode to, String name, @Nullable Object value) {
        if (value instanceof Long number) {
            to.put(name, number);
        } else if (value != null) {
            to.put(name, value.toString());
        }
    }
}
