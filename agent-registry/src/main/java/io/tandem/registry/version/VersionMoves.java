package io.tandem.registry.version;

import io.tandem.events.AgentRecord;
import io.tandem.events.AgentRecord.State;
import io.tandem.events.PolicyDecision;
import io.tandem.events.Topic;
import io.tandem.registry.agent.Agents;
import io.tandem.registry.canary.Canaries;
import io.tandem.registry.overlap.NearDuplicate;
import io.tandem.registry.publish.Deed;
import io.tandem.registry.publish.Publication;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Carries out a move that was allowed: state, who-when-why, record, pointer, audit, in the caller's transaction and
/// under the lock of the agent's row.
@ApplicationScoped
class VersionMoves {
    static final String PLATFORM = "service:tandem-registry";

    private final Agents agents;
    private final Publication publication;
    private final Canaries canaries;

    @Inject
    VersionMoves(Agents agents, Publication publication, Canaries canaries) {
        this.canaries = canaries;
        this.agents = agents;
        this.publication = publication;
    }

    /// @param by `person:NAME` or `service:CLIENT`
    /// @param decision what let a person's move pass; null for moves of the platform
    /// @param alike agents in spite of which a version is submitted; the reason says why
    record Cause(String by, String reason, @Nullable PolicyDecision decision, List<NearDuplicate> alike) {
        Cause(String by, String reason) {
            this(by, reason, null, List.of());
        }
    }

    /// The first state of a fresh version.
    @Transactional(Transactional.TxType.MANDATORY)
    public void begin(VersionRow version, Cause cause) {
        note(version, null, State.DRAFT, cause);
        publish(version);
        audit(
                "version.saved",
                version,
                cause,
                Map.of(
                        "version",
                        version.number,
                        "digest",
                        version.digest,
                        "tools",
                        version.readDefinition().spec().tools()));
        reach(version.agent);
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public void carryOut(VersionRow version, State to, Cause cause) {
        State from = version.state;
        if (from == State.CANARY) {
            canaries.end(version.agent);
        }
        if (to == State.ACTIVE && (from == State.IN_REVIEW || from == State.CANARY)) {
            version.activatedAt = now();
        }
        if (to == State.ACTIVE && from != State.SUSPENDED) {
            retireFormer(version);
        }
        if (from == State.ACTIVE && to == State.DEPRECATED) {
            endCanary(version, "Version " + version.number + ", which it was compared with, is not active any more.");
        }
        version.suspendedFrom = to == State.SUSPENDED ? comesBackAs(from) : null;
        version.state = to;
        note(version, from, to, cause);
        publish(version);
        Map<String, Object> details =
                new HashMap<>(Map.of("version", version.number, "from", from, "to", to, "digest", version.digest));
        if (cause.decision() != null) {
            details.put("policy", cause.decision());
        }
        if (to == State.CANARY) {
            canaries.open(version.agent).ifPresent(canary -> details.put("canary", canary));
        }
        if (!cause.alike().isEmpty()) {
            details.put(
                    "nearDuplicates",
                    cause.alike().stream().map(NearDuplicate::bare).toList());
        }
        audit("agent.transition", version, cause, details);
        reach(version.agent);
    }

    /// A suspended canary comes back to who approves: what it was beside may have gone on.
    private static State comesBackAs(State from) {
        return from == State.CANARY ? State.IN_REVIEW : from;
    }

    /// A canary without the version that it is compared with goes back to who approves.
    private void endCanary(VersionRow other, String why) {
        canaries.open(other.agent)
                .map(canary -> VersionRow.named(other.agent, Integer.parseInt(canary.version())))
                .filter(canary -> canary.number != other.number)
                .ifPresent(canary -> carryOut(canary, State.IN_REVIEW, new Cause(PLATFORM, why)));
    }

    /// Publishes all versions again, after their agent went to another team.
    @Transactional(Transactional.TxType.MANDATORY)
    public void publishAgain(String agent) {
        VersionRow.of(agent).forEach(this::publish);
    }

    /// The version that was active before gives way; suspended, it would come back as deprecated.
    private void retireFormer(VersionRow successor) {
        endCanary(successor, "Version " + successor.number + " became active meanwhile.");
        Cause cause = new Cause(PLATFORM, "Version " + successor.number + " took its place.");
        for (VersionRow other : VersionRow.of(successor.agent)) {
            if (other.number == successor.number) {
                continue;
            }
            if (other.state == State.ACTIVE) {
                other.state = State.DEPRECATED;
                note(other, State.ACTIVE, State.DEPRECATED, cause);
                publish(other);
                audit(
                        "agent.transition",
                        other,
                        cause,
                        Map.of("version", other.number, "from", State.ACTIVE, "to", State.DEPRECATED));
            } else if (other.suspendedFrom == State.ACTIVE) {
                other.suspendedFrom = State.DEPRECATED;
            }
        }
    }

    private void reach(String agent) {
        VersionRow active = null;
        VersionRow held = null;
        for (VersionRow row : VersionRow.of(agent)) {
            active = row.state == State.ACTIVE ? row : active;
            held = row.suspendedFrom == State.ACTIVE ? row : held;
        }
        VersionRow newest = VersionRow.newest(agent);
        VersionRow reached = active == null ? held : active;
        State state = reached != null ? reached.state : newest == null ? State.DRAFT : newest.state;
        agents.reach(
                agent,
                new Agents.Reach(
                        reached == null ? null : reached.number,
                        reached != null && reached.state == State.SUSPENDED,
                        state,
                        reached == null ? null : reached.readDefinition()));
    }

    private void publish(VersionRow version) {
        AgentRecord.Version record = record(version);
        publication.publish(Topic.REGISTRY_AGENTS, record.key(), record);
    }

    /// A version as everybody else knows it.
    @Transactional(Transactional.TxType.MANDATORY)
    public AgentRecord.Version record(VersionRow version) {
        return new AgentRecord.Version(
                AgentRecord.SCHEMA,
                version.agent,
                agents.teamOf(version.agent),
                Integer.toString(version.number),
                version.state,
                version.digest,
                bare(version.author),
                null,
                version.readDefinition(),
                "0",
                now());
    }

    private void audit(String action, VersionRow version, Cause cause, Map<String, ?> details) {
        Deed deed = new Deed(action, cause.by(), agents.teamOf(version.agent), version.agent);
        publication.audit(deed.allowed(cause.reason(), details));
    }

    private static void note(VersionRow version, @Nullable State from, State to, Cause cause) {
        MoveRow move = new MoveRow();
        move.agent = version.agent;
        move.number = version.number;
        move.fromState = from;
        move.toState = to;
        move.movedBy = cause.by();
        move.reason = cause.reason();
        move.at = now();
        move.keep(cause.alike());
        move.persist();
    }

    /// A person's bare name, as records carry authors; a service keeps its prefix, so that it never looks like a
    /// person.
    static String bare(String caller) {
        return caller.startsWith("person:") ? caller.substring("person:".length()) : caller;
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
