package io.tandem.a2a.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.a2a.Operation;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KafkaRequestTest {
    private static final Instant DEADLINE = Instant.parse("2026-01-01T00:00:00Z");

    private static KafkaRequest request(
            Operation operation, String agent, String id, String replyTo, Instant deadline, String body) {
        return new KafkaRequest(operation, agent, id, replyTo, deadline, null, null, null, null, body.getBytes(UTF_8));
    }

    private static final KafkaRequest GET = request(Operation.GET_TASK, "clerk", "1", "a2a.replies.me", DEADLINE, "{}");

    /// What a pass for one of them opens, it must not open for another.
    @Test
    void hasAnotherDigestForWhateverDecides() {
        byte[] body = GET.body();
        List<KafkaRequest> others = List.of(
                request(Operation.CANCEL_TASK, "clerk", "1", "a2a.replies.me", DEADLINE, "{}"),
                request(Operation.GET_TASK, "clerk@2", "1", "a2a.replies.me", DEADLINE, "{}"),
                request(Operation.GET_TASK, "clerk", "2", "a2a.replies.me", DEADLINE, "{}"),
                request(Operation.GET_TASK, "clerk", "1", "a2a.replies.you", DEADLINE, "{}"),
                request(Operation.GET_TASK, "clerk", "1", "a2a.replies.me", DEADLINE.plusMillis(1), "{}"),
                request(Operation.GET_TASK, "clerk", "1", "a2a.replies.me", DEADLINE, "{ }"),
                new KafkaRequest(
                        Operation.GET_TASK, "clerk", "1", "a2a.replies.me", DEADLINE, null, "urn:x", null, null, body),
                new KafkaRequest(
                        Operation.GET_TASK, "clerk", "1", "a2a.replies.me", DEADLINE, null, null, 7L, null, body));

        assertThat(others)
                .extracting(KafkaRequest::digest)
                .doesNotContain(GET.digest())
                .doesNotHaveDuplicates();
    }

    @Test
    void tellsPartsApartThatRunIntoEachOther() {
        KafkaRequest one = request(Operation.GET_TASK, "ab", "c", "a2a.replies.me", DEADLINE, "{}");
        KafkaRequest other = request(Operation.GET_TASK, "a", "bc", "a2a.replies.me", DEADLINE, "{}");

        assertThat(one.digest()).isNotEqualTo(other.digest());
    }

    @Test
    void isTheSameUnderItsPass() {
        KafkaRequest passed = GET.passed(digest -> "pass over " + digest);

        assertThat(passed.pass()).isEqualTo("pass over " + GET.digest());
        assertThat(passed.digest()).isEqualTo(GET.digest());
    }
}
