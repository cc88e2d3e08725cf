package io.tandem.events;

import static io.tandem.events.AgentSight.Standing.INACTIVE;
import static io.tandem.events.AgentSight.Standing.NOT_GRANTED;
import static io.tandem.events.AgentSight.Standing.RETIRED;
import static io.tandem.events.AgentSight.Standing.SUSPENDED;
import static io.tandem.events.AgentSight.Standing.TAKES_TASKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.events.AgentRecord.Right;
import io.tandem.events.AgentRecord.State;
import io.tandem.events.AgentRecord.Visibility;
import io.tandem.events.AgentSight.Asker;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AgentSightTest {
    private static final Asker MEMBER = new Asker("person:seller", "person:seller", Set.of("sales"));
    private static final Asker AUTHOR = new Asker("person:builder", "person:builder", Set.of("sales"));
    private static final Asker STRANGER = new Asker("person:other", "person:other", Set.of("finance"));
    private static final Asker GOVERNANCE =
            new Asker("service:tandem-governance", "service:tandem-governance", Set.of());

    private final Map<String, AgentRecord> records = new HashMap<>();

    private void aClerk(@Nullable String active, boolean suspended, AgentRecord.Grant... grants) {
        AgentRecord.Pointer pointer = new AgentRecord.Pointer(
                AgentRecord.SCHEMA,
                "clerk",
                "sales",
                Visibility.team,
                active,
                suspended,
                "A clerk",
                List.of(grants),
                Map.of(),
                Instant.EPOCH);
        records.put(pointer.key(), pointer);
    }

    private void version(String number, State state) {
        AgentRecord.Version version = new AgentRecord.Version(
                AgentRecord.SCHEMA, "clerk", "sales", number, state, "00", "builder", null, null, "0", Instant.EPOCH);
        records.put(version.key(), version);
    }

    private Optional<AgentSight> seen(String asked, Asker asker) {
        return AgentSight.of(asked, asker, key -> Optional.ofNullable(records.get(key)));
    }

    private AgentSight.@Nullable Standing standing(String asked, Asker asker) {
        return seen(asked, asker).map(AgentSight::standing).orElse(null);
    }

    @Nested
    class GivenAnActiveAgent {
        @Test
        void takesTasksByNameAndByNumber() {
            aClerk("2", false);
            version("1", State.DEPRECATED);
            version("2", State.ACTIVE);

            assertThat(standing("clerk", MEMBER)).isEqualTo(TAKES_TASKS);
            assertThat(standing("clerk@2", MEMBER)).isEqualTo(TAKES_TASKS);
            assertThat(standing("clerk@1", MEMBER)).isEqualTo(TAKES_TASKS);
            assertThat(standing("clerk@3", MEMBER)).isNull();
            assertThat(standing("clerk@", MEMBER)).isNull();
        }

        @Test
        void isHiddenFromStrangersUntilTheyAreGrantedSomething() {
            version("1", State.ACTIVE);
            aClerk("1", false);
            assertThat(seen("clerk", STRANGER)).isEmpty();

            aClerk("1", false, new AgentRecord.Grant("team:finance", Right.see));
            assertThat(standing("clerk", STRANGER)).isEqualTo(NOT_GRANTED);

            aClerk("1", false, new AgentRecord.Grant("person:other", Right.call));
            assertThat(standing("clerk", STRANGER)).isEqualTo(TAKES_TASKS);
        }

        @Test
        void honoursAGrantToTheAgentThatActs() {
            version("1", State.ACTIVE);
            aClerk("1", false, new AgentRecord.Grant("agent:coordinator", Right.call));

            assertThat(standing("clerk", new Asker("person:other", "agent:coordinator@3", Set.of())))
                    .isEqualTo(TAKES_TASKS);
            assertThat(standing("clerk", new Asker("person:other", "agent:another@3", Set.of())))
                    .isNull();
        }
    }

    @Nested
    class GivenACanary {
        private void aCanary(int share) {
            records.put(
                    "clerk",
                    new AgentRecord.Pointer(
                            AgentRecord.SCHEMA,
                            "clerk",
                            "sales",
                            Visibility.team,
                            "1",
                            false,
                            "A clerk",
                            List.of(),
                            Map.of(),
                            new AgentRecord.Canary("2", share, Instant.EPOCH, "1", 30, false),
                            Instant.EPOCH));
            version("1", State.ACTIVE);
            version("2", State.CANARY);
        }

        private @Nullable String answering(String asked) {
            AgentSight sight = seen(asked, MEMBER).orElseThrow();
            AgentSight taking = sight.canary()
                    .map(canary -> sight.by(canary, key -> Optional.ofNullable(records.get(key))))
                    .orElse(sight);
            return taking.version() == null ? null : taking.version().version();
        }

        @Test
        void takesTasksByItsNumberAndAnswersByNameInItsPlace() {
            aCanary(10);

            assertThat(standing("clerk@2", MEMBER)).isEqualTo(TAKES_TASKS);
            assertThat(answering("clerk")).isEqualTo("2");
            assertThat(answering("clerk@1")).isEqualTo("1");
        }

        @Test
        void leavesTheActiveVersionWhereItsOwnRecordSaysThatItIsNone() {
            aCanary(10);
            version("2", State.SUSPENDED);

            assertThat(answering("clerk")).isEqualTo("1");
        }

        @Test
        void takesItsShareOfConversationsAndAlwaysTheSame() {
            AgentRecord.Canary canary = new AgentRecord.Canary("2", 10, Instant.EPOCH, "1", 30, false);

            long taken = IntStream.range(0, 10_000)
                    .filter(i -> canary.takes("conversation-" + i))
                    .count();

            assertThat(taken).isBetween(850L, 1150L);
            assertThat(canary.takes("conversation-1")).isEqualTo(canary.takes("conversation-1"));
            AgentRecord.Canary more = new AgentRecord.Canary("2", 50, Instant.EPOCH, "1", 30, false);
            assertThat(IntStream.range(0, 1000).filter(i -> canary.takes("c" + i)))
                    .allMatch(i -> more.takes("c" + i));
        }
    }

    @Nested
    class GivenAVersionOnItsWay {
        @Test
        void answersItsAuthorAndGovernanceOnly() {
            aClerk(null, false);
            for (State state : List.of(State.TRIAL, State.IN_EVALUATION, State.IN_REVIEW)) {
                version("1", state);
                assertThat(standing("clerk@1", AUTHOR)).isEqualTo(TAKES_TASKS);
                assertThat(standing("clerk@1", GOVERNANCE)).isEqualTo(TAKES_TASKS);
                assertThat(standing("clerk@1", MEMBER)).isNull();
            }
        }

        @Test
        void answersNobodyAsADraftOrRejectedButWhoEvaluatesTheDraft() {
            aClerk(null, false);
            for (State state : List.of(State.DRAFT, State.REJECTED)) {
                version("1", state);
                assertThat(seen("clerk@1", AUTHOR)).isEmpty();
                assertThat(seen("clerk@1", GOVERNANCE).isPresent()).isEqualTo(state == State.DRAFT);
            }
        }
    }

    @Nested
    class GivenASuspendedAgent {
        @Test
        void isSeenByWhoMaySeeItAndTakesNoTasks() {
            aClerk("2", true);
            version("1", State.DEPRECATED);
            version("2", State.SUSPENDED);

            assertThat(standing("clerk", MEMBER)).isEqualTo(SUSPENDED);
            assertThat(standing("clerk@2", MEMBER)).isEqualTo(SUSPENDED);
            assertThat(standing("clerk@1", MEMBER)).isEqualTo(SUSPENDED);
            assertThat(standing("clerk", GOVERNANCE)).isEqualTo(SUSPENDED);
            assertThat(seen("clerk", STRANGER)).isEmpty();
        }

        @Test
        void letsItsSuccessorBeEvaluated() {
            aClerk("1", true);
            version("1", State.SUSPENDED);
            version("2", State.IN_EVALUATION);

            assertThat(standing("clerk@2", GOVERNANCE)).isEqualTo(TAKES_TASKS);
        }
    }

    @Nested
    class GivenAnAgentWithoutAnActiveVersion {
        @Test
        void isInactiveByNameAndRetiredByNumber() {
            aClerk(null, false);
            version("1", State.RETIRED);

            assertThat(standing("clerk", MEMBER)).isEqualTo(INACTIVE);
            assertThat(standing("clerk@1", MEMBER)).isEqualTo(RETIRED);
            assertThat(seen("clerk", STRANGER)).isEmpty();
        }
    }
}
