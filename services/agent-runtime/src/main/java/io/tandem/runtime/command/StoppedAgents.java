package io.tandem.runtime.command;

import io.tandem.events.AgentRecord;
import io.tandem.events.AgentSight;
import io.tandem.events.Halt;
import io.tandem.kit.kafka.TopicView;
import io.tandem.policy.Halts;
import io.tandem.runtime.activation.SignalConsumer;
import io.tandem.runtime.activation.Sweeper;
import io.tandem.runtime.inbox.Arrival;
import io.tandem.runtime.inbox.Inbox;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Stops what runs of an agent once the registry says that it, or that version of it, is suspended, or that it is
/// halted, alone or with its team or with everything; work that others do for a halted agent stops too. New tasks are
/// refused by [Admission].
///
/// At once when a record changes, and again every second while something is stopped: a task may have been admitted a
/// moment before and written a moment after, the database may have been away, this node may just have started.
public final class StoppedAgents implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(StoppedAgents.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final String OPEN = "select task_id, agent, version, team, actors from task"
            + " where state not in ('COMPLETED', 'FAILED', 'CANCELED', 'REJECTED') and (agent = any(?)";
    private static final String FOR_ANY_OF = " or ? or team = any(?)"
            + " or string_to_array(regexp_replace(actors, 'agent:([^@,]*)@[^,]*', '\\1', 'g'), ',') && ?";

    private final DataSource dataSource;
    private final TopicView<AgentRecord> agents;
    private final Halts halts;
    private final Sweeper sweeper;
    private final SignalConsumer signals;
    private final Semaphore hints = new Semaphore(0);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("runtime-stopped-agents").unstarted(this::run);
    private volatile boolean closed;

    /// Views that their owner starts after this object, which listens to them.
    public record Views(TopicView<AgentRecord> agents, TopicView<Halt> halts) {}

    public StoppedAgents(DataSource dataSource, Views views, Sweeper sweeper, SignalConsumer signals) {
        this.dataSource = dataSource;
        this.agents = views.agents().onChange((key, record) -> changed(record));
        this.halts = new Halts(views.halts().onChange((key, halt) -> hints.release())::all, views.agents()::get);
        this.sweeper = sweeper;
        this.signals = signals;
    }

    /// Tells what is open already of what is stopped, then goes on in the background; called once the views are
    /// complete and before tasks of an earlier process are taken up.
    public void start() {
        stop();
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        hints.release();
    }

    private void changed(@Nullable AgentRecord record) {
        if (record != null && suspends(record)) {
            hints.release();
        }
    }

    private void run() {
        try {
            while (!closed) {
                var unused = hints.tryAcquire(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                hints.drainPermits();
                stop();
            }
        } catch (InterruptedException e) {
            LOG.debug("stopped agents are not looked after any more");
        }
    }

    private void stop() {
        try {
            Set<String> suspended = agents.all().stream()
                    .filter(StoppedAgents::suspends)
                    .map(AgentRecord::name)
                    .collect(Collectors.toSet());
            List<Halt> thrown = halts.inForce().get().stream()
                    .filter(halt -> halt.scope() != Halt.Scope.tool && halt.scope() != Halt.Scope.connector)
                    .toList();
            if (!suspended.isEmpty() || !thrown.isEmpty()) {
                stop(suspended, thrown);
            }
        } catch (SQLException e) {
            LOG.warnf("tasks of stopped agents wait for the database to be stopped: %s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("tasks of stopped agents could not be stopped; trying again", e);
        }
    }

    private void stop(Set<String> suspended, List<Halt> thrown) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            List<Stopped> stopped = new ArrayList<>();
            if (!suspended.isEmpty()) {
                stopped.addAll(suspended(connection, suspended));
            }
            if (!thrown.isEmpty()) {
                stopped.addAll(halted(connection, thrown));
            }
            for (Stopped task : stopped) {
                Arrival cancel = new Arrival(
                        0, Arrival.Kind.CANCEL, Arrival.REGISTRY, task.halt().getBytes(StandardCharsets.UTF_8));
                String why = task.halt().isEmpty() ? "suspended-" : "halted-";
                Inbox.tell(connection, task.id(), Arrival.REGISTRY, why + task.id(), cancel);
                signals.stop(task.id());
            }
            if (!stopped.isEmpty()) {
                sweeper.hint();
                LOG.infof("%d tasks of suspended or halted agents stop", stopped.size());
            }
        }
    }

    /// @param halt empty where the agent is suspended
    private record Stopped(UUID id, String halt) {}

    private List<Stopped> suspended(Connection connection, Set<String> names) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OPEN + ")")) {
            select.setArray(1, connection.createArrayOf("text", names.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                List<Stopped> tasks = new ArrayList<>();
                while (rows.next()) {
                    if (isSuspended(rows.getString("agent"), rows.getString("version"))) {
                        tasks.add(new Stopped(rows.getObject("task_id", UUID.class), ""));
                    }
                }
                return tasks;
            }
        }
    }

    private List<Stopped> halted(Connection connection, List<Halt> thrown) throws SQLException {
        Set<String> teams = targets(thrown, Halt.Scope.team);
        Set<String> names = new HashSet<>(targets(thrown, Halt.Scope.agent));
        agents.all().stream()
                .filter(record -> teams.contains(record.team()))
                .map(AgentRecord::name)
                .forEach(names::add);
        try (PreparedStatement select = connection.prepareStatement(OPEN + FOR_ANY_OF + ")")) {
            select.setArray(1, connection.createArrayOf("text", names.toArray()));
            select.setBoolean(2, thrown.stream().anyMatch(halt -> halt.scope() == Halt.Scope.all));
            select.setArray(3, connection.createArrayOf("text", teams.toArray()));
            select.setArray(4, connection.createArrayOf("text", names.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                List<Stopped> tasks = new ArrayList<>();
                while (rows.next()) {
                    UUID id = rows.getObject("task_id", UUID.class);
                    hitting(rows).map(halt -> new Stopped(id, halt.says())).forEach(tasks::add);
                }
                return tasks;
            }
        }
    }

    /// The first halt that stops this task; none if it was lifted meanwhile.
    private Stream<Halt> hitting(ResultSet task) throws SQLException {
        List<String> actors = List.of(task.getString("actors").split(","));
        return halts.onAgent(task.getString("agent"), task.getString("team"), actors).stream()
                .limit(1);
    }

    private static Set<String> targets(List<Halt> halts, Halt.Scope scope) {
        return halts.stream()
                .filter(halt -> halt.scope() == scope)
                .map(Halt::target)
                .collect(Collectors.toSet());
    }

    private static boolean suspends(AgentRecord record) {
        return switch (record) {
            case AgentRecord.Pointer pointer -> pointer.suspended();
            case AgentRecord.Version version -> version.state() == AgentRecord.State.SUSPENDED;
        };
    }

    private boolean isSuspended(String agent, String number) {
        AgentRecord.Pointer pointer =
                agents.get(agent).orElse(null) instanceof AgentRecord.Pointer known ? known : null;
        return agents.get(agent + "@" + number).orElse(null) instanceof AgentRecord.Version version
                && AgentSight.halted(pointer, version);
    }
}
