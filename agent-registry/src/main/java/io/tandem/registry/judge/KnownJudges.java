package io.tandem.registry.judge;

import io.tandem.events.JudgeStanding;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;

/// The judges of teams, as governance told of them last. Empty until the view is there.
@ApplicationScoped
public class KnownJudges {
    private volatile Function<String, Optional<JudgeStanding>> source = key -> Optional.empty();

    /// Where judges are read from now on, by key; called when the view is made.
    public void readFrom(Function<String, Optional<JudgeStanding>> judges) {
        source = judges;
    }

    public Optional<JudgeStanding> of(String team, String name) {
        return source.apply(team + "/" + name);
    }
}
