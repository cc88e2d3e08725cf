package io.tandem.policy.cedar;

import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import io.tandem.events.PolicyDecision;
import io.tandem.events.PolicyDecision.Outcome;
import io.tandem.events.PolicyDecision.Reason;
import io.tandem.policy.DecisionPoint;
import io.tandem.policy.PolicyText;
import io.tandem.policy.Question;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The built-in policies and a team's, as one decision point.
///
/// A question sees only the slice of policies whose scope it can meet. Slices are made when they are first asked and
/// kept, in Cedar's own memory too.
public final class CedarPolicies implements DecisionPoint {
    private final String revision;
    private final String hash;
    private final List<CedarPolicy> policies;
    private final Map<List<String>, CedarSlice> slices = new ConcurrentHashMap<>();

    private CedarPolicies(String revision, String hash, List<CedarPolicy> policies) {
        this.revision = revision;
        this.hash = hash;
        this.policies = policies;
    }

    /// @param revision how decisions name these policies
    /// @param teamText a team's own policies, perhaps empty
    /// @return a point that denies everything if the text cannot be read or the engine cannot be loaded
    public static DecisionPoint read(String revision, String teamText) {
        String hash = PolicyText.hash(teamText);
        try {
            List<CedarPolicy> policies = new ArrayList<>(parse(PolicyText.BUILT_IN));
            policies.addAll(parse(teamText));
            return new CedarPolicies(revision, hash, List.copyOf(policies));
        } catch (InternalException | RuntimeException | LinkageError e) {
            Reason reason = new Reason(
                    PolicyDecision.FAILED, "The policies " + revision + " cannot be read: " + e.getMessage(), null);
            return question -> new PolicyDecision(Outcome.DENY, List.of(reason), revision, hash, null);
        }
    }

    /// The policies of a text, in its order.
    ///
    /// @throws InternalException if it is no text of policies
    static List<CedarPolicy> parse(String text) throws InternalException {
        List<CedarPolicy> parsed = new ArrayList<>();
        if (text.isBlank()) {
            return parsed;
        }
        List<Policy> policies = new ArrayList<>(PolicySet.parsePolicies(text).policies);
        policies.sort(Comparator.comparingInt(CedarPolicies::place));
        for (Policy policy : policies) {
            parsed.add(CedarPolicy.of(policy));
        }
        return parsed;
    }

    /// Cedar names the policies of a text `policy0`, `policy1` and so on.
    static int place(Policy policy) {
        return Integer.parseInt(policy.policyID.substring("policy".length()));
    }

    @Override
    public PolicyDecision decide(Question question) {
        try {
            return asked(question);
        } catch (RuntimeException | LinkageError e) {
            return denied(List.of(new Reason(PolicyDecision.FAILED, "The decision failed: " + e.getMessage(), null)));
        }
    }

    private PolicyDecision asked(Question question) {
        CedarRequest request = CedarRequest.of(question);
        List<CedarPolicy> relevant =
                policies.stream().filter(policy -> policy.concerns(question)).toList();
        Answer answer = slice(relevant).ask(request);
        if (!(answer instanceof Answer.Denied denied) || !denied.onlyAsks()) {
            return told(answer, question);
        }
        // Approved or not, what nobody permits stays forbidden: without the questions it has to be allowed.
        List<CedarPolicy> firm =
                relevant.stream().filter(policy -> policy.asks() == null).toList();
        Answer unasked = slice(firm).ask(request);
        return unasked instanceof Answer.Allowed
                ? decision(Outcome.ASK, denied.by(), question)
                : told(unasked, question);
    }

    private CedarSlice slice(List<CedarPolicy> relevant) {
        List<String> names = relevant.stream().map(CedarPolicy::id).toList();
        return slices.computeIfAbsent(names, key -> new CedarSlice(relevant));
    }

    private PolicyDecision told(Answer answer, Question question) {
        return switch (answer) {
            case Answer.Allowed allowed -> decision(Outcome.ALLOW, allowed.by(), question);
            case Answer.Failed failed -> denied(List.of(new Reason(PolicyDecision.FAILED, failed.says(), null)));
            case Answer.Denied denied
            when denied.by().isEmpty() ->
                denied(List.of(new Reason("none", "No policy allows it.", "the team's approvers, by a policy")));
            case Answer.Denied denied ->
                decision(
                        Outcome.DENY,
                        denied.by().stream()
                                .filter(policy -> policy.asks() == null)
                                .toList(),
                        question);
        };
    }

    private PolicyDecision decision(Outcome outcome, List<CedarPolicy> by, Question question) {
        List<Reason> reasons =
                by.stream().map(policy -> policy.reason(question)).toList();
        return new PolicyDecision(outcome, reasons, revision, hash, null);
    }

    private PolicyDecision denied(List<Reason> reasons) {
        return new PolicyDecision(Outcome.DENY, reasons, revision, hash, null);
    }

    /// What Cedar says of one slice.
    sealed interface Answer {
        record Allowed(List<CedarPolicy> by) implements Answer {}

        /// @param by empty where nothing permits it
        record Denied(List<CedarPolicy> by) implements Answer {
            boolean onlyAsks() {
                return !by.isEmpty() && by.stream().allMatch(policy -> policy.asks() != null);
            }
        }

        record Failed(String says, @Nullable String policy) implements Answer {}
    }
}
