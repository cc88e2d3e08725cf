package io.tandem.governance.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.AgentDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Judges the calls of a run in their order: what must occur, with which arguments, in which order, what must not.
final class TrajectoryCheck {
    private static final String PATTERN = "pattern";

    private TrajectoryCheck() {}

    static CheckResult of(AgentDefinition.Trajectory wanted, List<ToolUse> calls) {
        List<String> faults = new ArrayList<>();
        int from = 0;
        for (AgentDefinition.Call call : wanted.calls()) {
            boolean ordered = Boolean.TRUE.equals(wanted.inOrder());
            int at = find(call, calls, ordered ? from : 0);
            if (at < 0) {
                faults.add(missing(call, calls, ordered && find(call, calls, 0) >= 0));
            } else if (ordered) {
                from = at + 1;
            }
        }
        wanted.never().forEach(tool -> calls.stream()
                .map(ToolUse::tool)
                .filter(called -> names(tool, called))
                .distinct()
                .forEach(called -> faults.add(called + " was called and must not be")));
        Integer most = wanted.atMost();
        if (most != null && calls.size() > most) {
            faults.add(calls.size() + " calls were made, at most " + most + " are allowed");
        }
        return new CheckResult(
                "trajectory",
                words(wanted),
                faults.isEmpty(),
                faults.isEmpty() ? "The calls are as wanted." : String.join("; ", faults) + ".");
    }

    private static String missing(AgentDefinition.Call call, List<ToolUse> calls, boolean misplaced) {
        if (misplaced) {
            return call.tool() + " was called, but not in the wanted order";
        }
        List<String> same = calls.stream()
                .filter(made -> names(call.tool(), made.tool()))
                .map(made -> made.arguments().toString())
                .toList();
        return same.isEmpty()
                ? call.tool() + " was not called"
                : call.tool() + " was called with " + Checks.shown(String.join(" and ", same)) + ", not with "
                        + call.arguments();
    }

    private static int find(AgentDefinition.Call call, List<ToolUse> calls, int from) {
        for (int i = from; i < calls.size(); i++) {
            ToolUse made = calls.get(i);
            if (names(call.tool(), made.tool()) && fits(call.arguments(), made.arguments())) {
                return i;
            }
        }
        return -1;
    }

    private static boolean names(String wanted, String called) {
        return wanted.endsWith("*")
                ? called.startsWith(wanted.substring(0, wanted.length() - 1))
                : called.equals(wanted);
    }

    private static boolean fits(@Nullable JsonNode wanted, JsonNode given) {
        if (wanted == null) {
            return true;
        }
        for (Map.Entry<String, JsonNode> argument : wanted.properties()) {
            @Nullable JsonNode value = given.get(argument.getKey());
            if (value == null || !fitsOne(argument.getValue(), value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean fitsOne(JsonNode wanted, JsonNode value) {
        if (wanted.isObject() && wanted.size() == 1 && wanted.path(PATTERN).isTextual()) {
            String text = value.isValueNode() ? value.asText() : value.toString();
            try {
                return BoundedText.matches(Pattern.compile(wanted.path(PATTERN).asText()), text);
            } catch (PatternSyntaxException e) {
                return false;
            }
        }
        return AnswerPath.same(value, wanted);
    }

    private static String words(AgentDefinition.Trajectory wanted) {
        List<String> parts = new ArrayList<>();
        if (!wanted.calls().isEmpty()) {
            String glue = Boolean.TRUE.equals(wanted.inOrder()) ? ", then " : " and ";
            parts.add(String.join(
                    glue,
                    wanted.calls().stream()
                            .map(call -> call.arguments() == null ? call.tool() : call.tool() + call.arguments())
                            .toList()));
        }
        if (!wanted.never().isEmpty()) {
            parts.add("never " + String.join(", ", wanted.never()));
        }
        if (wanted.atMost() != null) {
            parts.add("at most " + wanted.atMost() + " calls");
        }
        return String.join("; ", parts);
    }
}
