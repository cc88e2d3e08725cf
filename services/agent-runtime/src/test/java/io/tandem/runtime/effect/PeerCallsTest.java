package io.tandem.runtime.effect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.a2a.Message;
import io.tandem.a2a.SendMessageResponse;
import io.tandem.a2a.kafka.KafkaReply;
import io.tandem.a2a.kafka.KafkaRequest;
import io.tandem.runtime.journal.Entry;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PeerCallsTest {
    private static Entry.ChildReplied told(String text) {
        KafkaReply reply = KafkaReply.response("t", 4, new SendMessageResponse.OfMessage(Message.agent("m", text)));
        PeerCalls.ReplyTo to = new PeerCalls.ReplyTo(UUID.randomUUID(), 3, "clerk", "c2-0");
        return Objects.requireNonNull(PeerCalls.entry(to, reply));
    }

    @Nested
    class GivenAnAnswerOfAPeer {
        @Test
        void isToldAsItIs() {
            assertThat(told("seven days"))
                    .isEqualTo(new Entry.ChildReplied("c2-0", "clerk", null, "COMPLETED", "seven days", null));
        }

        /// Two characters a line in memory, seven bytes in the journal.
        @Test
        void isNotTakenWhenItsRecordWouldBeTooLarge() {
            Entry.ChildReplied told = told("\u0001x".repeat(KafkaRequest.MAX_BODY_BYTES / 7 + 1));

            assertThat(told.state()).isEqualTo("FAILED");
            assertThat(told.text()).contains("at most " + KafkaRequest.MAX_BODY_BYTES);
        }
    }
}
