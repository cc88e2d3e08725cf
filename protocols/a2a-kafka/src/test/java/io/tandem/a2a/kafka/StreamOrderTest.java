package io.tandem.a2a.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StreamOrderTest {
    private final StreamOrder order = new StreamOrder(0);

    private static KafkaReply event(long seq, long previous, long attempt) {
        return new KafkaReply(KafkaReply.Kind.EVENT, "t", seq, previous, attempt, 0, new byte[0]);
    }

    private static KafkaReply delta(long seq, long attempt, long delta) {
        return new KafkaReply(KafkaReply.Kind.EVENT, "t", seq, 0, attempt, delta, new byte[0]);
    }

    private static KafkaReply end(long seq) {
        return new KafkaReply(KafkaReply.Kind.END, "t", seq, 0, 0, 0, new byte[0]);
    }

    @Nested
    class GivenEvents {
        @Test
        void dropsRepeats() throws StreamGap {
            order.admits(event(1, 0, 1));

            assertThat(order.admits(event(1, 0, 1))).isFalse();
            assertThat(order.admits(event(2, 1, 1))).isTrue();
        }

        @Test
        void noticesAGap() throws StreamGap {
            order.admits(event(1, 0, 1));

            assertThatThrownBy(() -> order.admits(event(5, 3, 1)))
                    .isInstanceOfSatisfying(
                            StreamGap.class, gap -> assertThat(gap.lastSeen()).isEqualTo(1));
        }

        @Test
        void takesNumbersThatOthersDoNotTell() throws StreamGap {
            order.admits(event(1, 0, 1));

            assertThat(order.admits(event(4, 1, 1))).isTrue();
        }

        @Test
        void noticesThatTheLastOneIsMissingAtTheEnd() throws StreamGap {
            order.admits(event(1, 0, 1));

            assertThatThrownBy(() -> order.admits(end(2))).isInstanceOf(StreamGap.class);
        }

        @Test
        void endsAReplayThatHadNothingToTell() throws StreamGap {
            assertThat(new StreamOrder(7).admits(end(7))).isTrue();
        }
    }

    @Nested
    class GivenNothingYet {
        @Test
        void noticesThatTheFirstOneIsMissing() {
            assertThatThrownBy(() -> order.admits(event(2, 1, 1))).isInstanceOfSatisfying(StreamGap.class, gap -> {
                assertThat(gap.lastSeen()).isZero();
                assertThat(gap.taskId()).isEqualTo("t");
            });
            assertThatThrownBy(() -> order.admits(delta(3, 1, 1))).isInstanceOf(StreamGap.class);
            assertThatThrownBy(() -> order.admits(end(9))).isInstanceOf(StreamGap.class);
        }

        @Test
        void goesOnAfterWhatTheReaderHas() throws StreamGap {
            StreamOrder resumed = new StreamOrder(4);

            assertThat(resumed.admits(event(4, 2, 1))).isFalse();
            assertThat(resumed.admits(event(9, 4, 1))).isTrue();
            assertThatThrownBy(() -> resumed.admits(event(20, 12, 1))).isInstanceOf(StreamGap.class);
        }

        @Test
        void beginsInTheMiddleOfATaskThatGoesOn() throws StreamGap {
            assertThat(new StreamOrder(StreamOrder.ANYWHERE).admits(event(5, 3, 1)))
                    .isTrue();
        }
    }

    @Nested
    class GivenANewAttempt {
        @Test
        void dropsWhatTheOldOneStillSays() throws StreamGap {
            order.admits(event(1, 0, 1));
            order.admits(delta(2, 2, 1));

            assertThat(order.admits(delta(2, 1, 9))).isFalse();
        }

        @Test
        void beginsItsPiecesAnew() throws StreamGap {
            order.admits(event(1, 0, 1));
            order.admits(delta(2, 1, 1));
            order.admits(delta(2, 1, 2));

            assertThat(order.admits(delta(2, 2, 1))).isTrue();
        }
    }

    @Nested
    class GivenPieces {
        @Test
        void dropsThoseOfAJournaledTurn() throws StreamGap {
            order.admits(event(1, 0, 1));
            order.admits(delta(2, 1, 1));
            order.admits(event(2, 1, 1));

            assertThat(order.admits(delta(2, 1, 2))).isFalse();
        }
    }
}
