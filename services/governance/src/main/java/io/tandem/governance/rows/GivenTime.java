package io.tandem.governance.rows;

import io.tandem.kit.problem.ProblemException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// A time that somebody gave, of a year that a database keeps and a person means.
public final class GivenTime {
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private GivenTime() {}

    /// @throws ProblemException INVALID_REQUEST
    public static Instant of(String field, @Nullable String given) {
        try {
            Instant time = Instant.parse(given == null ? "" : given);
            if (time.isBefore(FIRST) || time.isAfter(LAST)) {
                throw ProblemException.invalid(field, "Its year is between 1970 and 9999.");
            }
            return time;
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid(field, "A time looks like 2026-01-31T12:00:00Z.");
        }
    }
}
