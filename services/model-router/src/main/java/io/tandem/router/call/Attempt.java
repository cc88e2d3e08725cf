package io.tandem.router.call;

import io.tandem.events.ModelUsage;
import io.tandem.events.Money;
import io.tandem.router.catalog.Model;
import io.tandem.router.chat.ChatRequest;
import io.tandem.router.chat.Delta;
import io.tandem.router.chat.DeltaStream;
import io.tandem.router.chat.Origin;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One model's try at a request, and its bill.
final class Attempt {
    private static final int CHARACTERS_A_TOKEN = 4;

    private final Model model;
    private final DeltaStream stream;
    private final long inputCharacters;
    private final String callId = "call-" + UUID.randomUUID();
    private final Instant at = Instant.now();
    private final long begun = System.nanoTime();
    private long firstTokenMillis;
    private long characters;
    private boolean spoke;
    private boolean billed;
    private Delta.@Nullable Tokens told;

    Attempt(Model model, ChatRequest request, Origin origin) {
        this.model = model;
        this.inputCharacters = request.characters();
        this.stream = model.provider().open(request, model.id(), origin);
    }

    DeltaStream stream() {
        return stream;
    }

    Model model() {
        return model;
    }

    String callId() {
        return callId;
    }

    /// Whether a piece of the answer has come; after that no other model is tried.
    boolean spoke() {
        return spoke;
    }

    void saw(Delta delta) {
        switch (delta) {
            case Delta.Tokens tokens -> told = tokens;
            case Delta.Text(String text) -> spoken(text.length());
            case Delta.ToolPiece piece -> spoken(piece.arguments().length());
            case Delta.Finish finish -> spoken(0);
            case Delta.Note note -> {}
        }
    }

    private void spoken(int more) {
        if (!spoke) {
            spoke = true;
            firstTokenMillis = millis();
        }
        characters += more;
    }

    /// What the provider counted; an estimate from the characters when it told nothing but has worked.
    Delta.Tokens tokens() {
        if (told != null) {
            long output = Math.max(told.output(), told.output() == 0 ? estimate(characters) : 0);
            return new Delta.Tokens(told.input(), told.cached(), output);
        }
        return spoke ? new Delta.Tokens(estimate(inputCharacters), 0, estimate(characters)) : Delta.Tokens.NONE;
    }

    private static long estimate(long characters) {
        return (characters + CHARACTERS_A_TOKEN - 1) / CHARACTERS_A_TOKEN;
    }

    Money cost() {
        return model.price().of(tokens());
    }

    /// Writes the bill, once.
    void bill(String tier, Origin origin, String outcome, Consumer<ModelUsage> log) {
        if (billed) {
            return;
        }
        billed = true;
        Delta.Tokens tokens = tokens();
        log.accept(new ModelUsage(
                ModelUsage.SCHEMA,
                callId,
                origin.taskId(),
                origin.seq(),
                origin.team(),
                origin.caller(),
                origin.agent(),
                origin.version(),
                tier,
                model.provider().name(),
                model.name(),
                tokens.input(),
                tokens.cached(),
                tokens.output(),
                firstTokenMillis,
                millis(),
                cost(),
                outcome,
                at));
    }

    private long millis() {
        return (System.nanoTime() - begun) / 1_000_000;
    }
}
