package io.tandem.governance.use;

import io.tandem.events.AgentRecord;
import io.tandem.events.AgentUse;
import io.tandem.events.EventJson;
import io.tandem.events.Topic;
import io.tandem.governance.publish.Publication;
import io.tandem.kit.outbox.OutboxRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Tells how agents are used: of those with new tasks every few seconds, of all at the start and each hour, since the
/// days that are counted move on.
public final class AgentUseFeed implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(AgentUseFeed.class);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration ALL = Duration.ofHours(1);

    private final DataSource dataSource;
    private final Publication publication;
    private final Function<String, Optional<AgentRecord>> agents;
    private final Clock clock;
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final Thread telling =
            Thread.ofPlatform().daemon().name("governance-use").unstarted(this::run);
    private Instant nextAll = Instant.MIN;

    /// @param agents the view of `registry.agents` by key
    public AgentUseFeed(
            DataSource dataSource,
            Publication publication,
            Function<String, Optional<AgentRecord>> agents,
            Clock clock) {
        this.agents = agents;
        this.dataSource = dataSource;
        this.publication = publication;
        this.clock = clock;
    }

    public AgentUseFeed start() {
        telling.start();
        return this;
    }

    /// Agents whose tasks have new entries, committed already.
    public void changed(Collection<String> agents) {
        changed.addAll(agents);
    }

    @Override
    public void close() {
        telling.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(LOOK);
                try {
                    tell();
                } catch (SQLException | RuntimeException e) {
                    LOG.warnf("how agents are used is told later: %s", e.getMessage());
                    LOG.debug("use of agents", e);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the feed of use ends with its service");
        }
    }

    private @Nullable String active(String agent) {
        return agents.apply(agent).orElse(null) instanceof AgentRecord.Pointer known ? known.activeVersion() : null;
    }

    private void tell() throws SQLException {
        Instant now = clock.instant();
        Set<String> due = new TreeSet<>(changed);
        if (due.isEmpty() && now.isBefore(nextAll)) {
            return;
        }
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            if (!now.isBefore(nextAll)) {
                due.addAll(AgentUseRows.agents(connection));
            }
            for (String agent : due) {
                // What arrives from here on is told the next time.
                changed.remove(agent);
                Optional<AgentUse> use = AgentUseRows.of(connection, agent, active(agent), now);
                if (use.isPresent()) {
                    publication.publish(
                            connection,
                            new OutboxRecord(Topic.AGENT_USE.topicName(), agent, Map.of(), EventJson.write(use.get())));
                }
            }
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            changed.addAll(due);
            throw e;
        }
        nextAll = now.isBefore(nextAll) ? nextAll : now.plus(ALL);
        publication.hint();
    }
}
