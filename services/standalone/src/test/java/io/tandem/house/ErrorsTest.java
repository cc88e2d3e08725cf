package io.tandem.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.tandem.a2a.A2aError;
import io.tandem.events.AgentSight;
import io.tandem.kit.problem.ProblemKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// One table of errors for each service, all of them on one page.
class ErrorsTest {
    @Nested
    class GivenTheTables {
        @Test
        void standInTheReference() {
            List<String> lines = new ArrayList<>(HEAD.lines().toList());
            tables().forEach((owner, kinds) -> {
                lines.addAll(List.of("", "## " + owner, "", PROBLEM_HEAD, "|---|---|---|---|"));
                kinds.forEach(kind -> lines.add("| `" + kind.slug() + "` | " + kind.status() + " | "
                        + (kind.retryable() ? "yes" : "no") + " | " + kind.title() + " |"));
            });
            lines.addAll(A2A_HEAD.lines().toList());
            for (A2aError error : A2aError.values()) {
                lines.add("| `" + error.reason() + "` | " + error.code() + " | " + error.httpStatus() + " | "
                        + (error.retryable() ? "yes" : "no") + " | " + error.title() + " |");
            }
            lines.addAll(PROBLEM_OF_A2A.lines().toList());
            Arrays.stream(AgentSight.Standing.values())
                    .filter(standing -> !standing.problem().isEmpty())
                    .forEach(standing -> lines.add("- `" + standing.problem() + "`"));
            lines.addAll(TOO_LARGE.lines().toList());

            new ReferencePage("errors.md", lines).isCommitted();
        }

        @Test
        void giveASlugOneStatus() {
            Map<String, Integer> statuses = new HashMap<>();
            List<String> found = new ArrayList<>();
            tables().forEach((owner, kinds) -> kinds.forEach(kind -> {
                Integer known = statuses.putIfAbsent(kind.slug(), kind.status());
                if (known != null && known != kind.status()) {
                    found.add(owner + ": " + kind.slug() + " is " + kind.status() + " and elsewhere " + known);
                }
            }));
            assertThat(found)
                    .as("programs decide by the type of a problem: it means the same wherever it is told")
                    .isEmpty();
        }
    }

    /// Kinds of problems by the service that tells them.
    private static Map<String, List<ProblemKind>> tables() {
        Map<String, List<ProblemKind>> tables = new TreeMap<>();
        House.classes().stream()
                .filter(found -> found.isEnum() && found.isAssignableTo(ProblemKind.class))
                .sorted(Comparator.comparing(JavaClass::getName))
                .forEach(found -> {
                    String owner = House.moduleOf(found.getPackageName()).orElse("Any service");
                    for (Object kind : found.reflect().getEnumConstants()) {
                        tables.computeIfAbsent(owner, name -> new ArrayList<>()).add((ProblemKind) kind);
                    }
                });
        return tables;
    }

    private static final String PROBLEM_HEAD = "| type | status | retryable | title |";

    private static final String HEAD = """
            # Errors

            Made from the services' tables of problems by `ErrorsTest`, which also checks it.

            A refused or failed request is answered with `application/problem+json` (RFC 9457). Its `type` is
            `https://tandem.io/problems/` followed by what stands below under *type*; programs decide by it. `detail` is for
            people, `field` is the path of the field at fault, `traceId` finds the request in the log. What is *retryable* may
            succeed later, unchanged. `/v1/chat/completions` tells the same types as `code` of an error in OpenAI's shape.""";

    private static final String A2A_HEAD = """

            ## A2A

            The A2A paths tell errors in the form of their binding: over JSON-RPC by `code`, over HTTP+JSON by the status, in both
            with the reason in a `google.rpc.ErrorInfo`.

            | reason | JSON-RPC code | status | retryable | title |
            |---|---|---|---|---|""";

    private static final String TOO_LARGE = """
            - `halted`: a kill switch is thrown, with UNAVAILABLE; the message says what is halted, by whom and why
            - `too-large`: a request over `maxBytes`, with INVALID_PARAMS; an answer that cannot be sent at once, with
              INVALID_AGENT_RESPONSE. `bytes` tells its size""";

    private static final String PROBLEM_OF_A2A = """

            Where more than the reason must be told, `metadata.problem` of the `ErrorInfo` says it:
            """;
}
