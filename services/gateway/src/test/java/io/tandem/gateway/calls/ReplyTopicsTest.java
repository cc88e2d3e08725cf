package io.tandem.gateway.calls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReplyTopicsTest {
    @Nested
    class GivenTopicsOnTheBroker {
        @Test
        void sweepsThoseOfThisNodeOnly() {
            assertThat(ReplyTopics.stale("a2a.replies.node-1-0123456789ab", "node-1"))
                    .isTrue();
            assertThat(ReplyTopics.stale("a2a.replies.node-1-2-0123456789ab", "node-1"))
                    .isFalse();
            assertThat(ReplyTopics.stale("a2a.replies.node-12-0123456789ab", "node-1"))
                    .isFalse();
            assertThat(ReplyTopics.stale("a2a.replies.node-1-program", "node-1"))
                    .isFalse();
            assertThat(ReplyTopics.stale("a2a.commands", "node-1")).isFalse();
        }
    }
}
