package io.tandem.runtime.agent;

import io.tandem.events.Provenance;
import io.tandem.runtime.journal.Entry;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something outside the journal that a behaviour wants done; what became of it is the next entry.
public sealed interface Effect {
    /// Ask the model for the next turn. Nothing outside changes by it, so it needs no intent.
    record Think(ModelRequest request) implements Effect {}

    /// Ask the hub whether a call may be made: the next entry is its intent, an approval asked for, or its refusal.
    ///
    /// @param seq the journal number that an approval for it has, or will have; with the arguments it binds the
    ///     approval
    record Decide(Entry.ToolCall call, long seq, Standing standing) implements Effect {}

    /// Make a call whose intent is journaled under that number: the next entry is its outcome.
    ///
    /// @param approvalSeq the number that its approval was bound to; without one, the intent's own
    record Call(Entry.ToolIntent intent, long intentSeq, long approvalSeq, Standing standing) implements Effect {}

    /// What a call stands on, for whoever decides on it.
    ///
    /// @param left of the task's budget, in hundredths of its currency
    /// @param plan what a person has agreed to, as `connector/tool`; null without a plan
    /// @param replay whether the task is one; it recalls its calls, so whoever is asked to make one refuses
    record Standing(
            Provenance provenance, long left, @Nullable List<String> plan, boolean replay) {}

    /// Ask a peer under the message id of the entry with that number; the answer arrives later, through the inbox.
    record Ask(Entry.ChildSent sent, long sentSeq) implements Effect {}

    /// Take what became of a call, of a tool or of a peer, from the record of another task: nothing outside
    /// is reached. The next entry is its outcome.
    ///
    /// @param source the task whose record it is
    /// @param nth which one of the task's calls of this very kind it is, from 0
    record Recall(Entry.ToolCall call, UUID source, int nth) implements Effect {}
}
