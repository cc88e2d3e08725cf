package io.tandem.policy.cedar;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.DetailedError;
import com.cedarpolicy.model.ValidationRequest;
import com.cedarpolicy.model.ValidationResponse;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import io.tandem.policy.PolicyFault;
import io.tandem.policy.PolicyText;
import io.tandem.policy.Question.ToolShape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads a team's text as strictly as can be, before anybody is judged by it.
public final class CedarCheck {
    /// Most policies that one decision may see, the built-in ones among them.
    public static final int MOST_IN_A_DECISION = 50;

    private static final String OURS = "tandem/";
    private static final String AGENT_CALL = "agent.call";
    private static final String VERSION_MOVE = "version.move";
    private static final BasicAuthorizationEngine ENGINE = new BasicAuthorizationEngine();

    private CedarCheck() {}

    /// @param tools the team's tools by name: the actions that the text may speak of
    /// @return what is wrong; empty if nothing
    public static List<PolicyFault> faults(String teamText, Map<String, ToolShape> tools) {
        List<CedarPolicy> own;
        List<CedarPolicy> builtIn;
        try {
            own = CedarPolicies.parse(teamText);
            builtIn = CedarPolicies.parse(PolicyText.BUILT_IN);
        } catch (AuthException | RuntimeException e) {
            return List.of(new PolicyFault(null, plain(e.getMessage()), null));
        }
        List<PolicyFault> faults = new ArrayList<>(names(own));
        faults.addAll(questions(own));
        if (faults.isEmpty() && !own.isEmpty()) {
            faults.addAll(types(own, tools));
            faults.addAll(crowds(own, builtIn, tools.keySet()));
        }
        return faults;
    }

    /// The schema that a text is checked against.
    public static String schema(Map<String, ToolShape> tools) {
        return Schemas.text(tools);
    }

    private static List<PolicyFault> names(List<CedarPolicy> own) {
        List<PolicyFault> faults = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (CedarPolicy policy : own) {
            if (policy.id().matches("policy\\d+")) {
                faults.add(new PolicyFault(
                        null, "A policy has no name.", "Write @id(\"a-name\") before: " + head(policy.source())));
            } else if (policy.id().startsWith(OURS)) {
                faults.add(new PolicyFault(policy.id(), "Names with tandem/ are those of what is built in.", null));
            } else if (!seen.add(policy.id())) {
                faults.add(new PolicyFault(policy.id(), "Two policies have this name.", null));
            }
        }
        return faults;
    }

    /// Only calls of tools can wait for somebody.
    private static List<PolicyFault> questions(List<CedarPolicy> own) {
        return own.stream()
                .filter(policy -> policy.asks() != null)
                .filter(policy -> policy.concerns(AGENT_CALL, false) || policy.concerns(VERSION_MOVE, false))
                .map(policy -> new PolicyFault(
                        policy.id(),
                        "Only a call of a tool can wait for an approval.",
                        "Say action in Tandem::Action::\"tool.call\", or name one tool."))
                .toList();
    }

    private static List<PolicyFault> types(List<CedarPolicy> own, Map<String, ToolShape> tools) {
        PolicySet set = new PolicySet(own.stream()
                .map(policy -> new Policy(policy.source(), policy.id()))
                .collect(Collectors.toSet()));
        ValidationResponse response;
        try {
            response = ENGINE.validate(new ValidationRequest(Schemas.read(Schemas.text(tools)), set));
        } catch (AuthException e) {
            return List.of(new PolicyFault(null, plain(e.getMessage()), null));
        }
        List<PolicyFault> faults = new ArrayList<>();
        response.errors.ifPresent(errors -> errors.forEach(error -> faults.add(fault(null, error))));
        response.success.ifPresent(found ->
                found.validationErrors.forEach(error -> faults.add(fault(error.getPolicyId(), error.getError()))));
        return faults;
    }

    private static PolicyFault fault(@Nullable String policy, DetailedError error) {
        return new PolicyFault(
                policy, error.message.replaceFirst("^for policy `[^`]*`, ", ""), error.help.orElse(null));
    }

    private static List<PolicyFault> crowds(List<CedarPolicy> own, List<CedarPolicy> builtIn, Set<String> tools) {
        Set<String> actions = new TreeSet<>(tools);
        actions.add(AGENT_CALL);
        actions.add(VERSION_MOVE);
        List<PolicyFault> faults = new ArrayList<>();
        for (String action : actions) {
            boolean tool = tools.contains(action);
            long seen =
                    own.stream().filter(policy -> policy.concerns(action, tool)).count()
                            + builtIn.stream()
                                    .filter(policy -> policy.concerns(action, tool))
                                    .count();
            if (seen > MOST_IN_A_DECISION) {
                faults.add(new PolicyFault(
                        null,
                        "A decision on " + action + " would see " + seen + " policies; at most " + MOST_IN_A_DECISION
                                + " keep decisions fast.",
                        "Say in each policy's scope which action it is about, or put policies together."));
            }
        }
        return faults;
    }

    private static String head(String source) {
        String line = source.strip().lines().findFirst().orElse("");
        return line.length() > 80 ? line.substring(0, 80) + "…" : line;
    }

    /// Cedar's message without the names of its layers.
    private static String plain(@Nullable String message) {
        return message == null
                ? "The text cannot be read."
                : message.replaceAll("^(Auth Exception: |Internal error: |Internal JNI Error: )+", "");
    }
}
