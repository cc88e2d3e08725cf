package io.tandem.router.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.router.chat.Delta;
import io.tandem.router.chat.DeltaStream;
import io.tandem.router.chat.ModelFailure;
import io.tandem.router.chat.ModelProblem;
import io.tandem.router.wire.ProviderJson;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads a decision while it is written: an answer's text is told as it comes, a tool call when it is whole.
final class DecisionStream implements DeltaStream {
    private final DeltaStream worker;
    private final Grounds grounds;
    private final boolean answerIsJson;
    private final StringBuilder written = new StringBuilder();
    private final StringBuilder told = new StringBuilder();
    private final AnswerText answer = new AnswerText();
    private final Deque<Delta> waiting = new ArrayDeque<>();
    private boolean ended;

    /// @param grounds what an answer may tell
    /// @param answerIsJson an answer's arguments are the answer, not a text
    DecisionStream(DeltaStream worker, Grounds grounds, boolean answerIsJson) {
        this.worker = worker;
        this.grounds = grounds;
        this.answerIsJson = answerIsJson;
    }

    @Override
    public @Nullable Delta next() {
        while (waiting.isEmpty() && !ended) {
            Delta delta = worker.next();
            switch (delta) {
                case Delta.Text(String text) -> wrote(text);
                case Delta.Finish(Delta.Reason reason) -> finish(reason);
                case Delta.Tokens tokens -> waiting.add(tokens);
                case Delta.Note note -> waiting.add(note);
                case Delta.ToolPiece piece -> waiting.add(piece);
                case null -> ended = true;
            }
        }
        return waiting.poll();
    }

    private void wrote(String text) {
        written.append(text);
        if (!answerIsJson) {
            String piece = answer.read(written);
            if (!piece.isEmpty()) {
                told.append(piece);
                waiting.add(new Delta.Text(piece));
            }
        }
    }

    private void finish(Delta.Reason reason) {
        if (answer.begun()) {
            String doubt = grounds.doubt(told.toString());
            if (!doubt.isEmpty()) {
                waiting.add(new Delta.Text("\n\n" + doubt));
            }
            waiting.add(new Delta.Finish(reason == Delta.Reason.length ? reason : Delta.Reason.stop));
            return;
        }
        JsonNode decision = decision();
        String tool = decision.path("tool").asText("");
        JsonNode arguments = decision.path("arguments");
        if (tool.equals(DecisionSchema.ANSWER)) {
            String text = answerIsJson
                    ? arguments.toString()
                    : arguments.path(DecisionSchema.TEXT).asText("");
            waiting.add(new Delta.Text(text));
            waiting.add(new Delta.Finish(Delta.Reason.stop));
        } else {
            String id = "call_" + UUID.randomUUID().toString().substring(0, 8);
            waiting.add(new Delta.ToolPiece(0, id, tool, arguments.toString()));
            waiting.add(new Delta.Finish(Delta.Reason.tool_calls));
        }
    }

    private JsonNode decision() {
        try {
            JsonNode decision = ProviderJson.MAPPER.readTree(written.toString());
            if (decision.path("tool").isTextual() && decision.path("arguments").isObject()) {
                return decision;
            }
        } catch (JsonProcessingException e) {
            throw new ModelFailure(
                    ModelProblem.GARBAGE, "The local model stopped in the middle of its decision.", null, e);
        }
        throw new ModelFailure(ModelProblem.GARBAGE, "The local model wrote no decision.");
    }

    @Override
    public void close() {
        worker.close();
    }
}
