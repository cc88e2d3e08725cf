package io.tandem.runtime.activation;

import io.tandem.runtime.agent.Effect;
import io.tandem.runtime.journal.Entry;
import io.tandem.runtime.task.TaskHead;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// The world outside the journal: models, tools, peers. Called on the activation's thread; it may block.
public interface Outside {
    /// Does it and says what became of it. What broke off, so that nobody can know whether it took effect, is
    /// [Done.Later]: its intent stays open in the journal and counts as uncertain when the task is taken again.
    Done carryOut(Effect effect, Held held);

    /// For whom an effect is done.
    ///
    /// @param seq the number that the next journal entry will have
    /// @param deltas takes pieces of an unfinished answer, for streams alone
    /// @param abort says when to stop at once
    record Held(TaskHead head, long seq, Consumer<String> deltas, Abort abort) {}

    /// What became of an effect.
    sealed interface Done {
        /// Journal these.
        record Outcome(List<Entry> entries) implements Done {
            public Outcome {
                entries = List.copyOf(entries);
            }
        }

        /// The answer comes through the inbox; look again at that time if it does not.
        record Later(String reason, Instant until) implements Done {}

        /// It cannot be done; the task fails.
        ///
        /// @param reason a stable word
        /// @param text for the person who asked
        record Impossible(String reason, String text) implements Done {}

        /// It was stopped before it took effect, because something arrived.
        record Aborted() implements Done {}
    }
}
