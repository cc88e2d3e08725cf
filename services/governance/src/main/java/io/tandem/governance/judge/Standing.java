package io.tandem.governance.judge;

import io.tandem.events.AgentDefinition.Tier;
import io.tandem.events.EventJson;
import io.tandem.events.JudgeStanding;
import io.tandem.events.Topic;
import io.tandem.kit.outbox.OutboxRecord;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// When a judge counts. `docs/reference/evaluation.md` tells it to people.
final class Standing {
    /// Of each kind. With so many, the 95 % interval of a kappa of 0.6 goes from 0.30 to 0.79; with ten it would
    /// begin at 0.17, little above chance.
    static final int NEEDED = 20;

    static final double KAPPA = 0.6;
    private static final String ADVICE = "Advice only: ";

    private Standing() {}

    /// A judge with its labels and the newest calibration of a tier.
    ///
    /// @param basis what the calibration was made with
    record Known(
            Labelled labelled,
            @Nullable Calibration newest,
            Calibration.@Nullable Basis basis,
            Calibration.Basis now) {}

    /// How many answers people labelled.
    record Labelled(int good, int bad) {
        boolean enough() {
            return good >= NEEDED && bad >= NEEDED;
        }
    }

    /// @param counts whether the gate goes by it
    record Said(boolean counts, String sentence) {}

    /// @param model that judges now; null while nobody tells
    static Said of(Known known, @Nullable String model) {
        Calibration newest = known.newest();
        if (!known.labelled().enough()) {
            return advice(
                    "it needs %d answers that people labelled as meeting the rubric and %d as not; there are %d and %d."
                            .formatted(
                                    NEEDED,
                                    NEEDED,
                                    known.labelled().good(),
                                    known.labelled().bad()));
        }
        if (newest == null) {
            return advice("nobody has compared it with people's labels on this tier yet. Calibrate it.");
        }
        Calibration.Result result = newest.result();
        if (result == null) {
            return advice(
                    newest.state() == Calibration.State.GIVEN_UP
                            ? "its calibration was given up: " + newest.problem()
                            : "it is being calibrated, %d of %d answers done.".formatted(newest.done(), newest.of()));
        }
        Calibration.Basis basis = known.basis();
        if (basis == null || !basis.rubricHash().equals(known.now().rubricHash())) {
            return advice("its rubric has changed since it was calibrated. Calibrate it again.");
        }
        if (!basis.labelsHash().equals(known.now().labelsHash())) {
            return advice("its labelled answers have changed since it was calibrated. Calibrate it again.");
        }
        if (model != null && !model.equals(newest.model())) {
            return advice("it was calibrated with %s, and %s answers now. Calibrate it again."
                    .formatted(newest.model(), model));
        }
        String figures = "a kappa of %.2f (%.2f to %.2f) on %d answers"
                .formatted(
                        result.kappa(),
                        result.low(),
                        result.high(),
                        result.agreement().of());
        return result.kappa() < KAPPA
                ? advice("it agrees with people by %s, and %.2f is asked for. Make the rubric clearer."
                        .formatted(figures, KAPPA))
                : new Said(
                        true, "It counts: it agrees with people by " + figures + ", judged by " + newest.model() + ".");
    }

    /// What others go by: the rubric, and with which model it agreed with people. Labels that came since change
    /// nothing of what was judged before.
    ///
    /// @param done the newest calibration of each tier that came to its end
    static OutboxRecord published(JudgeRows.Row judge, Map<Tier, CalibrationRows.Row> done, Instant at) {
        String rubric = Hash.of(judge.rubric());
        Map<Tier, String> models = new EnumMap<>(Tier.class);
        done.forEach((tier, calibrated) -> {
            Calibration.Result result = calibrated.calibration().result();
            String model = calibrated.calibration().model();
            if (result != null
                    && model != null
                    && result.kappa() >= KAPPA
                    && calibrated.basis().rubricHash().equals(rubric)) {
                models.put(tier, model);
            }
        });
        JudgeStanding standing =
                new JudgeStanding(JudgeStanding.SCHEMA, judge.team(), judge.name(), rubric, models, at);
        return new OutboxRecord(Topic.JUDGE_STANDINGS.topicName(), standing.key(), Map.of(), EventJson.write(standing));
    }

    private static Said advice(String why) {
        return new Said(false, ADVICE + why);
    }
}
