package io.tandem.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aErrors;
import io.tandem.a2a.A2aException;
import io.tandem.events.AgentRecord;
import io.tandem.events.AgentSight;
import io.tandem.events.Halt;
import io.tandem.events.PolicyRecord;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.refusal.CallGate;
import io.tandem.policy.Halts;
import io.tandem.policy.PolicyBook;
import io.tandem.policy.PolicyText;
import io.tandem.policy.cedar.CedarPolicies;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentAccessTest {
    private static final Caller SELLER = new Caller(Caller.Kind.person, "builder", Set.of("sales"), Set.of("builder"));
    private static final Caller STRANGER =
            new Caller(Caller.Kind.person, "builder2", Set.of("finance"), Set.of("builder"));

    private final Map<String, AgentRecord> records = new HashMap<>();
    private final Map<String, PolicyRecord> policies = new HashMap<>();
    private final Map<String, Halt> halts = new HashMap<>();
    private final AgentAccess access = new AgentAccess(
            key -> Optional.ofNullable(records.get(key)),
            new CallGate(
                    new PolicyBook(team -> Optional.ofNullable(policies.get(team)), CedarPolicies::read),
                    new Halts(halts::values, key -> Optional.ofNullable(records.get(key)))));

    private void publish(boolean suspended, AgentRecord.Grant... grants) {
        AgentRecord.Pointer pointer = new AgentRecord.Pointer(
                AgentRecord.SCHEMA,
                "clerk",
                "sales",
                AgentRecord.Visibility.team,
                "2",
                suspended,
                "A clerk",
                List.of(grants),
                Map.of(),
                Instant.EPOCH);
        records.put(pointer.key(), pointer);
        for (String version : List.of("1", "2", "3")) {
            AgentRecord.State state =
                    switch (version) {
                        case "1" -> AgentRecord.State.RETIRED;
                        case "2" -> AgentRecord.State.ACTIVE;
                        default -> AgentRecord.State.IN_REVIEW;
                    };
            AgentRecord.Version record = new AgentRecord.Version(
                    AgentRecord.SCHEMA,
                    "clerk",
                    "sales",
                    version,
                    state,
                    "00",
                    "builder",
                    null,
                    null,
                    "0",
                    Instant.EPOCH);
            records.put(record.key(), record);
        }
    }

    private String refusal(String asked, Caller caller) {
        try {
            access.find(asked, caller);
            return "found";
        } catch (A2aException e) {
            return A2aErrors.toJsonRpc(e).toString();
        }
    }

    @Nested
    class GivenAnAgentOfATeam {
        @Test
        void isFoundByItsTeamInItsActiveVersion() {
            publish(false);
            assertThat(AgentAccess.version(access.find("clerk", SELLER)).version())
                    .isEqualTo("2");
        }

        @Test
        void looksToOthersLikeOneThatDoesNotExist() {
            publish(false);
            assertThat(refusal("clerk", STRANGER)).isEqualTo(refusal("nobody", STRANGER));
            assertThat(refusal("clerk@2", STRANGER)).isEqualTo(refusal("nobody@2", STRANGER));
        }

        @Test
        void isFoundByWhoHoldsAGrant() {
            publish(false, new AgentRecord.Grant("person:builder2", AgentRecord.Right.call));
            assertThat(access.find("clerk", STRANGER).name()).isEqualTo("clerk");
        }

        @Test
        void showsVersionsInReviewToTheirAuthorOnly() {
            publish(false, new AgentRecord.Grant("team:finance", AgentRecord.Right.call));
            assertThat(AgentAccess.version(access.find("clerk@3", SELLER)).version())
                    .isEqualTo("3");
            assertThat(refusal("clerk@3", STRANGER)).isEqualTo(refusal("nobody", STRANGER));
        }
    }

    @Nested
    class GivenARetiredVersion {
        @Test
        void isShownButTakesNoTasks() {
            publish(false);
            AgentSight agent = access.find("clerk@1", SELLER);
            assertThat(AgentAccess.version(agent).version()).isEqualTo("1");
            assertThatThrownBy(() -> access.checkTakesTasks(agent, SELLER))
                    .isInstanceOfSatisfying(A2aException.class, e -> {
                        assertThat(e.error()).isEqualTo(A2aError.UNSUPPORTED_OPERATION);
                        assertThat(e.metadata()).containsEntry("problem", "agent-retired");
                    });
        }
    }

    @Nested
    class GivenACallerWhoOnlySeesIt {
        @Test
        void isToldSo() {
            publish(false, new AgentRecord.Grant("person:builder2", AgentRecord.Right.see));
            AgentSight agent = access.find("clerk", STRANGER);
            assertThatThrownBy(() -> access.checkTakesTasks(agent, STRANGER))
                    .isInstanceOfSatisfying(A2aException.class, e -> {
                        assertThat(e.error()).isEqualTo(A2aError.PERMISSION_DENIED);
                        assertThat(e.metadata()).containsEntry("problem", "not-granted");
                    });
        }

        @Test
        void maySendOnceTheTeamIsGivenTheCall() {
            publish(false, new AgentRecord.Grant("team:finance", AgentRecord.Right.call));
            AgentSight agent = access.find("clerk", STRANGER);
            assertThatCode(() -> access.checkTakesTasks(agent, STRANGER)).doesNotThrowAnyException();
        }
    }

    @Nested
    class GivenAPolicyOfTheTeam {
        @Test
        void isToldInItsWords() {
            publish(false);
            String text = "@id(\"quiet\") @reason(\"Sales takes no calls now.\") @change(\"the head of sales\") "
                    + "forbid (principal, action == Tandem::Action::\"agent.call\", resource);";
            policies.put(
                    "sales",
                    new PolicyRecord(
                            1,
                            "sales",
                            new PolicyRecord.Revision(1, PolicyText.hash(text), text),
                            null,
                            Instant.EPOCH));
            AgentSight agent = access.find("clerk", SELLER);
            assertThatThrownBy(() -> access.checkTakesTasks(agent, SELLER))
                    .isInstanceOfSatisfying(A2aException.class, e -> {
                        assertThat(e)
                                .hasMessageContaining("Sales takes no calls now.")
                                .hasMessageContaining("head of sales");
                        assertThat(e.metadata()).containsEntry("problem", "policy-denied");
                    });
        }
    }

    @Nested
    class GivenAHalt {
        @ParameterizedTest
        @CsvSource({"agent, clerk", "team, sales", "all, platform"})
        void tellsWhyAndByWhomAtOnceAndUntilItIsLifted(Halt.Scope scope, String target) {
            publish(false);
            AgentSight agent = access.find("clerk", SELLER);
            access.checkTakesTasks(agent, SELLER);
            Halt halt = new Halt(1, scope, target, "sales", "It pays twice.", "person:operator", Instant.EPOCH);

            halts.put(halt.key(), halt);

            assertThatThrownBy(() -> access.checkTakesTasks(agent, SELLER))
                    .isInstanceOfSatisfying(A2aException.class, e -> {
                        assertThat(e.error()).isEqualTo(A2aError.UNAVAILABLE);
                        assertThat(e).hasMessageContaining("by person:operator: It pays twice.");
                        assertThat(e.metadata())
                                .containsEntry("problem", "halted")
                                .containsEntry("policy", "tandem/halted");
                    });
            halts.clear();
            assertThatCode(() -> access.checkTakesTasks(agent, SELLER)).doesNotThrowAnyException();
        }
    }

    @Nested
    class GivenASuspendedAgent {
        @Test
        void tellsThoseWhoSeeIt() {
            publish(true);
            AgentSight agent = access.find("clerk", SELLER);
            assertThatThrownBy(() -> access.checkTakesTasks(agent, SELLER))
                    .isInstanceOfSatisfying(A2aException.class, e -> {
                        assertThat(e.error()).isEqualTo(A2aError.UNAVAILABLE);
                        assertThat(e.metadata()).containsEntry("problem", "agent-suspended");
                    });
        }

        @Test
        void takesTasksOnceResumed() {
            publish(false);
            assertThatCode(() -> access.checkTakesTasks(access.find("clerk", SELLER), SELLER))
                    .doesNotThrowAnyException();
        }
    }
}
