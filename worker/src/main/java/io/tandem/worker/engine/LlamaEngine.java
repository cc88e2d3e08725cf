package io.tandem.worker.engine;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.LlamaOutput;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.Pair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// llama.cpp by `de.kherud:llama`. What was read before is kept per slot ([Slots]), so a conversation that goes on, or
/// begins like another one, begins to answer at once.
public final class LlamaEngine implements Engine {
    /// Small, so that a cancelled prompt ends soon.
    private static final int BATCH = 256;

    private final LlamaModel model;
    private final Slots slots;

    /// @param slots how many conversations are kept; at least as many as answers are written side by side
    /// @param context tokens of one slot
    public LlamaEngine(Path weights, int slots, int context, int threads) {
        this.slots = new Slots(slots);
        this.model = new LlamaModel(new ModelParameters()
                .setModel(weights.toString())
                .setCtxSize(context * slots)
                .setParallel(slots)
                .setThreads(threads)
                .setThreadsBatch(threads)
                .setBatchSize(BATCH)
                .setUbatchSize(BATCH)
                .setGpuLayers(0));
    }

    @Override
    public Outcome complete(Prompt prompt, Predicate<String> reader, Cancel cancel) {
        String text = template(prompt);
        InferenceParameters parameters = new InferenceParameters(text)
                .setCachePrompt(true)
                .setNPredict(prompt.maxTokens())
                .setTemperature((float) prompt.temperature())
                .setTopP((float) prompt.topP())
                .setSeed(prompt.seed());
        if (prompt.schema() != null) {
            parameters.setGrammar(LlamaModel.jsonSchemaToGrammar(prompt.schema()));
        }
        if (!prompt.stop().isEmpty()) {
            parameters.setStopStrings(prompt.stop().toArray(String[]::new));
        }
        Slots.Place place = slots.take(text);
        SlotParameter.set(parameters, place.slot());
        StringBuilder answer = new StringBuilder();
        long begun = System.nanoTime();
        long readAt = begun;
        int written = 0;
        try {
            LlamaIterator pieces = model.generate(parameters).iterator();
            while (pieces.hasNext()) {
                LlamaOutput piece = pieces.next();
                readAt = written == 0 ? System.nanoTime() : readAt;
                written++;
                answer.append(piece.text);
                // By this thread alone: a cancel by another one leaves this one waiting in the library for ever.
                if (cancel.cancelled() || !piece.text.isEmpty() && !reader.test(piece.text)) {
                    pieces.cancel();
                    break;
                }
            }
        } finally {
            slots.give(place, text + answer);
        }
        return new Outcome(
                tokens(text),
                tokens(text.substring(0, place.kept())),
                written,
                written >= prompt.maxTokens(),
                new Outcome.Took(readAt - begun, System.nanoTime() - readAt));
    }

    @Override
    public int tokens(String text) {
        return model.encode(text).length;
    }

    @Override
    public String template(Prompt prompt) {
        String system = "";
        List<Pair<String, String>> turns = new ArrayList<>();
        for (Prompt.Turn turn : prompt.turns()) {
            if (turn.role().equals("system") && turns.isEmpty() && system.isEmpty()) {
                system = turn.text();
            } else {
                turns.add(new Pair<>(turn.role(), turn.text()));
            }
        }
        return model.applyTemplate(new InferenceParameters("").setMessages(system, turns));
    }
}
