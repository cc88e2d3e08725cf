package io.tandem.router.local;

import io.tandem.router.chat.Delta;
import io.tandem.router.chat.DeltaStream;
import org.jspecify.annotations.Nullable;

/// Tells a note first, if there is one.
final class NotedStream implements DeltaStream {
    private final DeltaStream stream;
    private @Nullable String note;

    NotedStream(DeltaStream stream, String note) {
        this.stream = stream;
        this.note = note.isEmpty() ? null : note;
    }

    @Override
    public @Nullable Delta next() {
        String told = note;
        note = null;
        return told == null ? stream.next() : new Delta.Note(told);
    }

    @Override
    public void close() {
        stream.close();
    }
}
