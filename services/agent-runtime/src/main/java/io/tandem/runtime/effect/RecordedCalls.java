package io.tandem.runtime.effect;

import io.tandem.events.ReplayOf;
import io.tandem.runtime.activation.Outside;
import io.tandem.runtime.agent.Effect;
import io.tandem.runtime.journal.Entry;
import io.tandem.runtime.journal.Journal;
import io.tandem.runtime.journal.JournalEntry;
import io.tandem.runtime.task.TaskHead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Answers calls of a replay from the journal of the task that is replayed. Neither the hub nor a peer hears of them.
final class RecordedCalls {
    private static final Logger LOG = Logger.getLogger(RecordedCalls.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final String PEER = "agent/";
    private static final String NOTHING_CALLED =
            "This is a replay: nothing is called, and the record holds no call like this one.";

    /// A task is replayed by versions of its own agent alone.
    private static final String OWN = "select from task where task_id = ? and agent = ? and team = ?";

    private final DataSource dataSource;

    RecordedCalls(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    Outside.Done recall(Effect.Recall recall, Outside.Held held) {
        try (Connection connection = dataSource.getConnection()) {
            List<JournalEntry> journal = isOwn(connection, recall.source(), held.head())
                    ? Journal.read(connection, recall.source())
                    : List.of();
            return new Outside.Done.Outcome(List.of(answer(recall, journal)));
        } catch (SQLException e) {
            LOG.debug("the record is not read yet", e);
            return new Outside.Done.Later(
                    "the record of the task that is replayed", Instant.now().plus(PAUSE));
        }
    }

    private static boolean isOwn(Connection connection, UUID source, TaskHead head) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OWN)) {
            select.setObject(1, source);
            select.setString(2, head.agent());
            select.setString(3, head.team());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /// What became of the same call then. One that is made more often than then is told the last outcome again.
    static Entry answer(Effect.Recall recall, List<JournalEntry> journal) {
        Entry.ToolCall asked = recall.call();
        List<String> same = new ArrayList<>();
        Map<String, Entry> outcomes = new HashMap<>();
        for (JournalEntry journaled : journal) {
            switch (journaled.entry()) {
                case Entry.ModelTurn turn ->
                    turn.tools().stream()
                            .filter(call -> call.tool().equals(asked.tool())
                                    && call.arguments().equals(asked.arguments()))
                            .forEach(call -> same.add(call.id()));
                case Entry.ToolOutcome outcome -> outcomes.put(outcome.callId(), outcome);
                case Entry.ChildReplied reply -> outcomes.put(reply.callId(), reply);
                default -> {}
            }
        }
        @Nullable
        Entry outcome = same.isEmpty() ? null : outcomes.get(same.get(Math.min(recall.nth(), same.size() - 1)));
        return switch (outcome) {
            case Entry.ToolOutcome then ->
                new Entry.ToolOutcome(
                        asked.id(), then.tool(), then.status(), then.content(), then.reason(), 0, then.raises());
            case Entry.ChildReplied then ->
                new Entry.ChildReplied(asked.id(), then.agent(), null, then.state(), then.text(), then.flow());
            case null, default -> notRecorded(asked);
        };
    }

    private static Entry notRecorded(Entry.ToolCall asked) {
        return asked.tool().startsWith(PEER)
                ? new Entry.ChildReplied(
                        asked.id(),
                        asked.tool().substring(PEER.length()),
                        null,
                        ReplayOf.NOT_RECORDED,
                        NOTHING_CALLED,
                        null)
                : new Entry.ToolOutcome(
                        asked.id(), asked.tool(), ReplayOf.NOT_RECORDED, NOTHING_CALLED, ReplayOf.NOT_RECORDED, 0);
    }
}
