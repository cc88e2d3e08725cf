package io.tandem.router.api;

import io.tandem.router.chat.Delta;
import io.tandem.router.chat.DeltaStream;
import io.tandem.router.chat.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A whole answer.
record Answer(String text, List<ToolCall> calls, Delta.Reason reason) {
    Answer {
        calls = List.copyOf(calls);
    }

    /// Reads a stream to its end.
    static Answer of(DeltaStream stream) {
        StringBuilder text = new StringBuilder();
        Map<Integer, Call> calls = new TreeMap<>();
        Delta.Reason reason = Delta.Reason.stop;
        for (Delta delta = stream.next(); delta != null; delta = stream.next()) {
            switch (delta) {
                case Delta.Text(String piece) -> text.append(piece);
                case Delta.ToolPiece piece ->
                    calls.computeIfAbsent(piece.index(), index -> new Call()).add(piece);
                case Delta.Finish(Delta.Reason given) -> reason = given;
                case Delta.Tokens tokens -> {}
                case Delta.Note note -> {}
            }
        }
        List<ToolCall> whole = new ArrayList<>();
        calls.forEach((index, call) -> whole.add(
                new ToolCall(call.id.isEmpty() ? "call_" + index : call.id, call.name, call.arguments.toString())));
        return new Answer(text.toString(), whole, reason);
    }

    private static final class Call {
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();

        void add(Delta.ToolPiece piece) {
            id = piece.id() == null ? id : piece.id();
            name = piece.name() == null ? name : piece.name();
            arguments.append(piece.arguments());
        }
    }
}
