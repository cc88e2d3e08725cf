package io.tandem.governance.judge;

import static org.awaitility.Awaitility.await;

import io.tandem.events.AgentDefinition.Tier;
import io.tandem.governance.router.ModelAnswer;
import io.tandem.governance.router.ModelAway;
import io.tandem.governance.router.ModelQuestion;
import io.tandem.governance.router.Models;
import io.tandem.kit.identity.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A model that judges by one word, and judges that agree with people about it.
public final class PoliteModel {
    static final Caller BUILDER = new Caller(Caller.Kind.person, "builder", Set.of("sales"), Set.of("builder"));
    private static final Duration SOON = Duration.ofSeconds(30);

    /// How often it was asked.
    public final AtomicInteger asked = new AtomicInteger();

    /// What it is called when people ask which one a tier tries first; away if empty.
    public volatile String first = "m1";

    /// What it is called when it answers; away if empty.
    public volatile String answering = "m1";

    public Models models() {
        return new Models(this::answer, tier -> Optional.of(first).filter(name -> !name.isEmpty()));
    }

    void call(String name) {
        first = name;
        answering = name;
    }

    /// Meets what says please, unless a word is asked for that is not there.
    private ModelAnswer answer(ModelQuestion question) {
        asked.incrementAndGet();
        if (answering.isEmpty()) {
            throw new ModelAway("No model is configured.");
        }
        String text = question.text();
        boolean polite = text.substring(text.indexOf("BEGIN answer"), text.indexOf("END answer"))
                .contains("please");
        boolean meets = polite && !text.contains("contain the word");
        return new ModelAnswer(
                "{\"reason\":\"It is %s.\",\"verdict\":\"%s\"}"
                        .formatted(
                                polite ? "polite" : "rude", meets == text.contains("A: The answer meets") ? "A" : "B"),
                answering);
    }

    static List<Label.New> labels(int good, int bad) {
        return Stream.concat(
                        IntStream.range(0, good)
                                .mapToObj(at -> new Label.New(null, "q" + at, "Yes, please.", true, null)),
                        IntStream.range(0, bad).mapToObj(at -> new Label.New(null, "q" + at, "No.", false, "rude")))
                .toList();
    }

    /// Makes a judge of team sales that counts for answers of the fast tier.
    public static void counting(JudgeDesk desk, String name) {
        desk.save(BUILDER, "sales", name, "It is polite.");
        desk.labels().add(BUILDER, "sales", name, labels(20, 20), Label.Source.IMPORT);
        calibrated(desk, name, Tier.deep);
    }

    static Judge.OnTier calibrated(JudgeDesk desk, String name, Tier tier) {
        desk.calibrate(BUILDER, "sales", name, tier);
        await().atMost(SOON)
                .until(() -> Objects.requireNonNull(on(desk, name, tier).calibration())
                                .finishedAt()
                        != null);
        return on(desk, name, tier);
    }

    static Judge.OnTier on(JudgeDesk desk, String name, Tier tier) {
        return desk.one(BUILDER, "sales", name).onTiers().stream()
                .filter(one -> one.tier() == tier)
                .findFirst()
                .orElseThrow();
    }
}
