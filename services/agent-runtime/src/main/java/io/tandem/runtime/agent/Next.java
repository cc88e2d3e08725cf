package io.tandem.runtime.agent;

import io.tandem.a2a.Message;
import io.tandem.a2a.TaskState;
import io.tandem.runtime.journal.Entry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a behaviour decided.
public sealed interface Next {
    /// Journal these in one commit and ask again.
    record Write(List<Entry> entries) implements Next {
        public Write {
            entries = List.copyOf(entries);
        }
    }

    /// Give the lease back until something arrives or the time comes.
    ///
    /// @param entries what to journal with it
    record Wait(
            List<Entry> entries, String reason, @Nullable Instant until) implements Next {
        public Wait {
            entries = List.copyOf(entries);
        }
    }

    /// The task ends. Not done while something has arrived that was not read yet: then the behaviour is asked again.
    ///
    /// @param entries what to journal just before
    record End(
            List<Entry> entries,
            TaskState state,
            @Nullable Message message,
            @Nullable String reason) implements Next {
        public End {
            entries = List.copyOf(entries);
        }
    }

    /// Do this, journal what became of it, and ask again.
    ///
    /// @param entries what to journal before
    record Do(List<Entry> entries, Effect effect) implements Next {
        public Do {
            entries = List.copyOf(entries);
        }
    }
}
