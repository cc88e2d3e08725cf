package io.tandem.registry.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.events.AgentRecord.Grant;
import io.tandem.events.AgentRecord.Right;
import io.tandem.events.AgentRecord.Visibility;
import io.tandem.kit.identity.Caller;
import io.tandem.registry.lifecycle.Mover;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AgentRightsTest {
    @Nested
    class GivenAStranger {
        @Test
        void mayNothing() {
            assertThat(rights("finance", "builder")).isEqualTo(new AgentRights(false, false, false, false, false));
        }

        @Test
        void mayWhatWasGranted() {
            Grant call = new Grant("person:somebody", Right.call);
            assertThat(rights("finance", "viewer", call)).isEqualTo(new AgentRights(true, true, false, false, false));
            Grant approve = new Grant("team:finance", Right.approve);
            assertThat(rights("finance", "viewer", approve).approve()).isTrue();
            Grant change = new Grant("team:finance", Right.change);
            assertThat(rights("finance", "viewer", change).change()).isFalse();
            assertThat(rights("finance", "builder", change).change()).isTrue();
        }

        @Test
        void isNotMetByAGrantToSomebodyElse() {
            Grant other = new Grant("person:somebody-else", Right.call);
            assertThat(rights("finance", "viewer", other).see()).isFalse();
        }
    }

    @Nested
    class GivenAnAdministrator {
        @Test
        void mayMoveAnythingButPlayThePlatform() {
            AgentRights rights = rights("finance", "admin");
            assertThat(rights.allows(Mover.APPROVER)).isTrue();
            assertThat(rights.allows(Mover.PLATFORM)).isFalse();
        }
    }

    private static AgentRights rights(String team, String role, Grant... grants) {
        Caller caller = new Caller(Caller.Kind.person, "somebody", Set.of(team), Set.of(role));
        return AgentRights.of(caller, "sales", Visibility.team, List.of(grants));
    }
}
