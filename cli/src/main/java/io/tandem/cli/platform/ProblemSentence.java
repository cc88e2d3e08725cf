package io.tandem.cli.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.A2aException;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.terminal.Shown;
import java.util.Map;

/// Refusals of the platform, RFC 9457 problems and A2A errors alike, as one sentence with what to do.
public final class ProblemSentence {
    private static final int LONGEST = 600;

    private static final Map<String, String> WHAT_TO_DO = Map.ofEntries(
            Map.entry("four-eyes", "act as somebody else with --as, such as --as approver"),
            Map.entry("forbidden", "act as somebody with the right role with --as"),
            Map.entry("right-missing", "act as somebody of its team with --as, or ask its owner for a grant"),
            Map.entry("transition-not-yours", "act as somebody in that role with --as"),
            Map.entry("team-not-yours", "act as somebody of that team with --as, or name one of your own teams"),
            Map.entry("evaluation-not-passed", "see which cases failed with ./tandem evaluate NAME@VERSION"),
            Map.entry("evaluation-stale", "evaluate it again with ./tandem evaluate NAME@VERSION --again"),
            Map.entry("halt-not-yours", "act as an administrator, or as an operator of its team, with --as"),
            Map.entry("halt-in-force", "see ./tandem halts list"),
            Map.entry("draft-changed", "read it again and repeat your change"),
            Map.entry(
                    "no-model", "set OPENAI_API_KEY, ANTHROPIC_API_KEY or GEMINI_API_KEY, or start without --no-model"),
            Map.entry("unavailable", "try again in a moment; ./tandem status shows the parts"),
            Map.entry("internal", "see ./tandem logs platform"));

    private ProblemSentence() {}

    /// @param problem missing where the answer had no body to read
    static Failure failure(int status, JsonNode problem) {
        String title = problem.path("title").asText("The platform answered with status " + status);
        String detail = problem.path("detail").asText("");
        String field = problem.path("field").asText("");
        String said = end(title) + (detail.isEmpty() ? "" : " " + end((field.isEmpty() ? "" : field + ": ") + detail));
        String slug = problem.path("type").asText("").replaceAll(".*[/:#]", "");
        String todo = WHAT_TO_DO.getOrDefault(slug, byStatus(status));
        String trace = problem.path("traceId").asText("");
        return new Failure(
                exitCode(status),
                Shown.line(said, LONGEST)
                        + (todo.isEmpty() ? "" : " What to do: " + todo + ".")
                        + (status >= 500 && !trace.isEmpty() ? " (trace " + Shown.line(trace, 40) + ")" : ""));
    }

    /// An agent's or the gateway's refusal of a call.
    ///
    /// @param agent who was called
    public static Failure failure(A2aException refusal, String agent) {
        String name = Shown.line(agent, 100);
        String said = end(Shown.line(refusal.message(), LONGEST));
        if ("agent-suspended".equals(refusal.metadata().get("problem"))) {
            return new Failure(ExitCode.FAILED, said + " See ./tandem agents get " + name + ".", refusal);
        }
        if ("halted".equals(refusal.metadata().get("problem"))) {
            return new Failure(ExitCode.FAILED, said + " See ./tandem halts list.", refusal);
        }
        return switch (refusal.error()) {
            case AGENT_NOT_FOUND, METHOD_NOT_FOUND ->
                new Failure(
                        ExitCode.NOT_FOUND,
                        "There is no agent " + name
                                + " that you may call and that has an active version: see ./tandem agents list.",
                        refusal);
            case TASK_NOT_FOUND ->
                new Failure(
                        ExitCode.NOT_FOUND,
                        "There is no such task of " + name + " that you may see: see ./tandem tasks list.",
                        refusal);
            case UNAUTHENTICATED ->
                new Failure(
                        ExitCode.DENIED,
                        "The platform does not accept this sign-in: check --as, or TANDEM_TOKEN.",
                        refusal);
            case PERMISSION_DENIED -> new Failure(ExitCode.DENIED, said + " Act as somebody else with --as.", refusal);
            case UNAVAILABLE ->
                new Failure(
                        ExitCode.PLATFORM_DOWN,
                        said + " See ./tandem status, or start the platform with ./tandem up.",
                        refusal);
            case DEADLINE_EXCEEDED ->
                new Failure(
                        ExitCode.FAILED,
                        "No answer of " + name + " came in time: it may still work, see ./tandem tasks list.",
                        refusal);
            default -> new Failure(ExitCode.FAILED, said, refusal);
        };
    }

    private static ExitCode exitCode(int status) {
        return switch (status) {
            case 401, 403 -> ExitCode.DENIED;
            case 404 -> ExitCode.NOT_FOUND;
            case 502, 503, 504 -> ExitCode.PLATFORM_DOWN;
            default -> ExitCode.FAILED;
        };
    }

    private static String byStatus(int status) {
        return switch (status) {
            case 401 -> "check --as, or the token in TANDEM_TOKEN";
            case 403 -> "act as somebody who may with --as";
            case 404 -> "./tandem agents list and ./tandem tasks list show what you may see";
            case 412 -> "read it again and repeat your change";
            case 502, 503, 504 -> "see ./tandem status, and try again in a moment";
            default -> status >= 500 ? "see ./tandem logs platform" : "";
        };
    }

    private static String end(String text) {
        String line = text.strip();
        return line.isEmpty() || line.endsWith(".") || line.endsWith("?") || line.endsWith("!") ? line : line + ".";
    }
}
