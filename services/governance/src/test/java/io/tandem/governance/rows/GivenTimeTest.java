package io.tandem.governance.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GivenTimeTest {
    @Test
    void takesTimesOfYearsThatADatabaseKeeps() {
        assertThat(GivenTime.of("from", "2026-01-31T12:00:00Z")).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
        for (String given : Arrays.asList(
                null, "", "yesterday", "2026-01-31", "-1000000-01-01T00:00:00Z", "+1000000000-01-01T00:00:00Z")) {
            assertThatThrownBy(() -> GivenTime.of("from", given))
                    .as(given)
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.kind()).isEqualTo(CommonProblem.INVALID_REQUEST));
        }
    }
}
