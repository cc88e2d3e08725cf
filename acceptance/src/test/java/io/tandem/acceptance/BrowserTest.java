package io.tandem.acceptance;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The console in a real browser, a script of `acceptance/browser` for each of its features: what people do there, from
/// the identity provider's sign-in page on, and that each page holds in light and dark (no grave finding of axe,
/// nothing wider than the window). See [BrowserChecks].
class BrowserTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.running();
    private static final BrowserChecks CHECKS = new BrowserChecks(TANDEM);

    @BeforeAll
    static void installAndAwaitTheDemoSet() {
        var unused = CHECKS.installed();
        TANDEM.awaitDemoSet();
    }

    @Test
    void signsInRenewsAndSignsOut() {
        passes("signin");
    }

    @Test
    void turnsPlainWordsIntoAnAgentThatAnswers() {
        passes("designer");
    }

    @Test
    void showsAgentsAndMovesTheirVersions() {
        passes("agents");
    }

    @Test
    void tellsWhatGotWorseAndWhatItIsWorth() {
        passes("evaluations");
    }

    @Test
    void talksWithAgents() {
        passes("chat");
    }

    @Test
    void tellsWhatHappenedInATask() {
        passes("tasks");
    }

    @Test
    void decidesOnCalls() {
        passes("approvals");
    }

    @Test
    void setsTheTermsOfTools() {
        passes("connectors");
    }

    @Test
    void connectsAnAccount() {
        passes("connections");
    }

    @Test
    void showsVerifiesAndExportsTheLedger() {
        passes("audit");
    }

    @Test
    void erasesContentByTwoPeople() {
        passes("erasures");
    }

    @Test
    void reportsOnAPeriod() {
        passes("period");
    }

    @Test
    void judgesByATeamsPolicies() {
        passes("policies");
    }

    @Test
    void haltsAnAgentAndLetsItGoOn() {
        passes("halt");
    }

    @Test
    void letsAVersionGoLiveForAShare() {
        passes("canary");
    }

    @Test
    void keepsAgentsInOrder() {
        passes("inventory");
    }

    private static void passes(String feature) {
        CHECKS.passes(feature);
    }
}
