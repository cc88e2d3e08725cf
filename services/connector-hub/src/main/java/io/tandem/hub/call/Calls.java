package io.tandem.hub.call;

import io.tandem.events.ToolRecord;
import io.tandem.events.ToolRecord.Effect;
import io.tandem.hub.approval.Approval;
import io.tandem.hub.approval.Approvals;
import io.tandem.hub.approval.Asking;
import io.tandem.hub.call.ToolRequest.Wanted;
import io.tandem.hub.canonical.CanonicalJson;
import io.tandem.hub.connector.HubProblem;
import io.tandem.hub.connector.HubSettings;
import io.tandem.hub.grant.MissingScope;
import io.tandem.hub.grant.NotConnected;
import io.tandem.hub.grant.Renewed;
import io.tandem.hub.mcp.McpConnections;
import io.tandem.hub.mcp.ToolAnswer;
import io.tandem.hub.realm.NotDelegated;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Decides on calls, makes them once, and records each attempt.
record Calls(
        ToolGate gate,
        Approvals approvals,
        Activities activities,
        Reach reach,
        ConnectFirst connectFirst,
        McpConnections connections,
        Results results,
        Rules rules) {
    private static final Logger LOG = Logger.getLogger(Calls.class);
    private static final String KEY = "io.tandem/idempotency-key";

    /// What holds for every call.
    ///
    /// @param ledger throws a problem while the ledger is behind; asked before a call that does more than read
    record Rules(Runnable ledger, HubSettings settings) {}

    /// @throws ProblemException UNAVAILABLE while the hub does not know the agent's version, LEDGER_BEHIND where the
    /// call does more than read and the ledger is behind
    Decision decide(ToolRequest request) {
        Wanted wanted = request.wanted();
        Ruling ruling = gate.rule(wanted);
        try {
            return decided(wanted, reach.orDenied(wanted, ruling));
        } catch (NotConnected missing) {
            return connectFirst.decision(request, ruling, missing);
        }
    }

    private Decision decided(Wanted wanted, Ruling ruling) {
        String arguments = CanonicalJson.of(wanted.arguments()).sha256();
        String binding = wanted.binding(wanted.seq()).hash();
        awaitLedger(ruling);
        return switch (ruling) {
            case Ruling.Allow allow ->
                Decision.of(Verdict.ALLOW, allow.reason(), allow.tool().effect(), arguments, binding);
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
                Verdict verdict = Verdict.of(approval, ask.reason(), binding);
                if (!verdict.decision().equals(Verdict.ALLOW)) {
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
                        reached -> attempt(
                                wanted,
                                new Made(allow.tool(), reached, deadline),
                                new Permit(allow, allow.reason(), null)));
            case Ruling.Ask ask
            when request.approvalId() == null ->
                denied(wanted, ask, ask.tool(), Activities.Attempt.denied("The call needs an approval.", null));
            case Ruling.Ask ask ->
                reached(
                        request,
                        ask,
                        ask.tool(),
                        reached -> approved(request, new Made(ask.tool(), reached, deadline), ask));
        };
    }

    /// A call that is ready to be made.
    ///
    /// @param reached empty where the connector is gone
    private record Made(ToolRecord tool, Optional<Reach.Reached> reached, Instant deadline) {}

    /// Makes a call, or refuses to.
    private interface Making {
        Answer with(Optional<Reach.Reached> reached) throws NotDelegated;
    }

    private Answer reached(ToolRequest request, Ruling ruling, ToolRecord tool, Making making) {
        Wanted wanted = request.wanted();
        try {
            return tried(wanted, making);
        } catch (NotConnected missing) {
            return connectFirst.answer(request, ruling, tool.effect(), missing);
        } catch (MissingScope e) {
            activities.write(wanted, ruling, Activities.Attempt.denied(e.reason(), request.approvalId()));
            return Answer.denied(HubProblem.INSUFFICIENT_SCOPE, e.reason(), tool.effect());
        } catch (NotDelegated e) {
            return e.isAway()
                    ? notMade(request, ruling, tool, e.reason())
                    : denied(wanted, ruling, tool, Activities.Attempt.denied(e.reason(), request.approvalId()));
        }
    }

    /// A call whose token its server took no more was not made: it is, with another one.
    private Answer tried(Wanted wanted, Making making) throws NotDelegated {
        try {
            return making.with(reach.endpoint(wanted));
        } catch (Renewed e) {
            LOG.debug("made again with another token", e);
            return making.with(reach.endpoint(wanted));
        }
    }

    /// Why a call is made.
    private record Permit(
            Ruling ruling, String reason, @Nullable String approvalId) {}

    private Answer approved(ToolRequest request, Made made, Ruling.Ask ask) throws NotDelegated {
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
            case Approvals.Use.Allowed used -> {
                try {
                    yield attempt(wanted, made, new Permit(ask, "Approved.", id));
                } catch (NotConnected | Renewed e) {
                    if (!used.again()) { // else an earlier attempt may have worked
                        approvals.release(id, wanted.idempotencyKey());
                    }
                    throw e;
                }
            }
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

    /// @throws NotDelegated if the server refuses what the person granted: the call was not made
    private Answer attempt(Wanted wanted, Made call, Permit permit) throws NotDelegated {
        long start = System.nanoTime();
        Answer answer = made(wanted, call).after((System.nanoTime() - start) / 1_000_000);
        activities.write(
                wanted,
                permit.ruling(),
                new Activities.Attempt(
                        Activities.ALLOWED, permit.reason(), permit.approvalId(), answer.status(), answer.millis()));
        return answer;
    }

    private Answer made(Wanted wanted, Made call) throws NotDelegated {
        ToolRecord tool = call.tool();
        Duration left = Duration.between(Instant.now(), call.deadline());
        if (call.reached().isEmpty()) {
            return Answer.without(Answer.UNAVAILABLE, "The connector is not registered any more.", tool.effect());
        }
        if (left.isNegative() || left.isZero()) {
            return Answer.without(
                    Answer.TIMEOUT, "The deadline passed before the call; it was not made.", tool.effect());
        }
        Duration time = left.compareTo(rules.settings().callTime()) < 0
                ? left
                : rules.settings().callTime();
        Reach.Reached reached = call.reached().get();
        ToolAnswer answer = connections.call(
                reached.endpoint(),
                new McpConnections.Call(wanted.tool(), wanted.arguments(), Map.of(KEY, wanted.idempotencyKey())),
                new McpConnections.Bounds(time, rules.settings().answerBytes()));
        return told(answer, reached, wanted, tool.effect());
    }

    private Answer told(ToolAnswer answer, Reach.Reached reached, Wanted wanted, Effect effect) throws NotDelegated {
        return switch (answer) {
            case ToolAnswer.Refused refused -> {
                Optional<NotDelegated> fault = reached.onRefusal().apply(refused);
                if (fault.isPresent()) {
                    throw fault.get();
                }
                yield Answer.without(Answer.UNAVAILABLE, refused.reason(), effect);
            }
            case ToolAnswer.TimedOut late ->
                Answer.without(Answer.TIMEOUT, "The tool did not answer in time; it may still work.", effect);
            case ToolAnswer.TooLarge large ->
                Answer.without(
                        Answer.TOO_LARGE,
                        "The answer is larger than " + rules.settings().answerBytes()
                                + " bytes and was cut off; ask for less.",
                        effect);
            case ToolAnswer.Unavailable gone -> Answer.without(Answer.UNAVAILABLE, gone.reason(), effect);
            case ToolAnswer.Answered answered -> results.answer(answered, wanted, effect);
        };
    }
}
