package io.tandem.governance.rerun;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.Money;
import io.tandem.events.TaskEvent;
import io.tandem.governance.check.Judgement.Said;
import io.tandem.governance.recorded.Course;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TotalsTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static Course course(String answer, @Nullable String cost, double seconds, Course.Call... calls) {
        TaskEvent first = new TaskEvent(
                1,
                "t",
                1,
                1,
                "c",
                null,
                "sales",
                "clerk",
                "1",
                "person:ada",
                "received",
                "SUBMITTED",
                JSON.objectNode(),
                Instant.EPOCH);
        return new Course(
                first,
                "person:ada",
                "how many?",
                answer,
                "COMPLETED",
                null,
                List.of(calls),
                cost == null ? null : new Money(new BigDecimal(cost), "EUR"),
                seconds);
    }

    private static Course.Call pay(int amount, boolean recorded) {
        ObjectNode arguments = JSON.objectNode().put("amount", amount);
        return new Course.Call("shop/pay", arguments, recorded);
    }

    private static Totals of(Course then, Course now) {
        return Totals.of("3", 7, List.of(new Totals.Pair(then, now, null)));
    }

    @Nested
    class GivenTheSameAnswer {
        @Test
        void isTheSameWhateverItsWhiteSpace() {
            Totals totals =
                    of(course("two\n chairs", "0.02", 1, pay(5, true)), course(" two chairs", "0.01", 2, pay(5, true)));

            assertThat(totals.same()).isEqualTo(1);
            assertThat(totals.sentence())
                    .isEqualTo(
                            "Version 3 answers 1 of 1 requests of the last 7 days in the same words, and 0 otherwise. It"
                                    + " calls the same tools as then. A request takes 2.0 seconds on average and took 1.0; it costs"
                                    + " 0.01 EUR and cost 0.02 EUR.");
        }
    }

    @Nested
    class GivenOtherWords {
        private Totals judged(Said said) {
            return Totals.of(
                    "3",
                    7,
                    List.of(new Totals.Pair(course("two chairs", null, 1), course("a pair of chairs", null, 1), said)));
        }

        @Test
        void areEqualWhereAJudgeThatCountsSaysSo() {
            assertThat(judged(Said.PASS).equal()).isEqualTo(1);
            assertThat(judged(Said.PASS).different()).isZero();
            assertThat(judged(Said.PASS).sentence())
                    .startsWith(
                            "Version 3 answers 0 of 1 requests of the last 7 days in the same words, 1 in other words that"
                                    + " a judge finds equal, and 0 otherwise.");
        }

        @Test
        void differWhereItSaysNoOrIsUndecided() {
            assertThat(judged(Said.FAIL).different()).isEqualTo(1);
            assertThat(judged(Said.UNDECIDED).different()).isEqualTo(1);
        }
    }

    @Nested
    class GivenAnotherCall {
        @Test
        void countsIt() {
            Totals totals = of(course("done", null, 1, pay(5, true)), course("done", null, 1, pay(50, false)));

            assertThat(totals.otherCalls()).isEqualTo(1);
            assertThat(totals.unrecorded()).isEqualTo(1);
            assertThat(totals.costNow()).isNull();
            assertThat(totals.sentence())
                    .contains(
                            "For 1 of them it calls other tools, or calls them otherwise; 1 call is not on record and was"
                                    + " not made.")
                    .endsWith("what it costs is not known.");
        }
    }

    @Nested
    class GivenAnotherEnd {
        @Test
        void differsEvenInTheSameWords() {
            Course refused = course("no", null, 1);
            Course failed =
                    new Course(refused.first(), "person:ada", "how many?", "no", "FAILED", "LOOP", List.of(), null, 1);

            assertThat(of(refused, failed).different()).isEqualTo(1);
        }
    }
}
