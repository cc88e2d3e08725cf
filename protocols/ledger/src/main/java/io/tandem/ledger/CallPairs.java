package io.tandem.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.ApprovalEvent;
import io.tandem.events.AskedCall;
import io.tandem.events.EventJson;
import io.tandem.events.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

/// What belongs together in the events themselves: an approval and the call that it is for, a call that was
/// about to be made and what became of it.
final class CallPairs {
    /// Events of one task come on several topics, which are not in step.
    static final Duration GRACE = Duration.ofMinutes(1);

    private static final String INTENT = "tool-intent";
    private static final String OUTCOME = "tool-outcome";
    private static final String ENDED = "ended";
    private static final String ARGUMENTS = "arguments";
    private static final String TASK_EVENTS = Topic.A2A_EVENTS.topicName();
    private static final String APPROVALS = Topic.HUB_APPROVALS.topicName();

    private final Map<String, Approved> approvals = new HashMap<>();
    private final List<Intent> approved = new ArrayList<>();
    private final Map<String, Intent> open = new LinkedHashMap<>();
    private final Set<String> outcomesErased = new HashSet<>();
    private final List<LedgerProblem> problems = new ArrayList<>();
    private final List<LedgerProblem> notes = new ArrayList<>();

    /// Where a record stands; the record itself is not kept.
    private record Place(String team, long number, String eventId, Instant recorded) {
        LedgerProblem problem(LedgerProblem.Kind kind, String detail) {
            return new LedgerProblem(kind, team, number, eventId, detail);
        }
    }

    private record Call(String task, String tool, String arguments) {}

    private record Intent(Place place, Call call, @Nullable String approvalId) {}

    /// @param call null where the payload that tells it was erased
    private record Approved(@Nullable Call call, boolean granted) {}

    /// @param payload the record's, untouched
    void add(LedgerRecord record, byte[] payload) {
        String kind = record.about().kind();
        if (record.stream().equals(APPROVALS)) {
            approval(record, EventJson.read(payload, ApprovalEvent.class));
        } else if (record.stream().equals(TASK_EVENTS)) {
            switch (kind) {
                case INTENT -> intent(record, EventJson.read(payload, JsonNode.class));
                case OUTCOME -> open.remove(callOf(record, EventJson.read(payload, JsonNode.class)));
                case ENDED -> endedWithout(record);
                default -> {}
            }
        }
    }

    /// A record whose payload is gone: what its header says still counts, and what it does not say
    /// contradicts nothing.
    void withoutPayload(LedgerRecord record) {
        LedgerRecord.About about = record.about();
        if (record.stream().equals(APPROVALS) && about.subject() != null) {
            Approved known = approvals.get(about.subject());
            approvals.put(
                    about.subject(),
                    new Approved(
                            known == null ? null : known.call(),
                            isYes(about.decision()) || known != null && known.granted()));
        } else if (record.stream().equals(TASK_EVENTS) && about.task() != null) {
            switch (about.kind()) {
                case OUTCOME -> outcomesErased.add(about.task());
                case ENDED -> endedWithout(record);
                default -> {}
            }
        }
    }

    private static boolean isYes(@Nullable String status) {
        return "granted".equals(status) || "used".equals(status);
    }

    private void approval(LedgerRecord record, ApprovalEvent event) {
        String tool = event.connector() + "/" + event.tool();
        AskedCall asked = event.asked();
        if (!bound(event, event.arguments()).equals(event.bindingHash())
                || asked != null && !bound(event, asked.arguments()).equals(asked.bindingHash())) {
            problems.add(place(record)
                    .problem(
                            LedgerProblem.Kind.APPROVAL_MISMATCH,
                            "The approval's binding hash is not that of the task, step, tool and arguments it names."));
        }
        Call call = new Call(event.taskId(), tool, canonical(event.arguments()));
        boolean granted = isYes(event.status());
        Approved known = approvals.get(event.approvalId());
        if (known != null && known.call() != null && !known.call().equals(call) && !changedOpenly(known, event, tool)) {
            problems.add(place(record)
                    .problem(
                            LedgerProblem.Kind.APPROVAL_MISMATCH,
                            "The approval became one for another call, and no approver changed it when they decided."));
        }
        approvals.put(event.approvalId(), new Approved(call, granted || known != null && known.granted()));
    }

    /// Whether an approver put other arguments in the place of those that waited, in the very record of the
    /// yes.
    private static boolean changedOpenly(Approved known, ApprovalEvent event, String tool) {
        AskedCall asked = event.asked();
        return asked != null
                && !known.granted()
                && event.status().equals("granted")
                && new Call(event.taskId(), tool, canonical(asked.arguments())).equals(known.call());
    }

    private static String bound(ApprovalEvent event, JsonNode arguments) {
        Map<String, Object> bound = new TreeMap<>();
        bound.put("taskId", event.taskId());
        bound.put("seq", Long.toString(event.seq()));
        bound.put("tool", event.connector() + "/" + event.tool());
        bound.put(ARGUMENTS, arguments);
        return Netstrings.sha256(canonical(EventJson.toTree(bound)).getBytes(StandardCharsets.UTF_8));
    }

    private void intent(LedgerRecord record, JsonNode event) {
        JsonNode body = event.path("body");
        JsonNode call = body.has("call") ? body.path("call") : body;
        JsonNode arguments = call.path(ARGUMENTS);
        JsonNode approval = body.path("approvalId");
        Intent intent = new Intent(
                place(record),
                new Call(
                        event.path("taskId").asText(),
                        call.path("tool").asText(),
                        arguments.isMissingNode() ? "" : canonical(arguments)),
                approval.isTextual() ? approval.asText() : null);
        open.put(callOf(record, event), intent);
        if (intent.approvalId() != null) {
            approved.add(intent);
        }
    }

    /// The task is over: what has no outcome by now will have none.
    private void endedWithout(LedgerRecord record) {
        String prefix = record.about().task() + " ";
        boolean told = !outcomesErased.remove(record.about().task());
        open.entrySet().removeIf(call -> {
            boolean ofTask = call.getKey().startsWith(prefix);
            if (ofTask && told) {
                notes.add(call.getValue()
                        .place()
                        .problem(
                                LedgerProblem.Kind.OUTCOME_MISSING,
                                "The task ended and does not tell what became of this call of "
                                        + call.getValue().call().tool() + "."));
            }
            return ofTask;
        });
    }

    /// What contradicts the records.
    ///
    /// @param now when the records were read
    List<LedgerProblem> problems(Instant now) {
        for (Intent intent : approved) {
            Approved approval = approvals.get(intent.approvalId());
            boolean settled = intent.place().recorded().plus(GRACE).isBefore(now);
            if (approval == null && settled) {
                problems.add(mismatch(intent, "is not in the ledger"));
            } else if (approval != null
                    && approval.call() != null
                    && !approval.call().equals(intent.call())) {
                problems.add(mismatch(intent, "is for another call"));
            } else if (approval != null && !approval.granted() && settled) {
                problems.add(mismatch(intent, "was never granted"));
            }
        }
        return problems;
    }

    /// What is true and worth knowing.
    List<LedgerProblem> notes() {
        return notes;
    }

    private static LedgerProblem mismatch(Intent intent, String what) {
        return intent.place()
                .problem(
                        LedgerProblem.Kind.APPROVAL_MISMATCH,
                        "The approval that this call of " + intent.call().tool() + " names " + what + ".");
    }

    private static String callOf(LedgerRecord record, JsonNode event) {
        JsonNode body = event.path("body");
        JsonNode id = body.has("call") ? body.at("/call/id") : body.path("callId");
        return record.about().task() + " " + id.asText();
    }

    private static Place place(LedgerRecord record) {
        return new Place(record.team(), record.number(), record.eventId(), record.recorded());
    }

    private static String canonical(JsonNode value) {
        try {
            return value.isContainerNode()
                    ? new JsonCanonicalizer(value.toString()).getEncodedString()
                    : value.toString();
        } catch (IOException e) {
            return value.toString(); // no canonical form: it is equal to nothing but itself
        }
    }
}
