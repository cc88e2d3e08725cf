package io.tandem.events;

import io.tandem.events.AgentDefinition.Tier;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A judge of a team, as far as results stand on it, on `judge.standings`.
///
/// @param rubric SHA-256 of what an answer has to meet
/// @param models by tier the model with which it agreed with people when it was calibrated last; none where it did not
public record JudgeStanding(int schema, String team, String name, String rubric, Map<Tier, String> models, Instant at) {
    public static final int SCHEMA = 1;

    public JudgeStanding {
        models = Map.copyOf(models);
    }

    public String key() {
        return team + "/" + name;
    }

    /// The model that judges answers of a tier; empty where what it says is advice.
    public Optional<String> judging(@Nullable Tier answered) {
        return Optional.ofNullable(models.get(unlike(answered)));
    }

    /// The tier that did not give the answer.
    public static Tier unlike(@Nullable Tier answered) {
        return answered == Tier.deep ? Tier.fast : Tier.deep;
    }
}
