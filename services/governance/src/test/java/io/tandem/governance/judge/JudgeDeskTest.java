package io.tandem.governance.judge;

import static io.tandem.governance.judge.PoliteModel.BUILDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.events.AgentDefinition.Tier;
import io.tandem.governance.check.CheckResult;
import io.tandem.governance.check.Judgement.Said;
import io.tandem.governance.publish.Publication;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import io.tandem.kit.testing.RealKafka;
import io.tandem.kit.testing.RealPostgres;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A judge from its rubric to a verdict that counts, on a real database, with a model that reads one word.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JudgeDeskTest {
    private static final Caller STRANGER = new Caller(Caller.Kind.person, "eve", Set.of("finance"), Set.of("builder"));

    private final PoliteModel model = new PoliteModel();
    private RealKafka kafka;
    private RealPostgres postgres;
    private Publication publication;
    private JudgeDesk desk;

    @BeforeAll
    void start() {
        kafka = RealKafka.start();
        postgres = RealPostgres.start();
        var dataSource = postgres.migrated("governance");
        publication = new Publication(dataSource, kafka.broker("test"));
        desk = new JudgeDesk(dataSource, publication, model.models(), Clock.systemUTC(), "test");
    }

    @AfterAll
    void stop() {
        desk.close();
        publication.close();
        postgres.close();
        kafka.close();
    }

    private Judge judge(String name, int good, int bad) {
        desk.save(BUILDER, "sales", name, "It is polite.");
        desk.labels().add(BUILDER, "sales", name, PoliteModel.labels(good, bad), Label.Source.IMPORT);
        return desk.one(BUILDER, "sales", name);
    }

    private Judge.OnTier calibrated(String name, Tier tier) {
        return PoliteModel.calibrated(desk, name, tier);
    }

    private Judge.OnTier on(String name, Tier tier) {
        return PoliteModel.on(desk, name, tier);
    }

    private CheckResult check(String name, String text) {
        return desk.check(new JudgeDesk.Answer("sales", name, "hello", text, Tier.fast));
    }

    @Test
    void isAdviceUntilEnoughAnswersAreLabelled() {
        Judge judge = judge("few", 20, 19);

        assertThat(judge.onTiers()).allSatisfy(one -> assertThat(one.sentence()).contains("there are 20 and 19"));
        assertThatThrownBy(() -> desk.calibrate(BUILDER, "sales", "few", null))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.kind()).isEqualTo(CommonProblem.CONFLICT));
    }

    @Test
    void countsWhereItAgreesWithPeopleAndOnThatTierAlone() {
        judge("polite", 20, 20);

        Judge.OnTier deep = calibrated("polite", Tier.deep);

        assertThat(deep.counts()).as(deep.sentence()).isTrue();
        assertThat(deep.sentence()).contains("kappa of 1.00 (0.82 to 1.00) on 40 answers", "m1");
        assertThat(on("polite", Tier.fast).counts()).isFalse();
        CheckResult good = check("polite", "Come in, please.");
        assertThat(good.passed()).isTrue();
        assertThat(good.reason()).isEqualTo("It is polite.");
        CheckResult bad = check("polite", "Go away.");
        assertThat(bad.fails()).isTrue();
        assertThat(Objects.requireNonNull(bad.judgement()).tier()).isEqualTo(Tier.deep);
        assertThat(desk.counted(new JudgeDesk.Answer("sales", "polite", "hello", "Go away.", Tier.fast)))
                .contains(bad);
        assertThat(desk.counted(new JudgeDesk.Answer("sales", "polite", "hello", "Go away.", Tier.deep)))
                .isEmpty();
    }

    @Test
    void isAdviceAgainWhenLabelsOrRubricOrModelChange() {
        judge("stale", 20, 20);
        assertThat(calibrated("stale", Tier.deep).counts()).isTrue();

        model.call("m2");
        CheckResult other = check("stale", "Go away.");
        Judge.OnTier shown = on("stale", Tier.deep);
        Optional<CheckResult> counted =
                desk.counted(new JudgeDesk.Answer("sales", "stale", "hello", "Go away.", Tier.fast));
        model.call("m1");
        assertThat(shown.sentence()).contains("calibrated with m1, and m2 answers");
        assertThat(counted).isEmpty();
        assertThat(other.fails()).isFalse();
        assertThat(Objects.requireNonNull(other.judgement()).standing()).contains("calibrated with m1, and m2 answers");

        desk.labels().add(BUILDER, "sales", "stale", PoliteModel.labels(1, 0), Label.Source.PERSON);
        assertThat(on("stale", Tier.deep).sentence()).contains("labelled answers have changed");

        desk.save(BUILDER, "sales", "stale", "It is very polite.");
        assertThat(on("stale", Tier.deep).sentence()).contains("rubric has changed");
    }

    @Test
    void isAdviceWhereItDoesNotAgreeWithPeople() {
        desk.save(BUILDER, "sales", "wrong", "It is polite.");
        List<Label.New> turned = PoliteModel.labels(20, 20).stream()
                .map(one -> new Label.New(null, one.input(), one.answer(), !Boolean.TRUE.equals(one.meets()), null))
                .toList();
        desk.labels().add(BUILDER, "sales", "wrong", turned, Label.Source.IMPORT);

        Judge.OnTier deep = calibrated("wrong", Tier.deep);

        assertThat(deep.counts()).isFalse();
        assertThat(deep.sentence()).contains("kappa of -1.00", "0.60 is asked for");
    }

    @Test
    void saysWhatToDoWithoutAModelAndWithoutAJudge() {
        judge("away", 20, 20);
        model.call("");
        Judge.OnTier deep = calibrated("away", Tier.deep);
        model.call("m1");

        assertThat(deep.sentence()).contains("given up: No model is configured. Calibrate it again.");
        assertThat(Objects.requireNonNull(check("nobody", "x").judgement()).standing())
                .contains("has no judge nobody");
        assertThat(Objects.requireNonNull(check("nobody", "x").judgement()).said())
                .isEqualTo(Said.UNDECIDED);
    }

    @Test
    void hidesItFromOtherTeamsAndRefusesWhatCannotBeUsed() {
        judge("hidden", 1, 1);

        assertThatThrownBy(() -> desk.one(STRANGER, "sales", "hidden"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.kind()).isEqualTo(CommonProblem.NOT_FOUND));
        assertThat(desk.all(STRANGER)).isEmpty();
        assertThatThrownBy(() -> desk.save(STRANGER, "sales", "hidden", "x")).hasMessageContaining("Builders");
        assertThatThrownBy(() -> desk.labels()
                        .add(
                                BUILDER,
                                "sales",
                                "hidden",
                                List.of(new Label.New("task-of-nobody", null, null, true, null)),
                                Label.Source.PERSON))
                .hasMessageContaining("no ended task");
        assertThat(desk.labels().all(BUILDER, "sales", "hidden")).hasSize(2);
    }

    @Test
    void readsATable() {
        assertThat(LabelTable.read("input,answer,meets,reason\nhi,\"Well, hello\",yes,\nhi,go,no,rude\n"))
                .containsExactly(
                        new Label.New(null, "hi", "Well, hello", true, null),
                        new Label.New(null, "hi", "go", false, "rude"));
        assertThatThrownBy(() -> LabelTable.read("input,answer,meets\nhi,hello,maybe\n"))
                .hasMessageContaining("Line 2");
    }
}
