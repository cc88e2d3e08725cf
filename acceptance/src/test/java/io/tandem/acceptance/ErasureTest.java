package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.A2aJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Payloads of a person, erased by two people while every proof holds, and a report on the period. On a platform of
/// its own: what `builder` did is gone afterwards.
class ErasureTest {
    private static final String ASKED = "The frame of order 4711 is bent";
    private static final TandemUnderTest TANDEM = TandemUnderTest.alone("home-erasure");
    private static final LedgerRows ROWS = new LedgerRows(TANDEM);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static JsonNode proposed;
    private static String erasedTask;
    private static String laterTask;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @BeforeAll
    static void eraseWhatABuilderAsked() {
        Agents agents = new Agents(TANDEM);
        String clerk = agents.onTrial("clerk", "", "");
        erasedTask = agents.send(clerk, ASKED).id();
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode preview = json("audit", "erase", "preview", "--person", "builder");
            assertThat(preview.path("taskIds").toString()).contains(erasedTask);
            assertThat(preview.path("runningTasks").asInt()).isZero();
        });
        proposed = json("audit", "erase", "propose", "--person", "builder", "--reason", "Request 12");
        laterTask = agents.send(clerk, "What came since").id();
        await().atMost(SOON).until(() -> ROWS.holding("What came since") > 0);
        assertThat(ROWS.holding(ASKED)).isPositive();

        String id = proposed.path("id").asText();
        assertThatThrownBy(() -> TANDEM.command("audit", "erase", "carry-out", id, "--as", "auditor"))
                .hasMessageContaining("another auditor or administrator must carry it out");
        TANDEM.command("audit", "erase", "carry-out", id, "--as", "admin");
        await().atMost(SOON).until(() -> state(id).equals("DONE"));
    }

    @AfterAll
    static void leave() {
        TANDEM.command("down");
    }

    private static JsonNode json(String... command) {
        String[] asJson = Arrays.copyOf(command, command.length + 2);
        asJson[command.length] = "-o";
        asJson[command.length + 1] = "json";
        return A2aJson.parse(TANDEM.command(asJson).getBytes(StandardCharsets.UTF_8));
    }

    private static String state(String id) {
        return Api.as(TANDEM, "auditor")
                .get("/api/v1/audit/erasures/" + id)
                .body()
                .path("state")
                .asText();
    }

    private static String publicKeys() {
        return TANDEM.home().resolve("ledger").resolve("public-keys.pem").toString();
    }

    private Path export() {
        Path file = folder.resolve("ledger.jsonl");
        TANDEM.command("audit", "export", "-f", file.toString());
        return file;
    }

    private static String verify(Path file) {
        return TANDEM.command("audit", "verify", "--file", file.toString(), "--public-key", publicKeys());
    }

    @Nested
    class GivenAnErasure {
        @Test
        void takesWhatWasShownAndNothingThatCameSince() {
            assertThat(ROWS.holding(ASKED)).isZero();
            assertThat(ROWS.holding("What came since")).isPositive();
            assertThat(TANDEM.command("audit", "erase", "list"))
                    .contains(
                            proposed.path("id").asText(),
                            "DONE",
                            "proposed by person:auditor",
                            "decided by person:admin");
        }

        @Test
        void isNamedByAVerificationOfAnExportWithThePublicKeyAlone() {
            assertThat(verify(export()))
                    .contains("The ledger is whole")
                    .contains(proposed.at("/preview/records").asText() + " payloads were erased by erasure "
                            + proposed.path("id").asText())
                    .contains("proposed by person:auditor, carried out by person:admin");
        }

        @Test
        void isAcceptedByASecondVerifier() {
            Path evidence = folder.resolve("evidence.json");
            TANDEM.command("audit", "evidence", erasedTask, "-f", evidence.toString());

            List<String> told = SecondVerifier.check(export(), publicKeys(), evidence);

            assertThat(told)
                    .hasSize(5)
                    .contains("chains and payloads: ok, "
                            + proposed.at("/preview/records").asText() + " erased");
        }

        @Test
        void leavesTheEvidenceOfItsTasksProved() {
            Path evidence = folder.resolve("evidence.json");
            TANDEM.command("audit", "evidence", erasedTask, "-f", evidence.toString());

            assertThat(verify(evidence)).contains("as the ledger's key signed it");
        }
    }

    @Nested
    class GivenAPayloadThatNoErasureNames {
        @Test
        void isMissing() {
            ROWS.withoutAPayloadOf(laterTask, () -> {
                assertThatThrownBy(() -> TANDEM.command("audit", "verify"))
                        .hasMessageContaining("NOT whole: 1 problems")
                        .hasMessageContaining("PAYLOAD_MISSING");
                Path export = export();
                assertThatThrownBy(() -> verify(export)).hasMessageContaining("PAYLOAD_MISSING");
            });

            assertThat(TANDEM.command("audit", "verify")).contains("The ledger is whole");
        }
    }

    @Nested
    class GivenAPeriod {
        private final String yesterday =
                LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
        private final String afterTomorrow =
                LocalDate.now(ZoneOffset.UTC).plusDays(2).toString();

        private void haltAndLift() {
            Api operator = Api.as(TANDEM, "operator");
            Api.Answer halt =
                    operator.post("/api/v1/halts", "{\"scope\":\"agent\",\"target\":\"clerk\",\"reason\":\"A drill\"}");
            assertThat(halt.status()).as(halt.text()).isEqualTo(201);
            Api.Answer lifted = operator.send(
                    "DELETE",
                    "/api/v1/halts/" + halt.body().path("id").asText() + "?reason=over",
                    "application/json",
                    "");
            assertThat(lifted.status()).as(lifted.text()).isEqualTo(200);
        }

        private String report(String... more) {
            List<String> command =
                    new ArrayList<>(List.of("audit", "report", "--from", yesterday, "--to", afterTomorrow));
            command.addAll(List.of(more));
            return TANDEM.command(command.toArray(String[]::new));
        }

        @Test
        void isReportedFromTheLedgerInWordsAsCsvAndAsASignedPdf() throws IOException {
            haltAndLift();
            await().atMost(SOON).untilAsserted(() -> assertThat(report())
                    .contains("halt.set 1", "Overrides of defaults: 1")
                    .contains("operator lifted"));

            Path csv = folder.resolve("report.csv");
            Path pdf = folder.resolve("report.pdf");
            report("--csv", csv.toString(), "--pdf", pdf.toString());

            assertThat(Files.readString(csv)).contains("changes by kind,halt.set,1");
            assertThat(verify(pdf)).contains("as the ledger's key signed it");
        }

        @Test
        void isReportedToAuditorsAlone() {
            String path = "/api/v1/audit/report?to=" + Instant.now() + "&from=" + yesterday + "T00:00:00Z";

            assertThat(Api.as(TANDEM, "auditor")
                            .get(path)
                            .body()
                            .path("erasedPayloads")
                            .asLong())
                    .isEqualTo(proposed.at("/preview/records").asLong());
            assertThat(Api.as(TANDEM, "builder").get(path).status()).isEqualTo(403);
            assertThat(Api.as(TANDEM, "builder").get("/api/v1/audit/erasures").status())
                    .isEqualTo(403);
        }
    }
}
