package io.tandem.events;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An agent as somebody sees it who asks for it by name: the one rule of who sees, calls and is answered, for every
/// service that judges callers by `registry.agents`.
///
/// | the version that is asked for | card | reads and cancels of old tasks | new tasks |
/// |---|---|---|---|
/// | ACTIVE, by name or number; CANARY, by number, and by name for its share; DEPRECATED, by number | yes | yes | yes |
/// | TRIAL, IN_EVALUATION, IN_REVIEW: for its author and governance | yes | yes | yes |
/// | DRAFT, by number: for governance, which evaluates it | yes | yes | yes |
/// | SUSPENDED, and ACTIVE, CANARY or DEPRECATED of a suspended agent | yes | yes | `agent-suspended` |
/// | RETIRED, by number | yes | yes | `agent-retired` |
/// | none: the bare name of an agent without an active version | no | yes | like an unknown name |
/// | any other, and every version of an agent that the asker may not see | no | no | like an unknown name |
///
/// @param asked a name, or `name@version`
/// @param version null where the bare name reaches none
public record AgentSight(
        String asked, AgentRecord.Pointer agent, AgentRecord.@Nullable Version version, Standing standing) {
    private static final String GOVERNANCE = "service:tandem-governance";

    /// Who asks.
    ///
    /// @param caller `person:NAME` or `service:CLIENT`
    /// @param actor who asks right now: an agent acting for the caller, as `agent:NAME@VERSION`, else the caller
    public record Asker(String caller, String actor, Set<String> teams) {
        public Asker {
            teams = Set.copyOf(teams);
        }

        /// As whom the asker is known to grants: the caller and the agent that acts for it.
        public Set<String> names() {
            return caller.equals(actor) ? Set.of(caller) : Set.of(caller, nameOf(actor));
        }

        private boolean is(String grantee) {
            return grantee.startsWith("team:")
                    ? teams.contains(grantee.substring("team:".length()))
                    : grantee.equals(caller) || grantee.equals(nameOf(actor));
        }
    }

    /// Whether the version takes new tasks from that asker, and if not, why.
    public enum Standing {
        TAKES_TASKS(""),
        NOT_GRANTED("not-granted"),
        SUSPENDED("agent-suspended"),
        RETIRED("agent-retired"),
        INACTIVE("agent-inactive");

        private final String problem;

        Standing(String problem) {
            this.problem = problem;
        }

        /// The slug of the problem, empty where there is none.
        public String problem() {
            return problem;
        }
    }

    /// Looks an agent up.
    ///
    /// @param records the view of `registry.agents` by key
    /// @return nothing for what does not exist, or is not the asker's to see: they are told the same in both cases
    public static Optional<AgentSight> of(String asked, Asker asker, Function<String, Optional<AgentRecord>> records) {
        String name = nameOf(asked);
        AgentRecord.Pointer agent = record(records, name, AgentRecord.Pointer.class);
        if (agent == null || !holds(agent, asker, AgentRecord.Right.see)) {
            return Optional.empty();
        }
        String wanted = asked.equals(name) ? agent.activeVersion() : asked.substring(name.length() + 1);
        if (wanted == null) {
            return Optional.of(new AgentSight(asked, agent, null, Standing.INACTIVE));
        }
        AgentRecord.Version version = record(records, name + "@" + wanted, AgentRecord.Version.class);
        return version == null || !shows(version, asker)
                ? Optional.empty()
                : Optional.of(new AgentSight(asked, agent, version, standing(agent, version, asker)));
    }

    public String name() {
        return agent.name();
    }

    /// The canary, where this is asked for by bare name and there is one beside the active version.
    public Optional<AgentRecord.Canary> canary() {
        return Optional.ofNullable(asked.equals(name()) && version != null ? agent.canary() : null);
    }

    /// The same as the canary's version answers it.
    ///
    /// @return this one if that version is not there
    public AgentSight by(AgentRecord.Canary canary, Function<String, Optional<AgentRecord>> records) {
        AgentRecord.Version other = record(records, name() + "@" + canary.version(), AgentRecord.Version.class);
        return other == null || other.state() != AgentRecord.State.CANARY
                ? this
                : new AgentSight(asked, agent, other, standing);
    }

    /// Why no new task is taken, for people.
    public String reason(Standing why) {
        return switch (why) {
            case TAKES_TASKS -> asked + " takes tasks";
            case NOT_GRANTED -> "You may see " + name() + " but not call it; ask its owner for the grant 'call'";
            case SUSPENDED -> "agent-suspended: " + name() + " takes no tasks until an operator resumes it";
            case RETIRED -> "agent-retired: " + asked + " takes no tasks any more; ask for " + name();
            case INACTIVE -> "agent-inactive: " + name() + " has no active version";
        };
    }

    /// Members of the agent's team and, for an agent visible to everyone, all may see and call; others by a grant to
    /// them, their team, or the agent that acts for them. A grant of any right lets its holder see.
    public static boolean holds(AgentRecord.Pointer agent, Asker asker, AgentRecord.Right right) {
        return asker.caller().equals(GOVERNANCE)
                || asker.teams().contains(agent.team())
                || agent.visibility() == AgentRecord.Visibility.everyone
                || agent.grants().stream().anyMatch(grant -> covers(grant.right(), right) && asker.is(grant.to()));
    }

    /// Whether work on that version stops: it is suspended, or it is one that callers reach of a suspended agent. A
    /// version on its way to them may be evaluated meanwhile, or nothing could ever take the suspended one's place.
    public static boolean halted(AgentRecord.@Nullable Pointer agent, AgentRecord.Version version) {
        return switch (version.state()) {
            case SUSPENDED -> true;
            case CANARY, ACTIVE, DEPRECATED, RETIRED -> agent != null && agent.suspended();
            case TRIAL, DRAFT, IN_EVALUATION, IN_REVIEW, REJECTED -> false;
        };
    }

    private static boolean shows(AgentRecord.Version version, Asker asker) {
        return switch (version.state()) {
            case CANARY, ACTIVE, DEPRECATED, RETIRED, SUSPENDED -> true;
            case TRIAL, IN_EVALUATION, IN_REVIEW ->
                asker.caller().equals(GOVERNANCE) || asker.caller().equals("person:" + version.author());
            case DRAFT -> asker.caller().equals(GOVERNANCE);
            case REJECTED -> false;
        };
    }

    private static Standing standing(AgentRecord.Pointer agent, AgentRecord.Version version, Asker asker) {
        if (!holds(agent, asker, AgentRecord.Right.call)) {
            return Standing.NOT_GRANTED;
        }
        if (version.state() == AgentRecord.State.RETIRED) {
            return Standing.RETIRED;
        }
        return halted(agent, version) ? Standing.SUSPENDED : Standing.TAKES_TASKS;
    }

    /// `NAME@VERSION` without its version.
    private static String nameOf(String pinned) {
        int at = pinned.indexOf('@');
        return at < 0 ? pinned : pinned.substring(0, at);
    }

    private static boolean covers(AgentRecord.Right granted, AgentRecord.Right wanted) {
        return granted == wanted || wanted == AgentRecord.Right.see;
    }

    private static <T extends AgentRecord> @Nullable T record(
            Function<String, Optional<AgentRecord>> records, String key, Class<T> type) {
        return records.apply(key).filter(type::isInstance).map(type::cast).orElse(null);
    }
}
