package io.tandem.governance.judge;

import io.tandem.governance.verdict.Share;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A judge beside people, on the same answers. Undecided counts as a no, as it does at the gate.
///
/// @param bothYes both say that the rubric is met
/// @param judgeOnly the judge says yes, people say no
/// @param peopleOnly people say yes, the judge does not
/// @param bothNo neither says yes
@Schema(name = "JudgeAgreement")
public record Agreement(int bothYes, int judgeOnly, int peopleOnly, int bothNo) {
    static final Agreement NONE = new Agreement(0, 0, 0, 0);

    Agreement and(boolean judge, boolean people) {
        return new Agreement(
                bothYes + (judge && people ? 1 : 0),
                judgeOnly + (judge && !people ? 1 : 0),
                peopleOnly + (!judge && people ? 1 : 0),
                bothNo + (!judge && !people ? 1 : 0));
    }

    int of() {
        return bothYes + judgeOnly + peopleOnly + bothNo;
    }

    /// Cohen's kappa (Educational and Psychological Measurement 20, 1960): agreement beyond chance, 1 at
    /// best. 0 where one of the two always says the same, since then nothing tells them from chance. No
    /// library at hand has it.
    double kappa() {
        return beyondChance(of() == 0 ? 0 : (double) (bothYes + bothNo) / of());
    }

    /// The 95 % interval: Wilson's of the share of equal answers, less chance. Unlike the one by the standard error it
    /// is not a point where all agree.
    double[] interval() {
        Share equal = Share.of(bothYes + bothNo, of());
        return new double[] {beyondChance(equal.low()), beyondChance(equal.high())};
    }

    private double beyondChance(double equal) {
        double chance = chance();
        return chance >= 1 ? 0 : (equal - chance) / (1 - chance);
    }

    /// How often both would agree if each said yes as often as it does, and by chance.
    private double chance() {
        double all = of();
        if (all == 0) {
            return 1;
        }
        double judge = (bothYes + judgeOnly) / all;
        double people = (bothYes + peopleOnly) / all;
        return judge * people + (1 - judge) * (1 - people);
    }
}
