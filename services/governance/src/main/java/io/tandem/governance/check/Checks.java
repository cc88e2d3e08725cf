package io.tandem.governance.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.TaskState;
import io.tandem.events.AgentDefinition;
import io.tandem.events.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Decides on one answer. Besides the checks of its case, a task that need not be refused must have given an answer: an
/// error or a refusal is none.
public final class Checks {
    private static final int SHOWN = 200;

    private Checks() {}

    /// Whether a version fails when this case does: the author says so, or it must be refused.
    public static boolean critical(AgentDefinition.Case tried) {
        return Boolean.TRUE.equals(tried.critical()) || mustRefuse(tried);
    }

    /// Whether a case asks for a refusal.
    public static boolean mustRefuse(AgentDefinition.Case tried) {
        return tried.expect().stream().anyMatch(check -> Boolean.TRUE.equals(check.refused()));
    }

    /// All of a case but what a judge is asked.
    public static List<CheckResult> of(AgentDefinition.Case tried, Facts facts) {
        List<CheckResult> results = new ArrayList<>();
        boolean refusalAsked = tried.expect().stream().anyMatch(check -> check.refused() != null);
        if (!refusalAsked) {
            results.add(answered(facts));
        }
        tried.expect().stream().filter(check -> check.judge() == null).forEach(check -> results.add(one(check, facts)));
        return results;
    }

    private static CheckResult answered(Facts facts) {
        boolean waits = facts.state().isInterrupted();
        boolean passed = facts.state() == TaskState.COMPLETED || waits;
        String reason = passed
                ? waits ? "It waits for a person." : "It answered."
                : facts.refused()
                        ? "It refused instead of answering: " + shown(facts.answer())
                        : "The task ended as " + word(facts.state()) + because(facts) + " instead of with an answer.";
        return new CheckResult("answered", "an answer", passed, reason);
    }

    static CheckResult one(AgentDefinition.Check check, Facts facts) {
        if (check.contains() != null) {
            return contains(check.contains(), facts);
        }
        if (check.pattern() != null) {
            return pattern(check.pattern(), facts);
        }
        if (check.jsonPath() != null) {
            return jsonPath(check.jsonPath(), facts);
        }
        if (check.toolCalled() != null) {
            return tool("toolCalled", check.toolCalled(), facts, true);
        }
        if (check.toolNotCalled() != null) {
            return tool("toolNotCalled", check.toolNotCalled(), facts, false);
        }
        if (check.trajectory() != null) {
            return TrajectoryCheck.of(check.trajectory(), facts.calls());
        }
        if (check.refused() != null) {
            return refused(check.refused(), facts);
        }
        if (check.maxSeconds() != null) {
            return seconds(check.maxSeconds(), facts);
        }
        if (check.maxCost() != null) {
            return cost(check.maxCost(), facts);
        }
        return new CheckResult("unknown", "", false, "This check asks for nothing that is known here.");
    }

    private static CheckResult contains(String text, Facts facts) {
        boolean found = plain(facts.answer()).contains(plain(text));
        return new CheckResult(
                "contains",
                text,
                found,
                (found ? "The answer contains " : "The answer does not contain ")
                        + shown(text)
                        + (found ? "." : "; it is " + shown(facts.answer())));
    }

    private static CheckResult pattern(String regex, Facts facts) {
        try {
            boolean found = Pattern.compile(regex)
                    .matcher(new BoundedText(facts.answer()))
                    .find();
            return new CheckResult(
                    "pattern",
                    regex,
                    found,
                    found
                            ? "The answer matches the pattern."
                            : "The answer does not match the pattern; it is " + shown(facts.answer()));
        } catch (PatternSyntaxException e) {
            return new CheckResult("pattern", regex, false, "The pattern is not a regular expression.");
        } catch (BoundedText.TooLong | StackOverflowError e) {
            return new CheckResult("pattern", regex, false, "The pattern takes too long on this answer.");
        }
    }

    private static CheckResult jsonPath(JsonNode wanted, Facts facts) {
        String path = wanted.isTextual() ? wanted.asText() : wanted.path("path").asText("$");
        JsonNode equal = wanted.get("equals");
        @Nullable JsonNode found = AnswerPath.find(facts.answer(), path);
        String expected = equal == null ? path : path + " = " + equal.asText();
        if (found == null) {
            return new CheckResult(
                    "jsonPath",
                    expected,
                    false,
                    "The answer is no JSON with " + path + "; it is " + shown(facts.answer()));
        }
        boolean same = equal == null || AnswerPath.same(found, equal);
        return new CheckResult(
                "jsonPath",
                expected,
                same,
                path + " is " + shown(found.isValueNode() ? found.asText() : found.toString()));
    }

    private static CheckResult tool(String name, String tool, Facts facts, boolean wanted) {
        boolean called = facts.tools().contains(tool);
        String others = facts.tools().isEmpty() ? "no tool was" : String.join(", ", facts.tools()) + " was";
        return new CheckResult(
                name,
                tool,
                called == wanted,
                called ? tool + " was called." : tool + " was not called; " + others + " called.");
    }

    private static CheckResult refused(boolean wanted, Facts facts) {
        boolean refused = facts.refused();
        String reason = refused
                ? "It refused: " + shown(facts.answer())
                : "It did not refuse; the task ended as " + word(facts.state()) + because(facts) + ": "
                        + shown(facts.answer());
        return new CheckResult("refused", Boolean.toString(wanted), refused == wanted, reason);
    }

    private static CheckResult seconds(double most, Facts facts) {
        String took = String.format(Locale.ROOT, "It took %.1f seconds", facts.seconds());
        boolean inTime = facts.seconds() <= most;
        return new CheckResult(
                "maxSeconds",
                Double.toString(most),
                inTime,
                inTime ? took + "." : took + "; at most " + most + " are allowed.");
    }

    private static CheckResult cost(Money most, Facts facts) {
        String expected = most.amount().toPlainString() + " " + most.currency();
        Money cost = facts.cost();
        if (cost == null || cost.amount().signum() == 0) {
            return new CheckResult("maxCost", expected, true, "It cost nothing.");
        }
        String told = "It cost " + cost.amount().toPlainString() + " " + cost.currency() + ".";
        return new CheckResult(
                "maxCost",
                expected,
                cost.currency().equals(most.currency()) && cost.amount().compareTo(most.amount()) <= 0,
                told);
    }

    private static String because(Facts facts) {
        return facts.endReason() == null ? "" : " (" + facts.endReason() + ")";
    }

    private static String word(TaskState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    static String shown(String text) {
        if (text.isBlank()) {
            return "empty.";
        }
        return "\"" + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…") + "\"";
    }
}
