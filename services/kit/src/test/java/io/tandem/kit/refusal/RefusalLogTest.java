package io.tandem.kit.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.events.AuditEvent;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RefusalLogTest {
    private final List<AuditEvent> recorded = new ArrayList<>();
    private final RefusalLog log = new RefusalLog("test", recorded::add);

    private static AuditEvent refused(String actor, String problem) {
        return new AuditEvent(
                AuditEvent.SCHEMA,
                "call.refused",
                actor,
                "sales",
                "clerk",
                "denied",
                "no right to call it",
                JsonNodeFactory.instance.objectNode().put("problem", problem),
                Instant.now());
    }

    private static long times(AuditEvent event) {
        return Objects.requireNonNull(event.details()).path("times").asLong();
    }

    @Nested
    class GivenRepeats {
        @Test
        void recordsThemOnceWithTheirNumber() {
            for (int i = 0; i < 7; i++) {
                log.add(refused("person:ada", "agent-not-found"));
            }
            log.close();

            assertThat(recorded).singleElement().satisfies(event -> {
                assertThat(times(event)).isEqualTo(7);
                assertThat(event.reason()).isEqualTo("no right to call it");
            });
        }

        @Test
        void tellsCallersAndProblemsApart() {
            log.add(refused("person:ada", "agent-not-found"));
            log.add(refused("person:ada", "agent-suspended"));
            log.add(refused("person:eve", "agent-not-found"));
            log.close();

            assertThat(recorded).hasSize(3).allSatisfy(event -> assertThat(times(event))
                    .isEqualTo(1));
        }
    }

    @Nested
    class GivenMoreKindsThanAreToldApart {
        @Test
        void leavesNoneOutOfTheCount() {
            int callers = 1_500;
            for (int i = 0; i < callers; i++) {
                log.add(refused("person:" + i, "agent-not-found"));
            }
            log.close();

            assertThat(recorded).hasSizeLessThan(callers);
            assertThat(recorded.stream().mapToLong(RefusalLogTest::times).sum()).isEqualTo(callers);
        }
    }

    @Nested
    class GivenNothingCanBeRecorded {
        @Test
        void keepsTheCountForTheNextTime() {
            List<AuditEvent> later = new ArrayList<>();
            boolean[] away = {true};
            RefusalLog failing = new RefusalLog("test", event -> {
                if (away[0]) {
                    throw new SQLException("the database is away");
                }
                later.add(event);
            });
            failing.add(refused("person:ada", "agent-not-found"));
            failing.close();
            assertThat(later).isEmpty();

            away[0] = false;
            failing.add(refused("person:ada", "agent-not-found"));
            failing.close();

            assertThat(later).singleElement().satisfies(event -> assertThat(times(event))
                    .isEqualTo(2));
        }
    }
}
