package io.tandem.runtime.journal;

import io.tandem.a2a.Artifact;
import io.tandem.a2a.Message;
import io.tandem.a2a.Part;
import io.tandem.a2a.StreamResponse;
import io.tandem.a2a.Task;
import io.tandem.a2a.TaskArtifactUpdateEvent;
import io.tandem.a2a.TaskState;
import io.tandem.a2a.TaskStatus;
import io.tandem.a2a.TaskStatusUpdateEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a task is now: its journal folded, entry by entry. For one thread.
public final class TaskFold {
    /// The artifact that an agent's answer is.
    public static final String ANSWER = "answer";

    private final String taskId;
    private final String contextId;
    private final List<JournalEntry> entries = new ArrayList<>();
    private final List<Message> history = new ArrayList<>();
    private final Map<String, Artifact> artifacts = new LinkedHashMap<>();
    private TaskStatus status = new TaskStatus(TaskState.SUBMITTED, null, null);
    private Entry.@Nullable CancelAsked cancelAsked;
    private long seq;
    private long lastPublicSeq;
    private long attempt;

    public TaskFold(String taskId, String contextId) {
        this.taskId = taskId;
        this.contextId = contextId;
    }

    public static TaskFold of(String taskId, String contextId, List<JournalEntry> journal) {
        TaskFold fold = new TaskFold(taskId, contextId);
        journal.forEach(fold::apply);
        return fold;
    }

    /// The same task, to look ahead with.
    public TaskFold copy() {
        TaskFold copy = new TaskFold(taskId, contextId);
        copy.entries.addAll(entries);
        copy.history.addAll(history);
        copy.artifacts.putAll(artifacts);
        copy.status = status;
        copy.cancelAsked = cancelAsked;
        copy.seq = seq;
        copy.lastPublicSeq = lastPublicSeq;
        copy.attempt = attempt;
        return copy;
    }

    /// Takes the next entry and says what streams tell of it, if anything.
    ///
    /// @throws IllegalStateException if the entry is not the next one
    public Optional<PublicEvent> apply(JournalEntry journaled) {
        if (journaled.seq() != seq + 1) {
            throw new IllegalStateException("journal of " + taskId + " goes from " + seq + " to " + journaled.seq());
        }
        seq = journaled.seq();
        entries.add(journaled);
        Optional<StreamResponse> told = fold(journaled);
        long previous = lastPublicSeq;
        if (told.isPresent()) {
            lastPublicSeq = seq;
        }
        return told.map(event -> new PublicEvent(seq, previous, journaled.attempt(), event));
    }

    private Optional<StreamResponse> fold(JournalEntry journaled) {
        return switch (journaled.entry()) {
            case Entry.Received e -> {
                history.add(e.message().in(contextId, taskId));
                if (seq > 1) {
                    yield Optional.empty();
                }
                status = new TaskStatus(TaskState.SUBMITTED, null, journaled.at());
                yield Optional.of(new StreamResponse.OfTask(task(null)));
            }
            case Entry.CancelAsked e -> {
                cancelAsked = e;
                yield Optional.empty();
            }
            case Entry.Produced e -> {
                keep(e);
                yield Optional.of(new StreamResponse.OfArtifact(
                        new TaskArtifactUpdateEvent(taskId, contextId, e.artifact(), e.append(), e.lastChunk(), null)));
            }
            case Entry.Moved e -> Optional.of(changeStatus(e.state(), e.message(), journaled.at()));
            case Entry.Waited e -> Optional.empty();
            case Entry.ModelTurn e -> Optional.empty();
            case Entry.ApprovalAsked e -> Optional.empty();
            case Entry.ApprovalDecided e -> Optional.empty();
            case Entry.ConnectionAsked e -> Optional.empty();
            case Entry.ConnectionMade e -> Optional.empty();
            case Entry.ConnectionWithdrawn e -> Optional.empty();
            case Entry.ToolIntent e -> Optional.empty();
            case Entry.ToolOutcome e -> Optional.empty();
            case Entry.ChildSent e -> Optional.empty();
            case Entry.ChildReplied e -> Optional.empty();
            case Entry.Refused e -> Optional.empty();
            case Entry.Ended e -> Optional.of(changeStatus(e.state(), e.message(), journaled.at()));
        };
    }

    private StreamResponse changeStatus(TaskState state, @Nullable Message message, Instant at) {
        Message said = message == null ? null : message.in(contextId, taskId);
        status = new TaskStatus(state, said, at);
        if (said != null) {
            history.add(said);
        }
        return new StreamResponse.OfStatus(new TaskStatusUpdateEvent(taskId, contextId, status, null));
    }

    private void keep(Entry.Produced produced) {
        Artifact piece = produced.artifact();
        Artifact known = artifacts.get(piece.artifactId());
        if (!produced.append() || known == null) {
            artifacts.put(piece.artifactId(), piece);
            return;
        }
        List<Part> parts = new ArrayList<>(known.parts());
        parts.addAll(piece.parts());
        artifacts.put(
                known.artifactId(),
                new Artifact(
                        known.artifactId(),
                        known.name(),
                        known.description(),
                        parts,
                        known.metadata(),
                        known.extensions()));
    }

    /// The task as A2A shows it.
    ///
    /// @param historyLength newest messages to show; null shows all, 0 none
    public Task task(@Nullable Integer historyLength) {
        int from = historyLength == null ? 0 : Math.max(0, history.size() - historyLength);
        return new Task(
                taskId,
                contextId,
                status,
                List.copyOf(artifacts.values()),
                List.copyOf(history.subList(from, history.size())),
                null);
    }

    public String taskId() {
        return taskId;
    }

    public String contextId() {
        return contextId;
    }

    /// All entries so far, oldest first.
    public List<JournalEntry> entries() {
        return List.copyOf(entries);
    }

    public List<Message> history() {
        return List.copyOf(history);
    }

    public TaskState state() {
        return status.state();
    }

    /// Who asked to cancel, null if nobody did.
    public Entry.@Nullable CancelAsked cancelAsked() {
        return cancelAsked;
    }

    /// The number of the newest entry.
    public long seq() {
        return seq;
    }

    /// The lease epoch of who runs the task now: what older epochs left open is uncertain.
    public long attempt() {
        return attempt;
    }

    /// Says who runs the task from now on.
    public TaskFold heldUnder(long epoch) {
        attempt = epoch;
        return this;
    }

    /// The number of the newest entry that streams told of.
    public long lastPublicSeq() {
        return lastPublicSeq;
    }
}
