package io.tandem.registry.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.AgentDefinition.Call;
import io.tandem.events.AgentDefinition.Case;
import io.tandem.events.AgentDefinition.Check;
import io.tandem.events.AgentDefinition.Spec;
import io.tandem.events.AgentDefinition.Trajectory;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Rules that a schema cannot say: at least one case must be refused, no case is passed by saying nothing, ids differ,
/// a case only expects tools that the agent has.
final class CaseRules {
    private static final String PEER = "agent/";

    private CaseRules() {}

    static List<Fault> faults(Spec spec) {
        List<Fault> faults = new ArrayList<>();
        duration(spec, faults);
        Set<String> ids = new HashSet<>();
        List<Case> cases = spec.evaluation().cases();
        for (int i = 0; i < cases.size(); i++) {
            Case one = cases.get(i);
            String path = "spec.evaluation.cases[" + i + "]";
            if (!ids.add(one.id())) {
                faults.add(new Fault(path + ".id", "Another case has this id."));
            }
            for (int j = 0; j < one.expect().size(); j++) {
                check(spec, one.expect().get(j), path + ".expect[" + j + "]", faults);
            }
            if (one.expect().stream().allMatch(CaseRules::passesOnNothing)) {
                faults.add(new Fault(
                        path + ".expect",
                        "An empty answer would pass this case: add something that the answer must contain, a tool"
                                + " that must be called, or that it is refused."));
            }
        }
        if (cases.stream().noneMatch(CaseRules::mustBeRefused)) {
            faults.add(new Fault(
                    "spec.evaluation.cases", "At least one case must be refused: give one the check refused: true."));
        }
        if (cases.stream().allMatch(CaseRules::mustBeRefused)) {
            faults.add(new Fault("spec.evaluation.cases", "At least one case must be answered, not refused."));
        }
        return faults;
    }

    private static boolean mustBeRefused(Case one) {
        return one.expect().stream().anyMatch(check -> Boolean.TRUE.equals(check.refused()));
    }

    /// Whether an agent that says nothing and does nothing passes this check.
    private static boolean passesOnNothing(Check check) {
        @Nullable String pattern = check.pattern();
        if (pattern != null) {
            return matchesNothing(pattern);
        }
        return check.contains() == null
                && check.jsonPath() == null
                && check.toolCalled() == null
                && (check.trajectory() == null || check.trajectory().calls().isEmpty())
                && !Boolean.TRUE.equals(check.refused());
    }

    private static boolean matchesNothing(String pattern) {
        try {
            return Pattern.compile(pattern).matcher("").find();
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static void check(Spec spec, Check check, String path, List<Fault> faults) {
        @Nullable String pattern = check.pattern();
        if (pattern != null && !compiles(pattern)) {
            faults.add(new Fault(path + ".pattern", "It is not a regular expression."));
        }
        @Nullable Trajectory wanted = check.trajectory();
        if (wanted != null) {
            trajectory(spec, wanted, path + ".trajectory", faults);
        }
        @Nullable String called = check.toolCalled();
        if (called != null && !spec.tools().contains(called)) {
            faults.add(new Fault(path + ".toolCalled", "The agent does not have the tool " + called + "."));
        }
    }

    private static void trajectory(Spec spec, Trajectory wanted, String path, List<Fault> faults) {
        for (int i = 0; i < wanted.calls().size(); i++) {
            Call call = wanted.calls().get(i);
            String place = path + ".calls[" + i + "]";
            if (!has(spec, call.tool())) {
                faults.add(new Fault(place + ".tool", "The agent does not have " + call.tool() + "."));
            }
            @Nullable JsonNode arguments = call.arguments();
            if (arguments != null) {
                arguments.properties().forEach(argument -> {
                    JsonNode value = argument.getValue();
                    if (value.isObject()
                            && value.size() == 1
                            && value.path("pattern").isTextual()
                            && !compiles(value.path("pattern").asText())) {
                        faults.add(new Fault(
                                place + ".arguments." + argument.getKey() + ".pattern",
                                "It is not a regular expression."));
                    }
                });
            }
        }
    }

    /// Whether a name, or one with `*` at its end, stands for something that the agent may call.
    private static boolean has(Spec spec, String tool) {
        if (tool.startsWith(PEER)) {
            return tool.endsWith("*") || spec.peers().contains(tool.substring(PEER.length()));
        }
        return tool.endsWith("*")
                ? spec.tools().stream().anyMatch(held -> held.startsWith(tool.substring(0, tool.length() - 1)))
                : spec.tools().contains(tool);
    }

    private static boolean compiles(String pattern) {
        try {
            Pattern.compile(pattern);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static void duration(Spec spec, List<Fault> faults) {
        @Nullable String duration = spec.budget().maxDuration();
        if (duration == null) {
            return;
        }
        try {
            if (!Duration.parse(duration).isPositive()) {
                faults.add(new Fault("spec.budget.maxDuration", "It must be longer than nothing."));
            }
        } catch (DateTimeParseException | ArithmeticException e) {
            faults.add(new Fault("spec.budget.maxDuration", "It is not an ISO 8601 duration such as PT5M."));
        }
    }
}
