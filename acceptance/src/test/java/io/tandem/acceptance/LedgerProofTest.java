package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.A2aJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ledger of a running platform, checked without it: by the command line, and by a verifier that others could have
/// written.
class LedgerProofTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.running();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private String task = "";

    private Path export() {
        task = new Agents(TANDEM).send("echo", "for the record").id();
        Path file = folder.resolve("ledger.jsonl");
        TANDEM.command("audit", "export", "-f", file.toString());
        return file;
    }

    private static String publicKeys() {
        return TANDEM.home().resolve("ledger").resolve("public-keys.pem").toString();
    }

    @Nested
    class GivenAnExport {
        @Test
        void isVerifiedWithThePublicKeyAlone() {
            Path file = export();

            JsonNode found = A2aJson.parse(TANDEM.command(
                            "audit", "verify", "--file", file.toString(), "--public-key", publicKeys(), "-o", "json")
                    .getBytes(StandardCharsets.UTF_8));

            assertThat(found.path("ok").asBoolean()).as(found.toString()).isTrue();
            assertThat(found.at("/sealing/checkpoints").asLong()).isPositive();
            long sealed = found.at("/sealing/sealed").asLong();
            assertThat(sealed).as("all but what came while it was sealed").isPositive();
            assertThat(sealed + found.at("/sealing/unsealed").asLong())
                    .isEqualTo(found.path("records").asLong());
        }

        @Test
        void isRefusedOnceSomebodyTouchedIt() throws IOException {
            Path file = export();
            Files.writeString(file, Files.readString(file).replaceFirst("person:builder", "person:auditor"));

            assertThatThrownBy(() ->
                            TANDEM.command("audit", "verify", "--file", file.toString(), "--public-key", publicKeys()))
                    .hasMessageContaining("NOT whole")
                    .hasMessageContaining("record ");
        }

        @Test
        void isRefusedWithAKeyOfSomebodyElse() throws IOException {
            Path file = export();
            Path other = folder.resolve("other.pem");
            Files.writeString(
                    other,
                    "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n"
                            + "-----END PUBLIC KEY-----\n");

            assertThatThrownBy(() -> TANDEM.command(
                            "audit", "verify", "--file", file.toString(), "--public-key", other.toString()))
                    .hasMessageContaining("NOT whole");
        }

        @Test
        void isFoundWholeByASecondVerifier() {
            Path file = export();
            Path evidence = folder.resolve("evidence.json");
            TANDEM.command("audit", "evidence", task, "-f", evidence.toString());

            assertThat(SecondVerifier.check(file, publicKeys(), evidence))
                    .hasSize(5)
                    .allMatch(line -> line.matches(".*: ok(, [0-9]+ erased)?"));
        }
    }

    @Nested
    class GivenTheEvidenceOfATask {
        private void verify(Path file) {
            assertThat(TANDEM.command("audit", "verify", "--file", file.toString(), "--public-key", publicKeys()))
                    .contains("as the ledger's key signed it");
        }

        @Test
        void isProvedAndHoldsWhereItIsSaved() throws IOException {
            export();
            Path json = folder.resolve("evidence.json");
            Path pdf = folder.resolve("evidence.pdf");

            String told = TANDEM.command("audit", "evidence", task, "-f", json.toString(), "--pdf", pdf.toString());

            assertThat(told).contains("each proved by a signed checkpoint");
            verify(json);
            verify(pdf);
            byte[] touched = Files.readAllBytes(pdf);
            touched[touched.length / 2] ^= 1;
            Files.write(pdf, touched);
            assertThatThrownBy(() -> verify(pdf)).hasMessageContaining("NOT whole");
        }

        @Test
        void isForWhoAskedAndForAuditors() {
            export();
            String path = "/api/v1/audit/tasks/" + task + "/evidence";

            assertThat(Api.as(TANDEM, "builder").get(path).status()).isEqualTo(200);
            assertThat(Api.as(TANDEM, "builder2").get(path).status()).isEqualTo(404);
            assertThat(Api.as(TANDEM, "builder2").get(path + ".pdf").status()).isEqualTo(404);
        }
    }

    @Nested
    class GivenTheLedgerItself {
        @Test
        void isVerifiedWithTheCopiesOutsideItsDatabase() {
            export();

            JsonNode found = A2aJson.parse(
                    TANDEM.command("audit", "verify", "-o", "json").getBytes(StandardCharsets.UTF_8));

            assertThat(found.path("ok").asBoolean()).as(found.toString()).isTrue();
            assertThat(found.at("/sealing/copies").asInt()).isPositive();
            assertThat(TANDEM.home().resolve("ledger").resolve("checkpoints")).isNotEmptyDirectory();
        }
    }
}
