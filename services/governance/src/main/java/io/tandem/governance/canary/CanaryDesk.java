package io.tandem.governance.canary;

import io.tandem.events.AgentRecord;
import io.tandem.governance.publish.Publication;
import io.tandem.kit.identity.Caller;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Canaries as others meet them. People see those of their teams' agents, auditors and administrators all.
public final class CanaryDesk implements AutoCloseable {
    private final DataSource dataSource;
    private final CanaryWatch watch;

    /// Starts watching.
    ///
    /// @param agents the view of `registry.agents`
    /// @param known whether that view is at its end
    public CanaryDesk(
            DataSource dataSource,
            Publication publication,
            Supplier<Collection<AgentRecord>> agents,
            BooleanSupplier known,
            Clock clock) {
        this.dataSource = dataSource;
        this.watch = new CanaryWatch(dataSource, publication, agents, known, clock).start();
    }

    @Override
    public void close() {
        watch.close();
    }

    /// Newest first, those that ended too.
    List<WatchedCanary> canaries(Caller caller, @Nullable String agent) {
        @Nullable
        Set<String> teams =
                caller.roles().contains("auditor") || caller.roles().contains("admin") ? null : caller.teams();
        try (Connection connection = dataSource.getConnection()) {
            return CanaryRows.show(connection, teams, agent);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read canaries", e);
        }
    }
}
