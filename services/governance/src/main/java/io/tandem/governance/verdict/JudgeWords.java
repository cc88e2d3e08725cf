package io.tandem.governance.verdict;

import io.tandem.governance.check.CheckResult;
import io.tandem.governance.check.Evidence;
import io.tandem.governance.check.Judgement;
import io.tandem.governance.check.Judgement.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a report tells of judges: what each said, and whether it counts.
final class JudgeWords {
    private JudgeWords() {}

    /// One sentence or two for each judge that was asked.
    static List<String> of(List<Evidence> runs) {
        Map<String, List<Judgement>> byJudge = new TreeMap<>();
        runs.stream()
                .flatMap(run -> run.checks().stream())
                .map(CheckResult::judgement)
                .filter(Objects::nonNull)
                .forEach(said -> byJudge.computeIfAbsent(said.judge(), name -> new ArrayList<>())
                        .add(said));
        return byJudge.entrySet().stream()
                .map(judge -> sentence(judge.getKey(), judge.getValue()))
                .toList();
    }

    private static String sentence(String name, List<Judgement> said) {
        return "The judge %s says yes to %d of %d answers, no to %d, and is undecided on %d. %s"
                .formatted(
                        name,
                        count(said, Said.PASS),
                        said.size(),
                        count(said, Said.FAIL),
                        count(said, Said.UNDECIDED),
                        said.getLast().standing());
    }

    private static long count(List<Judgement> said, Said what) {
        return said.stream().filter(one -> one.said() == what).count();
    }

    /// What judges said of one run; null where none was asked.
    static @Nullable List<CheckResult> judged(@Nullable Evidence run) {
        List<CheckResult> judged = run == null
                ? List.of()
                : run.checks().stream()
                        .filter(check -> check.judgement() != null)
                        .toList();
        return judged.isEmpty() ? null : judged;
    }
}
