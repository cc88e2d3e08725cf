package io.tandem.governance.canary;

import io.tandem.events.AgentRecord;
import io.tandem.events.CanaryStanding;
import io.tandem.events.CanaryStanding.Decision;
import io.tandem.events.EventJson;
import io.tandem.events.Topic;
import io.tandem.governance.publish.Publication;
import io.tandem.kit.outbox.OutboxRecord;
import io.tandem.kit.rounds.Rounds;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;

/// Looks at all canaries every few seconds and says when one is ready or got worse; the registry moves it then.
final class CanaryWatch implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(3);

    private final DataSource dataSource;
    private final Publication publication;
    private final Supplier<Collection<AgentRecord>> agents;
    private final BooleanSupplier known;
    private final Clock clock;
    private final Rounds rounds = new Rounds("governance-canaries", "watching canaries", LOOK, this::lookIfKnown);

    /// @param agents the view of `registry.agents`
    /// @param known whether that view is at its end
    CanaryWatch(
            DataSource dataSource,
            Publication publication,
            Supplier<Collection<AgentRecord>> agents,
            BooleanSupplier known,
            Clock clock) {
        this.dataSource = dataSource;
        this.publication = publication;
        this.agents = agents;
        this.known = known;
        this.clock = clock;
    }

    CanaryWatch start() {
        rounds.start();
        return this;
    }

    @Override
    public void close() {
        rounds.close();
    }

    private void lookIfKnown() throws SQLException {
        if (known.getAsBoolean()) {
            look();
        }
    }

    /// One look at all of them.
    void look() throws SQLException {
        Set<CanaryRows.Name> going = new HashSet<>();
        for (AgentRecord record : agents.get()) {
            if (record instanceof AgentRecord.Pointer agent && agent.canary() != null) {
                AgentRecord.Canary canary = agent.canary();
                CanaryRows.Name name = new CanaryRows.Name(agent.name(), canary.version(), canary.since());
                going.add(name);
                try (Connection connection = dataSource.getConnection()) {
                    connection.setAutoCommit(false);
                    CanaryRows.begin(connection, agent, canary, clock.instant());
                    look(connection, name, canary);
                    connection.commit();
                }
            }
        }
        try (Connection connection = dataSource.getConnection()) {
            for (CanaryRows.Name name : CanaryRows.open(connection)) {
                if (!going.contains(name)) {
                    CanaryRows.end(connection, name, clock.instant());
                }
            }
        }
        publication.hint();
    }

    private void look(Connection connection, CanaryRows.Name name, AgentRecord.Canary canary) throws SQLException {
        CanaryRows.Looked last = CanaryRows.hold(connection, name);
        if (last == null || last.decision() == Decision.ROLL_BACK) {
            return;
        }
        List<CanarySide> sides = CanaryRows.sides(connection, name.agent(), canary);
        CanarySide now = sides.getFirst();
        CanarySide before = sides.getLast();
        int due = CanaryRule.looks(now.runs());
        CanaryRule.Said said = CanaryRule.decide(now, before, due > last.looks() ? due : 0, canary.minimumRuns());
        Instant at = clock.instant();
        CanaryRows.keep(connection, name, new CanaryRows.Looked(due, said.decision(), at), said, sides);
        if (said.decision() != last.decision()) {
            CanaryStanding standing = new CanaryStanding(
                    CanaryStanding.SCHEMA,
                    name.agent(),
                    name.version(),
                    name.since(),
                    said.decision(),
                    said.sentence(),
                    at);
            publication.publish(
                    connection,
                    new OutboxRecord(
                            Topic.CANARY_STANDINGS.topicName(), name.agent(), Map.of(), EventJson.write(standing)));
        }
    }
}
