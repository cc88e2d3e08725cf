package io.tandem.runtime.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.events.ConnectionEvent;
import io.tandem.events.EventJson;
import io.tandem.runtime.journal.Entry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ArrivalTest {
    @Nested
    class GivenNewsOfAConnection {
        private Entry entry(@Nullable String withdrawn) {
            ConnectionEvent event = new ConnectionEvent(
                    ConnectionEvent.SCHEMA, "k-1", "t-1", "person:ann", "tickets", withdrawn, Instant.EPOCH);
            return new Arrival(1, Arrival.Kind.CONNECTION, "hub", EventJson.write(event)).entry();
        }

        @Test
        void tellsWhoMadeIt() {
            assertThat(entry(null)).isEqualTo(new Entry.ConnectionMade("k-1", "tickets", "person:ann"));
        }

        @Test
        void tellsWhyNobodyMakesItAnyMore() {
            assertThat(entry("the connector was removed"))
                    .isEqualTo(new Entry.ConnectionWithdrawn("k-1", "tickets", "the connector was removed"));
        }
    }
}
