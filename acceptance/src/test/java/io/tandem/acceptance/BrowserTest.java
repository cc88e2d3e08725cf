package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The console in a real browser, a script of `acceptance/browser` for each of its features: what people do there, from
/// the identity provider's sign-in page on, and that each page holds in light and dark (no grave finding of axe,
/// nothing wider than the window). Pictures of the pages and of what failed stay in `target/browser/pictures`.
class BrowserTest {
    private static final Path SCRIPTS = Path.of("browser").toAbsolutePath();
    private static final Path INSTALLED = Path.of("target", "browser").toAbsolutePath();
    private static final TandemUnderTest TANDEM = TandemUnderTest.running();

    @BeforeAll
    static void installAndAwaitTheDemoSet() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        try (var files = Files.list(SCRIPTS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, INSTALLED.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        run(List.of("npm", "--prefix", INSTALLED.toString(), "install", "--silent", "--no-audit", "--no-fund"));
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
    void showsVerifiesAndExportsTheLedger() {
        passes("audit");
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
        run(List.of(
                "node",
                INSTALLED.resolve(feature + ".check.mjs").toString(),
                "--url",
                TANDEM.url("").toString(),
                "--home",
                TANDEM.home().toString(),
                "--pictures",
                INSTALLED.resolve("pictures").resolve(feature).toString()));
    }

    private static void run(List<String> command) {
        try {
            Path output = Files.createTempFile("browser", ".log");
            Process process = new ProcessBuilder(new ArrayList<>(command))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(8, TimeUnit.MINUTES);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            String told = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(ended).as("%s ends; it said: %s", command, told).isTrue();
            assertThat(process.exitValue())
                    .as("%s succeeds; it said: %s", command, told)
                    .isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
