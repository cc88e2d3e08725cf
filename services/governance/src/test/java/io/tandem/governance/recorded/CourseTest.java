package io.tandem.governance.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.EventJson;
import io.tandem.events.TaskEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CourseTest {
    private final List<TaskEvent> entries = new ArrayList<>();

    private CourseTest entry(String kind, String state, String body) {
        entries.add(new TaskEvent(
                TaskEvent.SCHEMA,
                "t",
                entries.size() + 1L,
                1,
                "c",
                null,
                "sales",
                "clerk",
                "1",
                "person:ada",
                kind,
                state,
                EventJson.read(body.getBytes(StandardCharsets.UTF_8), JsonNode.class),
                Instant.EPOCH.plusMillis(500L * entries.size())));
        return this;
    }

    private CourseTest asked() {
        return entry(
                "received",
                "SUBMITTED",
                "{\"message\":{\"messageId\":\"m\",\"role\":\"ROLE_USER\",\"parts\":[{\"text\":\"how many?\"}]}}");
    }

    private static String turn(String cost, String call) {
        return "{\"toolCalls\":[" + call + "],\"cost\":{\"amount\":\"" + cost + "\",\"currency\":\"EUR\"}}";
    }

    @Nested
    class GivenATaskThatEnded {
        private final Course course = Course.of(asked().entry(
                                "model-turn",
                                "WORKING",
                                turn(
                                        "0.01",
                                        "{\"id\":\"a\",\"tool\":\"crm/find\",\"arguments\":{\"name\":\"Ada\"}},"
                                                + "{\"id\":\"b\",\"tool\":\"agent/clerk\",\"arguments\":{}}"))
                        .entry("tool-outcome", "WORKING", "{\"callId\":\"a\",\"status\":\"ok\"}")
                        .entry("child-replied", "WORKING", "{\"callId\":\"b\",\"state\":\"not-recorded\"}")
                        .entry("model-turn", "WORKING", turn("0.02", ""))
                        .entry(
                                "produced",
                                "WORKING",
                                "{\"artifact\":{\"artifactId\":\"answer\",\"parts\":[{\"text\":\"two\"}]},\"append\":false}")
                        .entry("ended", "COMPLETED", "{\"state\":\"COMPLETED\"}")
                        .entries)
                .orElseThrow();

        @Test
        void tellsWhatWasAskedAndAnswered() {
            assertThat(course.input()).isEqualTo("how many?");
            assertThat(course.answer()).isEqualTo("two");
            assertThat(course.owner()).isEqualTo("person:ada");
            assertThat(course.state()).isEqualTo("COMPLETED");
        }

        @Test
        void sumsCostAndTime() {
            assertThat(course.cost()).isNotNull().satisfies(cost -> assertThat(cost.amount())
                    .isEqualByComparingTo("0.03"));
            assertThat(course.seconds()).isEqualTo(3);
        }

        @Test
        void tellsCallsAndWhichAreNotOnRecord() {
            assertThat(course.calls()).extracting(Course.Call::tool).containsExactly("crm/find", "agent/clerk");
            assertThat(course.calls()).extracting(Course.Call::recorded).containsExactly(true, false);
        }
    }

    @Nested
    class GivenATaskThatRunsOrIsGone {
        @Test
        void hasNoCourse() {
            assertThat(Course.of(List.of())).isEmpty();
            assertThat(Course.of(asked().entries)).isEmpty();
            assertThat(Course.of(
                            new CourseTest().entry("moved", "WORKING", "{}").entry("ended", "COMPLETED", "{}").entries))
                    .isEmpty();
        }
    }
}
