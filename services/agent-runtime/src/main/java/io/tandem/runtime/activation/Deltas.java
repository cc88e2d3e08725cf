package io.tandem.runtime.activation;

import io.tandem.a2a.Artifact;
import io.tandem.a2a.Part;
import io.tandem.a2a.StreamResponse;
import io.tandem.a2a.TaskArtifactUpdateEvent;
import io.tandem.runtime.journal.TaskFold;
import io.tandem.runtime.stream.TaskStream;
import java.util.List;
import java.util.function.Consumer;

/// Pieces of an answer that is still being made, sent to streams as they come. The first piece replaces what an earlier
/// attempt began; the journaled answer replaces them all.
final class Deltas implements Consumer<String> {
    private final TaskStream stream;
    private final TaskFold task;
    private final long epoch;
    private long number;

    Deltas(TaskStream stream, TaskFold task, long epoch) {
        this.stream = stream;
        this.task = task;
        this.epoch = epoch;
    }

    @Override
    public void accept(String text) {
        number++;
        Artifact piece = new Artifact(TaskFold.ANSWER, "Answer", null, List.of(Part.text(text)), null, List.of());
        StreamResponse event = new StreamResponse.OfArtifact(
                new TaskArtifactUpdateEvent(task.taskId(), task.contextId(), piece, number > 1, false, null));
        stream.tellDelta(task.seq() + 1, epoch, number, event);
    }
}
