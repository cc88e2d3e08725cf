package io.tandem.registry.version;

import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.events.AgentRecord.State;
import io.tandem.events.Topic;
import io.tandem.kit.identity.Caller;
import io.tandem.registry.agent.AgentHead;
import io.tandem.registry.agent.Agents;
import io.tandem.registry.definition.Digest;
import io.tandem.registry.publish.Deed;
import io.tandem.registry.publish.Publication;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// Lets the author try a draft: it is published under its hash and answers only the author and governance. A day after
/// it was last asked for it goes away.
@ApplicationScoped
public class Trials {
    private static final Duration LIFE = Duration.ofDays(1);

    private final Agents agents;
    private final Publication publication;

    @Inject
    Trials(Agents agents, Publication publication) {
        this.agents = agents;
        this.publication = publication;
    }

    /// @param agent the name to call, `name@hash`
    public record Trial(String agent, String digest, Instant until) {}

    @Transactional
    public Trial start(String name, Caller caller) {
        AgentHead head = agents.locked(name, caller);
        AgentDefinition draft = Versions.draftOf(head);
        agents.check(draft);
        Instant now = VersionMoves.now();
        String hash = Digest.trial(draft.spec(), caller.id());
        String digest = Digest.of(draft.spec());
        TrialRow known = TrialRow.find(name, hash);
        if (known == null) {
            known = new TrialRow();
            known.agent = name;
            known.hash = hash;
            known.author = caller.id();
            known.triedAt = now;
            known.persist();
        }
        known.triedAt = now;
        AgentRecord.Version record = new AgentRecord.Version(
                AgentRecord.SCHEMA,
                name,
                head.team(),
                hash,
                State.TRIAL,
                digest,
                VersionMoves.bare(caller.id()),
                null,
                draft,
                "0",
                now);
        publication.publish(Topic.REGISTRY_AGENTS, record.key(), record);
        publication.audit(new Deed("draft.tried", caller.id(), head.team(), name)
                .allowed(null, Map.of("hash", hash, "digest", digest)));
        forgetOld(now);
        return new Trial(record.key(), digest, now.plus(LIFE));
    }

    private void forgetOld(Instant now) {
        for (TrialRow old : TrialRow.before(now.minus(LIFE))) {
            publication.publish(Topic.REGISTRY_AGENTS, old.agent + "@" + old.hash, null);
            old.delete();
        }
    }
}
