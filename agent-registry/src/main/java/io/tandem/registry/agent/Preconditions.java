package io.tandem.registry.agent;

import io.tandem.kit.problem.ProblemException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// `If-Match` (RFC 9110, section 13.1.1): nobody overwrites what they have not read.
final class Preconditions {
    private Preconditions() {}

    /// @throws ProblemException 428 without the header, 412 if it names another draft
    static void check(@Nullable String ifMatch, String etag) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new ProblemException(
                    AgentProblem.PRECONDITION_REQUIRED, "Read the draft and send its ETag as If-Match.");
        }
        boolean matches = Arrays.stream(ifMatch.split(","))
                .map(String::strip)
                .anyMatch(given -> given.equals("*") || given.equals(etag));
        if (!matches) {
            throw new ProblemException(
                    AgentProblem.DRAFT_CHANGED, "Read it again, put your change on top, and save that.");
        }
    }
}
