package io.tandem.hub.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.Flow;
import io.tandem.events.ToolRecord;
import io.tandem.events.ToolRecord.Effect;
import io.tandem.hub.approval.Approval;
import io.tandem.hub.approval.Approvals;
import io.tandem.hub.approval.Asking;
import io.tandem.hub.call.ToolRequest.Wanted;
import io.tandem.hub.canonical.CanonicalJson;
import io.tandem.hub.connector.HubSettings;
import io.tandem.hub.grant.GrantAsks;
import io.tandem.hub.grant.NotConnected;
import io.tandem.hub.mcp.Endpoint;
import io.tandem.hub.mcp.McpConnections;
import io.tandem.hub.mcp.ToolAnswer;
import io.tandem.hub.realm.NotDelegated;
import io.tandem.hub.result.Screening;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Decides on calls, makes them once, and records each attempt.
record Calls(
        ToolGate gate,
        Approvals approvals,
        Activities activities,
        Reach reach,
        GrantAsks asks,
        McpConnections connections,
        Results results,
        Rules rules) {
    private static final String ALLOW = "allow";
    private static final String KEY = "io.tandem/idempotency-key";

    /// What holds for every call.
    ///
    /// @param ledger throws a problem while the ledger is behind; asked before a call that does more than read
    /// @param connectAt where a person connects a connector's server
    record Rules(Runnable ledger, HubSettings settings, Function<String, URI> connectAt) {}

    /// How answers are looked at.
    ///
    /// @param promised the schema of a tool's answers
    record Results(Screening screening, Function<Wanted, Optional<JsonNode>> promised) {}

    /// @throws ProblemException UNAVAILABLE while the hub does not know the agent's version, LEDGER_BEHIND where the
    /// call does more than read and the ledger is behind
    Decision decide(ToolRequest request) {
        Wanted wanted = request.wanted();
        Ruling ruling = gate.rule(wanted);
        try {
            return decided(wanted, reach.orDenied(wanted, ruling));
        } catch (NotConnected missing) {
            return connectFirst(wanted, ruling, missing);
        }
    }

    /// The task waits for its person, who is told where to connect the server.
    private Decision connectFirst(Wanted wanted, Ruling ruling, NotConnected missing) {
        GrantAsks.Waiting waiting =
                new GrantAsks.Waiting(wanted.taskId(), wanted.who().agent());
        String askId = asks.ask(waiting, missing)
                .orElseThrow(() -> new ProblemException(CommonProblem.UNAVAILABLE, "It was connected just now."));
        activities.write(wanted, ruling, Activities.Attempt.denied(missing.reason(), null));
        return new Decision(
                "connect",
                missing.reason(),
                null,
                null,
                CanonicalJson.of(wanted.arguments()).sha256(),
                wanted.binding(wanted.seq()).hash(),
                null,
                null,
                new Decision.Connect(
                        askId, missing.connector(), rules.connectAt().apply(missing.connector())));
    }

    private Decision decided(Wanted wanted, Ruling ruling) {
        String arguments = CanonicalJson.of(wanted.arguments()).sha256();
        String binding = wanted.binding(wanted.seq()).hash();
        awaitLedger(ruling);
        return switch (ruling) {
            case Ruling.Allow allow ->
                Decision.of(ALLOW, allow.reason(), allow.tool().effect(), arguments, binding);
            case Ruling.Deny deny -> {
                activities.write(wanted, deny, Activities.Attempt.denied(deny.reason(), null));
                Effect effect = deny.tool() == null ? null : deny.tool().effect();
                yield Decision.of("deny", deny.reason(), effect, arguments, binding);
            }
            case Ruling.NotYet unknown -> throw new ProblemException(CommonProblem.UNAVAILABLE, unknown.reason());
            case Ruling.Ask ask -> {
                Approval approval = approvals.ask(
                        asking(wanted, ask.tool()),
                        rules.settings().approvalDue(),
                        rules.settings().approvalExpiry());
                Verdict verdict = verdict(approval, ask, binding);
                if (!verdict.decision().equals(ALLOW)) {
                    activities.write(
                            wanted,
                            ask,
                            new Activities.Attempt(verdict.recorded(), verdict.reason(), approval.id(), null, 0));
                }
                yield new Decision(
                        verdict.decision(),
                        verdict.reason(),
                        approval.id(),
                        ask.tool().effect(),
                        arguments,
                        binding,
                        approval.dueAt(),
                        approval.expiresAt(),
                        null);
            }
        };
    }

    /// What is let through must be on record: until the ledger is up to date nobody asks, approves or calls.
    private void awaitLedger(Ruling ruling) {
        switch (ruling) {
            case Ruling.Allow allow
            when allow.tool().effect() != Effect.READ -> rules.ledger().run();
            case Ruling.Ask ask -> rules.ledger().run();
            case Ruling.Allow reads -> {}
            case Ruling.Deny deny -> {}
            case Ruling.NotYet unknown -> {}
        }
    }

    /// @param recorded the word in the activity
    private record Verdict(String decision, String recorded, String reason) {}

    /// What an approval's state means for who asks again for the very same call: it is not asked for a second time.
    private static Verdict verdict(Approval approval, Ruling.Ask ask, String binding) {
        if (!approval.bindingHash().equals(binding)) {
            return new Verdict(
                    "deny", Activities.DENIED, "The call was approved with other arguments, and only with those.");
        }
        return switch (approval.status()) {
            case Approval.WAITING -> new Verdict("approval", Activities.APPROVAL_NEEDED, ask.reason());
            case Approval.GRANTED -> new Verdict(ALLOW, Activities.ALLOWED, "The call was approved.");
            case Approval.REJECTED -> new Verdict("deny", Activities.DENIED, "The call was rejected.");
            case Approval.EXPIRED -> new Verdict("deny", Activities.DENIED, "The approval expired before it was used.");
            case Approval.WITHDRAWN ->
                new Verdict("deny", Activities.DENIED, "The task that asked for the call has ended.");
            default -> new Verdict("deny", Activities.DENIED, "The approval has been used already.");
        };
    }

    private static Asking asking(Wanted wanted, ToolRecord tool) {
        return new Asking(wanted.binding(wanted.seq()), wanted.who(), tool.effect(), ToolGate.provenance(wanted, tool));
    }

    /// Checks everything again and calls. A denied call costs no connection, and one that nobody can be found for costs
    /// no approval.
    Answer call(ToolRequest request) {
        Wanted wanted = request.wanted();
        String key = ToolRequest.given("key", request.key());
        Instant deadline = ToolRequest.given("deadline", request.deadline());
        if (!key.equals(wanted.idempotencyKey())) {
            throw ProblemException.invalid("key", "It is taskId:seq.");
        }
        Ruling ruling = gate.rule(wanted);
        awaitLedger(ruling);
        return switch (ruling) {
            case Ruling.Deny deny ->
                denied(wanted, deny, deny.tool(), Activities.Attempt.denied(deny.reason(), request.approvalId()));
            case Ruling.NotYet unknown -> notMade(request, unknown, unknown.tool(), unknown.reason());
            case Ruling.Allow allow ->
                reached(
                        request,
                        allow,
                        allow.tool(),
                        endpoint -> attempt(
                                wanted,
                                new Made(allow.tool(), endpoint, deadline),
                                new Permit(allow, allow.reason(), null)));
            case Ruling.Ask ask
            when request.approvalId() == null ->
                denied(wanted, ask, ask.tool(), Activities.Attempt.denied("The call needs an approval.", null));
            case Ruling.Ask ask ->
                reached(
                        request,
                        ask,
                        ask.tool(),
                        endpoint -> approved(request, new Made(ask.tool(), endpoint, deadline), ask));
        };
    }

    /// A call that is ready to be made.
    ///
    /// @param endpoint empty where the connector is gone
    private record Made(ToolRecord tool, Optional<Endpoint> endpoint, Instant deadline) {}

    private Answer reached(
            ToolRequest request, Ruling ruling, ToolRecord tool, Function<Optional<Endpoint>, Answer> then) {
        Wanted wanted = request.wanted();
        try {
            return then.apply(reach.endpoint(wanted));
        } catch (NotDelegated e) {
            return e.isAway()
                    ? notMade(request, ruling, tool, e.reason())
                    : denied(wanted, ruling, tool, Activities.Attempt.denied(e.reason(), request.approvalId()));
        }
    }

    /// Why a call is made.
    private record Permit(
            Ruling ruling, String reason, @Nullable String approvalId) {}

    private Answer approved(ToolRequest request, Made made, Ruling.Ask ask) {
        Wanted wanted = request.wanted();
        ToolRecord tool = ask.tool();
        String id = ToolRequest.given("approvalId", request.approvalId());
        long seq = request.approvalSeq() == null ? wanted.seq() : request.approvalSeq();
        return switch (approvals.use(id, wanted.binding(seq).hash(), wanted.idempotencyKey())) {
            case Approvals.Use.Refused refused ->
                denied(wanted, ask, tool, Activities.Attempt.denied(refused.reason(), id));
            case Approvals.Use.Allowed used
            when used.again() && tool.effect() == Effect.AT_MOST_ONCE ->
                denied(
                        wanted,
                        ask,
                        tool,
                        Activities.Attempt.denied(
                                "The call may have been made already, and a repeat could do it twice.", id));
            case Approvals.Use.Allowed used -> attempt(wanted, made, new Permit(ask, "Approved.", id));
        };
    }

    private Answer denied(Wanted wanted, Ruling ruling, @Nullable ToolRecord tool, Activities.Attempt attempt) {
        activities.write(wanted, ruling, attempt);
        return Answer.without(Answer.DENIED, attempt.reason(), tool == null ? null : tool.effect());
    }

    /// The caller may try the same call again: nothing was done and no approval used.
    private Answer notMade(ToolRequest request, Ruling ruling, ToolRecord tool, String reason) {
        activities.write(request.wanted(), ruling, Activities.Attempt.denied(reason, request.approvalId()));
        return Answer.without(Answer.UNAVAILABLE, reason, tool.effect());
    }

    private Answer attempt(Wanted wanted, Made call, Permit permit) {
        long start = System.nanoTime();
        Answer answer = made(wanted, call).after((System.nanoTime() - start) / 1_000_000);
        activities.write(
                wanted,
                permit.ruling(),
                new Activities.Attempt(
                        Activities.ALLOWED, permit.reason(), permit.approvalId(), answer.status(), answer.millis()));
        return answer;
    }

    private Answer made(Wanted wanted, Made call) {
        ToolRecord tool = call.tool();
        Duration left = Duration.between(Instant.now(), call.deadline());
        if (call.endpoint().isEmpty()) {
            return Answer.without(Answer.UNAVAILABLE, "The connector is not registered any more.", tool.effect());
        }
        if (left.isNegative() || left.isZero()) {
            return Answer.without(
                    Answer.TIMEOUT, "The deadline passed before the call; it was not made.", tool.effect());
        }
        Duration time = left.compareTo(rules.settings().callTime()) < 0
                ? left
                : rules.settings().callTime();
        ToolAnswer answer = connections.call(
                call.endpoint().get(),
                new McpConnections.Call(wanted.tool(), wanted.arguments(), Map.of(KEY, wanted.idempotencyKey())),
                new McpConnections.Bounds(time, rules.settings().answerBytes()));
        return told(answer, wanted, tool.effect());
    }

    private Answer told(ToolAnswer answer, Wanted wanted, Effect effect) {
        return switch (answer) {
            case ToolAnswer.TimedOut late ->
                Answer.without(Answer.TIMEOUT, "The tool did not answer in time; it may still work.", effect);
            case ToolAnswer.TooLarge large ->
                Answer.without(
                        Answer.TOO_LARGE,
                        "The answer is larger than " + rules.settings().answerBytes()
                                + " bytes and was cut off; ask for less.",
                        effect);
            case ToolAnswer.Unavailable gone -> Answer.without(Answer.UNAVAILABLE, gone.reason(), effect);
            case ToolAnswer.Answered answered ->
                screened(
                        results.screening()
                                .of(answered, results.promised().apply(wanted).orElse(null)),
                        effect);
        };
    }

    private static Answer screened(Screening.Result result, Effect effect) {
        return switch (result) {
            case Screening.Result.TooLarge large -> Answer.without(Answer.TOO_LARGE, large.reason(), effect);
            case Screening.Result.Unfit unfit -> Answer.without(Answer.TOOL_ERROR, unfit.reason(), effect);
            case Screening.Result.Told told ->
                new Answer(
                        told.failed() ? Answer.TOOL_ERROR : Answer.OK,
                        told.texts().stream().map(Answer.Text::new).toList(),
                        told.structured(),
                        null,
                        0,
                        effect,
                        told.raises().equals(Flow.NONE) ? null : told.raises());
        };
    }
}
