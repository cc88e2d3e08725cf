package io.tandem.router.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tandem.router.chat.Delta;
import io.tandem.router.chat.DeltaStream;
import io.tandem.router.chat.ModelFailure;
import io.tandem.router.chat.ModelProblem;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Acts out one rule.
final class ScriptedStream implements DeltaStream {
    private static final int CHARACTERS_A_TOKEN = 4;

    private final Rule.Then then;
    private final Situation situation;
    private final long inputTokens;
    private final Duration patience;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Deque<Delta> waiting = new ArrayDeque<>();
    private boolean begun;
    private int told;

    /// @param patience after which a stalled answer is cut
    ScriptedStream(Rule.Then then, Situation situation, long inputCharacters, Duration patience) {
        this.then = then;
        this.situation = situation;
        this.inputTokens = 1 + inputCharacters / CHARACTERS_A_TOKEN;
        this.patience = patience;
    }

    @Override
    public @Nullable Delta next() {
        if (!begun) {
            begun = true;
            pause(then.delay());
            fail();
            prepare();
        }
        Delta delta = waiting.peek();
        if (delta == null || delta instanceof Delta.Tokens) {
            breakOff();
        }
        if (told > 0 && delta instanceof Delta.Text) {
            pause(then.chunkDelay());
        }
        if (closed.getCount() == 0) {
            throw ModelFailure.cancelled();
        }
        told++;
        return waiting.poll();
    }

    private void fail() {
        if (then.error() != null) {
            throw failure(then.error());
        }
        if (Boolean.TRUE.equals(then.garbage())) {
            throw new ModelFailure(ModelProblem.GARBAGE, "The scripted model sent something that is not JSON.");
        }
    }

    private static ModelFailure failure(int status) {
        ModelProblem problem =
                switch (status) {
                    case 401, 403 -> ModelProblem.DENIED;
                    case 429 -> ModelProblem.RATE_LIMITED;
                    case 503 -> ModelProblem.UNREACHABLE;
                    case 504 -> ModelProblem.STALLED;
                    default -> status >= 500 ? ModelProblem.FAILED : ModelProblem.REFUSED;
                };
        return new ModelFailure(problem, "The scripted model answers with status " + status + ".");
    }

    private void prepare() {
        JsonNode json = then.json();
        List<Rule.ToolUse> uses = uses();
        boolean obeys = Boolean.TRUE.equals(then.obey()) && !uses.isEmpty();
        String text = obeys
                ? ""
                : json != null ? filled(json).toString() : then.text() == null ? "" : situation.fill(then.text());
        long output = 1 + text.length() / CHARACTERS_A_TOKEN;
        int chunk = then.chunk() == null ? 0 : then.chunk();
        for (int from = 0; from < text.length(); ) {
            int to = chunk > 0 ? Math.min(text.length(), from + chunk) : endOfWord(text, from);
            waiting.add(new Delta.Text(text.substring(from, to)));
            from = to;
        }
        for (int i = 0; i < uses.size(); i++) {
            JsonNode given = uses.get(i).arguments();
            String arguments = given == null
                    ? "{}"
                    : obeys ? given.toString() : filled(given).toString();
            output += 1 + arguments.length() / CHARACTERS_A_TOKEN;
            waiting.add(new Delta.ToolPiece(i, id(i), uses.get(i).tool(), arguments));
        }
        waiting.add(new Delta.Tokens(inputTokens, 0, output));
        waiting.add(new Delta.Finish(uses.isEmpty() ? Delta.Reason.stop : Delta.Reason.tool_calls));
    }

    private List<Rule.ToolUse> uses() {
        if (Boolean.TRUE.equals(then.obey())) {
            return Orders.in(situation.newest());
        }
        return then.toolCalls() == null ? List.of() : then.toolCalls();
    }

    /// The same for a repeated call of the same task, so that a run can be compared with another.
    private String id(int index) {
        return situation.taskId().isEmpty()
                ? "call_" + UUID.randomUUID().toString().substring(0, 8)
                : "call_" + situation.call() + "_" + index;
    }

    private void breakOff() {
        if (Boolean.TRUE.equals(then.stall())) {
            pause(patience);
            throw new ModelFailure(ModelProblem.STALLED, "The scripted model did not go on in time.");
        }
        if (Boolean.TRUE.equals(then.cut())) {
            throw new ModelFailure(ModelProblem.CUT, "The scripted model closed the connection in the middle.");
        }
    }

    private static int endOfWord(String text, int from) {
        int space = text.indexOf(' ', from);
        return space < 0 ? text.length() : space + 1;
    }

    private JsonNode filled(JsonNode node) {
        return switch (node) {
            case TextNode text -> TextNode.valueOf(situation.fill(text.textValue()));
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.forEachEntry((name, value) -> copy.set(name, filled(value)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(value -> copy.add(filled(value)));
                yield copy;
            }
            default -> node;
        };
    }

    private void pause(@Nullable Duration duration) {
        if (duration == null || duration.isZero()) {
            return;
        }
        try {
            if (closed.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                throw ModelFailure.cancelled();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ModelFailure.cancelled();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
