package io.tandem.governance.rerun;

import io.tandem.events.AgentDefinition.Tier;
import io.tandem.events.AgentRecord;
import io.tandem.governance.check.CheckResult;
import io.tandem.governance.check.Judgement;
import io.tandem.governance.judge.JudgeDesk;
import io.tandem.governance.recorded.Course;
import io.tandem.governance.router.ModelAway;
import io.tandem.kit.problem.ProblemException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks a judge whether an answer in other words says the same as the one that was given then. Its word is taken
/// where it counts; else nobody is asked, and the answer differs.
final class Comparison {
    private final JudgeDesk judges;
    private final Function<String, Optional<AgentRecord>> agents;

    /// @param agents the view of `registry.agents` by key
    Comparison(JudgeDesk judges, Function<String, Optional<AgentRecord>> agents) {
        this.judges = judges;
        this.agents = agents;
    }

    /// @throws ProblemException INVALID_REQUEST with what is missing, if the judge's word would not be taken
    void check(AgentRecord.Version version, String judge) {
        judges.advice(version.team(), judge, version.answersOn()).ifPresent(why -> {
            throw ProblemException.invalid("judge", why);
        });
    }

    /// What the judge says; null where it was not asked, or does not count.
    ///
    /// @throws ModelAway if no model answers now
    Judgement.@Nullable Said of(RequestReplayRows.Work work, Course then, Course now) {
        String judge = work.judge();
        if (judge == null || new Totals.Pair(then, now, null).same()) {
            return null;
        }
        Tier tier = agents.apply(work.agent() + "@" + work.version())
                .flatMap(AgentRecord::asVersion)
                .map(AgentRecord.Version::answersOn)
                .orElse(Tier.fast);
        return judges.counted(new JudgeDesk.Answer(work.team(), judge, asked(then), now.answer(), tier))
                .map(CheckResult::judgement)
                .map(Judgement::said)
                .orElse(null);
    }

    /// What the judge reads as the question; `docs/how-to/replay-requests.md` tells how to label for it.
    private static String asked(Course then) {
        return then.input() + "\n\nThe answer then: " + then.answer();
    }
}
