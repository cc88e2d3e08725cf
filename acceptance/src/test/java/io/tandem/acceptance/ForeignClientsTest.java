package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Clients that others wrote, unmodified, against `echo`: card, blocking send, streaming, get and cancel.
///
/// Each talks over JSON-RPC and HTTP+JSON, and is installed from its own registry on first use, into `target`.
class ForeignClientsTest {
    private static final Path CHECKS = Path.of("interop").toAbsolutePath();
    private static final Path INSTALLED = Path.of("target", "interop").toAbsolutePath();
    private static final TandemUnderTest TANDEM = TandemUnderTest.running();
    private static final int STEPS = 8;

    @Nested
    class GivenTheClientOfThePythonSdk {
        @Test
        void doesEverythingOverBothBindings() throws IOException, InterruptedException {
            String told = run(
                    python(),
                    CHECKS.resolve("python/check.py").toString(),
                    TANDEM.url("/a2a/agents/echo").toString());
            assertThat(told.lines().filter(line -> line.endsWith(": ok"))).hasSize(STEPS);
        }
    }

    @Nested
    class GivenAnApproverWithTheClientOfThePythonSdk {
        @Test
        void decidesOnACallOfSomebodyElse() throws IOException, InterruptedException {
            ToolServer tools = ToolServer.connected();
            new Agents(TANDEM).submit("cashier", "outside/record", "");
            new Agents(TANDEM).approve(List.of("cashier"));

            String told = run(
                    python(),
                    CHECKS.resolve("python/approve.py").toString(),
                    TANDEM.url("/a2a/agents/cashier").toString());

            assertThat(told.lines().filter(line -> line.endsWith(": ok"))).hasSize(6);
            assertThat(tools.effects.values())
                    .anySatisfy(arguments ->
                            assertThat(arguments.path("amount").asText()).isEqualTo("4.5"));
        }
    }

    @Nested
    class GivenTheClientOfTheJavaScriptSdk {
        @Test
        void doesEverythingOverBothBindings() throws IOException, InterruptedException {
            Path folder = Files.createDirectories(INSTALLED.resolve("js"));
            for (String file : List.of("package.json", "check.js")) {
                Files.copy(
                        CHECKS.resolve("js").resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            run("npm", "--prefix", folder.toString(), "install", "--silent", "--no-audit", "--no-fund");
            String told = run(
                    "node",
                    folder.resolve("check.js").toString(),
                    TANDEM.url("/a2a/agents/echo/").toString());
            assertThat(told.lines().filter(line -> line.endsWith(": ok"))).hasSize(STEPS);
        }
    }

    /// A Python that has the SDK.
    private static String python() throws IOException, InterruptedException {
        Path python = INSTALLED.resolve("venv/bin/python");
        if (!Files.exists(python)) {
            run("python3", "-m", "venv", INSTALLED.resolve("venv").toString());
        }
        String requirements = CHECKS.resolve("python/requirements.txt").toString();
        run(python.toString(), "-m", "pip", "install", "-q", "-r", requirements);
        return python.toString();
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("interop", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("TANDEM_TOKEN", TANDEM.token("builder"));
        builder.environment().put("TANDEM_APPROVER_TOKEN", TANDEM.token("approver"));
        Process process = builder.start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        String told = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended).as("%s ends; it said: %s", List.of(command), told).isTrue();
        assertThat(process.exitValue())
                .as("%s succeeds; it said: %s", List.of(command), told)
                .isZero();
        return told;
    }
}
