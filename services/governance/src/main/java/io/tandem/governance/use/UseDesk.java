package io.tandem.governance.use;

import io.tandem.events.AgentRecord;
import io.tandem.events.AgentUse;
import io.tandem.events.Money;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/// How runs went, as others meet it: people of their teams' agents, auditors and administrators of all.
public final class UseDesk {
    private static final int DAYS = 30;

    private final DataSource dataSource;
    private final Function<String, Optional<AgentRecord>> agents;
    private final Clock clock;

    /// @param agents the view of `registry.agents` by key
    public UseDesk(DataSource dataSource, Function<String, Optional<AgentRecord>> agents, Clock clock) {
        this.dataSource = dataSource;
        this.agents = agents;
        this.clock = clock;
    }

    /// @throws ProblemException NOT_FOUND
    AgentRuns of(Caller caller, String agent) {
        AgentRecord.Pointer known = agents.apply(agent)
                .filter(AgentRecord.Pointer.class::isInstance)
                .map(AgentRecord.Pointer.class::cast)
                .filter(found -> caller.roles().contains("auditor")
                        || caller.roles().contains("admin")
                        || caller.teams().contains(found.team()))
                .orElseThrow(() -> new ProblemException(
                        CommonProblem.NOT_FOUND, "There is no agent " + agent + " of your teams."));
        try (Connection connection = dataSource.getConnection()) {
            Optional<AgentUse> use = AgentUseRows.of(connection, agent, known.activeVersion(), clock.instant());
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            return new AgentRuns(
                    agent,
                    use.map(AgentUse::cost).map(Money::currency).orElse(null),
                    use.map(AgentUse::manner).orElse(null),
                    use.map(AgentUse::scored).orElse(null),
                    RunRows.days(connection, agent, today.minusDays(DAYS - 1)));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read runs", e);
        }
    }
}
