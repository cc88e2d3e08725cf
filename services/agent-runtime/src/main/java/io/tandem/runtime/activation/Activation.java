package io.tandem.runtime.activation;

import io.tandem.a2a.Message;
import io.tandem.a2a.TaskState;
import io.tandem.kit.outbox.OutboxRecord;
import io.tandem.runtime.agent.Behaviour;
import io.tandem.runtime.agent.Effect;
import io.tandem.runtime.agent.Next;
import io.tandem.runtime.inbox.Arrival;
import io.tandem.runtime.inbox.Inbox;
import io.tandem.runtime.journal.Entry;
import io.tandem.runtime.journal.JournalEntry;
import io.tandem.runtime.journal.PublicEvent;
import io.tandem.runtime.journal.TaskFold;
import io.tandem.runtime.stream.Subscription;
import io.tandem.runtime.stream.Subscriptions;
import io.tandem.runtime.stream.TaskStream;
import io.tandem.runtime.task.Lease;
import io.tandem.runtime.task.TaskReads;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// One lease: runs the task on the current thread until it must wait or ends.
///
/// The loop is: journal what arrived, ask the behaviour, commit what it decided, tell the subscribers. An exception
/// leaves
/// the row as the last commit left it; whoever takes the task next goes on from there.
final class Activation {
    private final DataSource dataSource;
    private final StepWriter writer;
    private final Behaviour behaviour;
    private final TaskStream stream;
    private final Outside outside;
    private final Abort abort;
    private final Clock clock;
    private final Lease lease;
    private TaskFold task;
    private long wakeSeq;
    private long drained;
    private long committedDrained;
    private long subscribers;
    private boolean over;

    /// @param abort shared with whoever may stop this activation
    Activation(Activations.Parts parts, Behaviour behaviour, Lease lease, Abort abort) {
        this.dataSource = parts.dataSource();
        this.writer = parts.writer();
        this.outside = parts.outside();
        this.behaviour = behaviour;
        this.stream = parts.streams().apply(lease.head().id());
        this.abort = abort;
        this.clock = parts.clock();
        this.lease = lease;
        this.task = new TaskFold(lease.head().id(), lease.head().contextId()).heldUnder(lease.epoch());
        this.wakeSeq = lease.wakeSeq();
        this.drained = lease.drained();
        this.committedDrained = lease.drained();
        this.subscribers = lease.subscribers();
    }

    /// Runs a task that this process just began: nothing needs to be read first.
    void runNew(Arrival first, Subscription subscription) throws SQLException, LeaseLost {
        stream.subscribers(List.of(subscription));
        run(List.of(first));
    }

    /// Runs a task taken over or woken: its journal is read, and streams get the journal again, whose repeats they
    /// drop.
    void runLoaded() throws SQLException, LeaseLost {
        List<JournalEntry> journal;
        try (Connection connection = dataSource.getConnection()) {
            journal = TaskReads.fold(connection, lease.head()).entries();
            stream.subscribers(Subscriptions.of(connection, lease.head().taskId()));
        }
        for (JournalEntry entry : journal) {
            task.apply(entry).ifPresent(event -> stream.tell(again(event)));
        }
        if (lease.starts() >= Leases.POISON) {
            fail("POISON", null, ahead -> PoisonLetter.of(lease, ahead));
        } else {
            run(List.of());
        }
    }

    /// Ends a task whose behaviour failed in a way that repeating would not mend.
    ///
    /// @param text for people
    void fail(String reason, @Nullable String text) throws SQLException, LeaseLost {
        fail(reason, text, ahead -> List.of());
    }

    /// What the failed step had read is read again, since nothing of that step was written.
    private void fail(String reason, @Nullable String text, Function<TaskFold, List<OutboxRecord>> besides)
            throws SQLException, LeaseLost {
        drained = committedDrained;
        Message message = text == null ? null : Message.agent(lease.head().id() + ":failure", text);
        while (!over) {
            Arrived arrived = journaled(unread());
            Entry end = new Entry.Ended(TaskState.FAILED, message, reason);
            List<JournalEntry> entries = with(arrived.pending(), arrived.ahead(), List.of(end));
            commit(entries, new Step.After.Finish(), besides.apply(arrived.ahead()));
        }
    }

    private PublicEvent again(PublicEvent event) {
        return new PublicEvent(event.seq(), event.previousSeq(), lease.epoch(), event.event());
    }

    private void run(List<Arrival> known) throws SQLException, LeaseLost {
        List<Arrival> arrivals = known;
        while (!over) {
            Arrived arrived = journaled(arrivals.isEmpty() ? unread() : arrivals);
            arrivals = List.of();
            Entry.CancelAsked cancel = arrived.ahead().cancelAsked();
            if (cancel != null) {
                List<JournalEntry> entries = with(arrived.pending(), arrived.ahead(), List.of(canceled(cancel)));
                commit(entries, new Step.After.Finish());
            } else {
                carryOut(behaviour.next(arrived.ahead()), arrived.pending(), arrived.ahead());
            }
        }
    }

    /// Arrivals as entries that the next commit will write, and the task as it will then be.
    private record Arrived(List<JournalEntry> pending, TaskFold ahead) {}

    private Arrived journaled(List<Arrival> arrivals) {
        if (arrivals.isEmpty()) {
            return new Arrived(List.of(), task);
        }
        List<JournalEntry> pending = new ArrayList<>();
        TaskFold ahead = task.copy();
        for (Arrival arrival : arrivals) {
            add(pending, ahead, arrival.entry());
        }
        drained = Math.max(drained, arrivals.getLast().number());
        return new Arrived(pending, ahead);
    }

    private List<Arrival> unread() throws SQLException {
        if (wakeSeq <= drained) {
            return List.of();
        }
        try (Connection connection = dataSource.getConnection()) {
            List<Arrival> arrivals = Inbox.unread(connection, lease.head().taskId(), drained);
            drained = wakeSeq;
            return arrivals;
        }
    }

    private void carryOut(Next next, List<JournalEntry> pending, TaskFold ahead) throws SQLException, LeaseLost {
        switch (next) {
            case Next.Write write -> commit(with(pending, ahead, write.entries()), new Step.After.Keep(false));
            case Next.Wait wait -> {
                List<Entry> entries = new ArrayList<>(wait.entries());
                boolean alreadySaid = pending.isEmpty() && entries.isEmpty() && waitsAlready(wait);
                if (!alreadySaid) {
                    entries.add(new Entry.Waited(wait.reason(), wait.until()));
                }
                commit(with(pending, ahead, entries), new Step.After.Release(wait.until()));
            }
            case Next.Do effect -> {
                if (!pending.isEmpty() || !effect.entries().isEmpty()) {
                    commit(with(pending, ahead, effect.entries()), new Step.After.Keep(false));
                }
                if (wakeSeq <= drained) {
                    outside(effect.effect());
                }
            }
            case Next.End end -> {
                List<Entry> entries = new ArrayList<>(end.entries());
                entries.add(new Entry.Ended(end.state(), end.message(), end.reason()));
                commit(with(pending, ahead, entries), new Step.After.Finish());
            }
        }
    }

    private void outside(Effect effect) throws SQLException, LeaseLost {
        Deltas deltas = new Deltas(stream, task, lease.epoch());
        Outside.Done done = outside.carryOut(effect, new Outside.Held(lease.head(), task.seq() + 1, deltas, abort));
        abort.clear();
        switch (done) {
            case Outside.Done.Outcome outcome -> {
                boolean intent = outcome.entries().stream().anyMatch(Entry.ToolIntent.class::isInstance);
                commit(with(List.of(), task, outcome.entries()), new Step.After.Keep(intent));
            }
            case Outside.Done.Later later ->
                carryOut(new Next.Wait(List.of(), later.reason(), later.until()), List.of(), task);
            case Outside.Done.Impossible impossible -> {
                Message message = Message.agent(lease.head().id() + ":failure", impossible.text());
                Entry end = new Entry.Ended(TaskState.FAILED, message, impossible.reason());
                commit(with(List.of(), task, List.of(end)), new Step.After.Finish());
            }
            case Outside.Done.Aborted aborted -> wakeSeq = Math.max(wakeSeq, currentWakeSeq());
        }
    }

    private long currentWakeSeq() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return Inbox.wakeSeq(connection, lease.head().taskId());
        }
    }

    /// A task that was woken too early, or looked in vain, waits on without saying so again: an outage is one entry.
    private boolean waitsAlready(Next.Wait wait) {
        List<JournalEntry> entries = task.entries();
        return !entries.isEmpty()
                && entries.getLast().entry() instanceof Entry.Waited waited
                && waited.reason().equals(wait.reason());
    }

    private Entry.Ended canceled(Entry.CancelAsked cancel) {
        String halt = cancel.halt();
        if (halt != null) {
            Message message = Message.agent(lease.head().id() + ":halted", "Halted: " + halt);
            return new Entry.Ended(TaskState.CANCELED, message, "HALTED");
        }
        boolean suspended = cancel.from().equals(Arrival.REGISTRY);
        return new Entry.Ended(TaskState.CANCELED, null, suspended ? "AGENT_SUSPENDED" : null);
    }

    private List<JournalEntry> with(List<JournalEntry> pending, TaskFold ahead, List<Entry> more) {
        List<JournalEntry> entries = new ArrayList<>(pending);
        long seq = ahead.seq();
        for (Entry entry : more) {
            entries.add(journaled(++seq, entry));
        }
        return entries;
    }

    private void add(List<JournalEntry> pending, TaskFold ahead, Entry entry) {
        JournalEntry journaled = journaled(ahead.seq() + 1, entry);
        ahead.apply(journaled);
        pending.add(journaled);
    }

    private JournalEntry journaled(long seq, Entry entry) {
        return new JournalEntry(seq, lease.epoch(), clock.instant().truncatedTo(ChronoUnit.MICROS), entry);
    }

    private void commit(List<JournalEntry> entries, Step.After after) throws SQLException, LeaseLost {
        commit(entries, after, List.of());
    }

    private void commit(List<JournalEntry> entries, Step.After after, List<OutboxRecord> besides)
            throws SQLException, LeaseLost {
        TaskFold then = task.copy();
        List<PublicEvent> told = new ArrayList<>();
        entries.forEach(entry -> then.apply(entry).ifPresent(told::add));
        Step step = new Step(entries, drained, after, besides);
        StepWriter.Written written = writer.write(lease, step, task.state(), then.state(), then.seq());
        wakeSeq = written.wakeSeq();
        if (!written.written()) {
            drained = committedDrained;
            return;
        }
        committedDrained = drained;
        task = then;
        over = !(after instanceof Step.After.Keep);
        if (written.subscribers() != subscribers) {
            subscribers = written.subscribers();
            refreshSubscribers();
        }
        told.forEach(stream::tell);
        stream.settle(task);
    }

    private void refreshSubscribers() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            stream.subscribers(Subscriptions.of(connection, lease.head().taskId()));
        }
    }
}
