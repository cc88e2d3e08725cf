package io.tandem.governance.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.events.EventJson;
import io.tandem.events.TaskEvent;
import io.tandem.events.Topic;
import io.tandem.governance.node.GovernanceNode;
import io.tandem.governance.node.NoModel;
import io.tandem.governance.node.TestSettings;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import io.tandem.kit.testing.RealKafka;
import io.tandem.kit.testing.RealPostgres;
import io.tandem.ledger.ExportVerifier;
import io.tandem.ledger.LedgerKey;
import io.tandem.ledger.LedgerProblem;
import io.tandem.ledger.LedgerProblem.Kind;
import io.tandem.ledger.LedgerRecord;
import io.tandem.ledger.SignedPdf;
import io.tandem.ledger.TaskEvidence;
import io.tandem.ledger.Verification;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditDeskTest {
    private static final Caller AUDITOR = new Caller(Caller.Kind.person, "auditor", Set.of("sales"), Set.of("auditor"));
    private static final Caller BUILDER = new Caller(Caller.Kind.person, "builder", Set.of("sales"), Set.of("builder"));
    private static final RecordFilter ALL = RecordFilter.of(Map.of());

    private RealKafka kafka;
    private RealPostgres postgres;
    private GovernanceNode node;
    private AuditDesk desk;

    @BeforeAll
    void start() {
        kafka = RealKafka.start();
        postgres = RealPostgres.start();
        Broker broker = kafka.broker("test");
        node = new GovernanceNode(
                postgres.migrated("governance"),
                broker,
                TestSettings.fresh(),
                Clock.systemUTC(),
                NoModel.MODELS,
                key -> () -> {});
        desk = node.desk();
        for (String person : List.of("builder", "viewer")) {
            for (int seq = 1; seq <= 3; seq++) {
                TaskEvent event = new TaskEvent(
                        TaskEvent.SCHEMA,
                        "task-" + person,
                        seq,
                        1,
                        "c",
                        null,
                        "sales",
                        "echo",
                        "1",
                        "person:" + person,
                        seq == 3 ? "ended" : "moved",
                        "s",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("state", "WORKING")
                                .put("note", "é \"x\"\n"),
                        Instant.now());
                broker.producer("test")
                        .send(new ProducerRecord<>(
                                Topic.A2A_EVENTS.topicName(), event.taskId(), EventJson.write(event)));
            }
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> tasksOf(AUDITOR).items().size() == 6);
    }

    @AfterAll
    void stop() {
        node.close();
        postgres.close();
        kafka.close();
    }

    private RecordPages.Page tasksOf(Caller caller) {
        return desk.records(caller, RecordFilter.of(Map.of("agent", "echo")), null, null);
    }

    private String export(RecordFilter filter, LedgerExport.Format format) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        desk.export(filter, format, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Verification offline(String export) throws Exception {
        return ExportVerifier.verify(
                new ByteArrayInputStream(export.getBytes(StandardCharsets.UTF_8)), ExportVerifier.Trust.none());
    }

    @Nested
    class GivenAnExport {
        @Test
        void holdsOfflineAsItDoesHere() throws Exception {
            String export = export(ALL, LedgerExport.Format.jsonl);

            Verification found = offline(export);

            assertThat(found.ok()).as(found.problems().toString()).isTrue();
            assertThat(found.records()).isGreaterThanOrEqualTo(6);
        }

        @Test
        void thatWasChangedIsNamed() throws Exception {
            String export = export(ALL, LedgerExport.Format.jsonl).replaceFirst("person:viewer", "person:nobody");

            assertThat(offline(export).problems().getFirst().kind()).isEqualTo(Kind.CHANGED);
        }

        @Test
        void thatLostALineOrItsEndIsRefused() throws Exception {
            List<String> lines = export(ALL, LedgerExport.Format.jsonl).lines().toList();
            String withoutOne =
                    String.join("\n", lines.subList(0, 3)) + "\n" + String.join("\n", lines.subList(4, lines.size()));
            String withoutEnd = String.join("\n", lines.subList(0, lines.size() - 1));

            assertThatThrownBy(() -> offline(withoutOne)).isInstanceOf(ExportVerifier.NotAnExport.class);
            assertThatThrownBy(() -> offline(withoutEnd)).isInstanceOf(ExportVerifier.NotAnExport.class);
        }

        @Test
        void ofAPartHolds() throws Exception {
            String export = export(RecordFilter.of(Map.of("person", "viewer")), LedgerExport.Format.jsonl);

            assertThat(offline(export).ok()).isTrue();
            assertThat(offline(export).records()).isEqualTo(3);
        }

        @Test
        void asCsvHasALineForEachRecord() throws Exception {
            String csv = export(RecordFilter.of(Map.of("task", "task-viewer")), LedgerExport.Format.csv);

            assertThat(csv.lines()).hasSize(4);
            assertThat(CsvRow.cells("=1+1", "a,b", "say \"x\"", null)).isEqualTo("'=1+1,\"a,b\",\"say \"\"x\"\"\",");
        }
    }

    @Nested
    class GivenASiem {
        @Test
        void getsEventsOfItsOwnSchema() throws Exception {
            String events = export(RecordFilter.of(Map.of("task", "task-viewer")), LedgerExport.Format.ecs);

            assertThat(events.lines()).hasSize(3);
            JsonNode last =
                    EventJson.read(events.lines().toList().getLast().getBytes(StandardCharsets.UTF_8), JsonNode.class);
            assertThat(last.at("/ecs/version").asText()).isEqualTo("8.11.0");
            assertThat(last.path("@timestamp").asText()).endsWith("Z");
            assertThat(last.at("/event/action").asText()).isEqualTo("ended");
            assertThat(last.at("/event/category/0").asText()).isEqualTo("process");
            assertThat(last.at("/event/type/0").asText()).isEqualTo("end");
            assertThat(last.at("/event/sequence").asLong()).isEqualTo(3);
            assertThat(last.at("/user/name").asText()).isEqualTo("viewer");
            assertThat(last.at("/organization/name").asText()).isEqualTo("sales");
            assertThat(last.at("/tandem/task").asText()).isEqualTo("task-viewer");
        }

        @Test
        void isToldWhatWasRefused() {
            LedgerRecord refused = new LedgerRecord(
                            "sales",
                            0,
                            "",
                            "audit.gateway",
                            "gateway",
                            1L,
                            "e",
                            "t",
                            Instant.EPOCH,
                            Instant.EPOCH,
                            new LedgerRecord.About(
                                    "call.refused", "person:viewer", "echo", null, null, null, "denied", "echo"),
                            "p",
                            "")
                    .at(1, LedgerRecord.GENESIS);

            JsonNode event = EventJson.read(EcsEvent.of(refused, "No."), JsonNode.class);

            assertThat(event.at("/event/outcome").asText()).isEqualTo("failure");
            assertThat(event.at("/event/type")).extracting(JsonNode::asText).containsExactly("access", "denied");
        }
    }

    @Nested
    class GivenAReaderOfAVerification {
        @Test
        void isToldHowMuchThereIsAndThenTheVerdict() throws Exception {
            ByteArrayOutputStream out = new ByteArrayOutputStream();

            VerificationStream.write(desk, out);

            List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
            assertThat(lines.get(0)).isEqualTo("event: progress");
            JsonNode first = data(lines.get(1));
            assertThat(first.get("checked").asLong()).isZero();
            assertThat(first.get("records").asLong()).isGreaterThanOrEqualTo(6);
            assertThat(lines.get(lines.size() - 3)).isEqualTo("event: verified");
            JsonNode verdict = data(lines.get(lines.size() - 2));
            assertThat(verdict.get("ok").asBoolean()).isTrue();
            assertThat(verdict.get("records").asLong())
                    .isEqualTo(first.get("records").asLong());
        }

        private static JsonNode data(String line) {
            return EventJson.read(line.substring("data: ".length()).getBytes(StandardCharsets.UTF_8), JsonNode.class);
        }
    }

    @Nested
    class GivenATask {
        private final Caller stranger = new Caller(Caller.Kind.person, "stranger", Set.of("sales"), Set.of("viewer"));

        @Test
        void isProvedRecordByRecord() {
            TaskEvidence evidence = desk.evidence(AUDITOR, "task-builder");

            assertThat(evidence.records())
                    .hasSize(3)
                    .allMatch(proved -> proved.proof() != null)
                    .extracting(proved -> proved.record().sequence())
                    .containsExactly(1L, 2L, 3L);
            assertThat(evidence.problems(evidence.keys())).isEmpty();
        }

        @Test
        void holdsAfterItWasSavedAndNotAfterItWasTouched() {
            TaskEvidence evidence = desk.evidence(AUDITOR, "task-builder");
            String saved = new String(EventJson.write(evidence), StandardCharsets.UTF_8);

            assertThat(read(saved).problems(evidence.keys())).isEmpty();
            assertThat(read(saved.replaceFirst("\"summary\":\"", "\"summary\":\"Not so: "))
                            .problems(evidence.keys()))
                    .extracting(LedgerProblem::kind)
                    .containsExactly(Kind.FILE_CHANGED);
            assertThat(read(saved.replaceFirst("person:builder", "person:auditor"))
                            .problems(evidence.keys()))
                    .extracting(LedgerProblem::kind)
                    .contains(Kind.CHANGED);
            assertThat(evidence.problems(List.of())).isNotEmpty();
        }

        private static TaskEvidence read(String text) {
            return EventJson.read(text.getBytes(StandardCharsets.UTF_8), TaskEvidence.class);
        }

        @Test
        void isShownToWhoAskedAndToNobodyElse() {
            assertThat(desk.evidence(BUILDER, "task-builder").records()).hasSize(3);
            assertThatThrownBy(() -> desk.evidence(stranger, "task-builder"))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.kind()).isEqualTo(CommonProblem.NOT_FOUND));
            assertThatThrownBy(() -> desk.evidence(AUDITOR, "no-such-task"))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.kind()).isEqualTo(CommonProblem.NOT_FOUND));
        }

        @Test
        void isASignedPdf() throws Exception {
            List<LedgerKey> keys = desk.evidence(AUDITOR, "task-builder").keys();
            byte[] pdf = desk.evidencePdf(AUDITOR, "task-builder");

            assertThat(SignedPdf.fault(pdf, keys)).isNull();
            assertThat(SignedPdf.fault(pdf, List.of())).isNotNull();
            for (int at : new int[] {10, pdf.length / 2, pdf.length - 3}) {
                byte[] touched = pdf.clone();
                touched[at] ^= 1;
                assertThat(SignedPdf.fault(touched, keys)).as("byte %d", at).isNotNull();
            }
            assertThat(SignedPdf.fault(Arrays.copyOf(pdf, pdf.length + 1), keys))
                    .isNotNull();
            try (PDDocument document = Loader.loadPDF(pdf)) {
                assertThat(new PDFTextStripper().getText(document))
                        .contains("Evidence of one task", "task-builder", "agent echo", "proved");
                assertThat(document.getDocumentCatalog()
                                .getNames()
                                .getEmbeddedFiles()
                                .getNames())
                        .containsKey("evidence.json");
                assertThat(document.getSignatureDictionaries()).hasSize(1);
            }
        }
    }

    @Nested
    class GivenReaders {
        @Test
        void seeTheirOwnTasksOnlyUnlessTheyAudit() {
            assertThat(tasksOf(AUDITOR).items()).hasSize(6);
            assertThat(tasksOf(BUILDER).items()).hasSize(3).allMatch(item -> "task-builder".equals(item.task()));
        }

        @Test
        void areRecorded() {
            desk.records(AUDITOR, RecordFilter.of(Map.of("kind", "moved")), null, null);

            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                            desk.records(AUDITOR, RecordFilter.of(Map.of("kind", "ledger.read")), 500, null)
                                    .items())
                    .anyMatch(item -> "person:auditor".equals(item.person())
                            && String.valueOf(item.payload()).contains("moved")));
        }

        @Test
        void mayNotExportOrVerifyUnlessTheyAuditAndThatIsRecorded() {
            assertThatThrownBy(() -> desk.verify(BUILDER)).isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> desk.checkExport(BUILDER, ALL, LedgerExport.Format.csv))
                    .isInstanceOf(ProblemException.class);

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> desk.records(AUDITOR, RecordFilter.of(Map.of("decision", "denied")), null, null)
                                    .items()
                                    .size()
                            >= 2);
        }

        @Test
        void goFromPageToPage() {
            RecordFilter echo = RecordFilter.of(Map.of("agent", "echo"));
            RecordPages.Page first = desk.records(AUDITOR, echo, 4, null);
            RecordPages.Page second = desk.records(AUDITOR, echo, 4, first.nextPageToken());

            assertThat(first.items()).hasSize(4);
            assertThat(second.items()).hasSize(2);
            assertThat(second.nextPageToken()).isEmpty();
        }

        @Test
        void areToldWhatATimeLooksLike() {
            assertThatThrownBy(() -> RecordFilter.of(Map.of("from", "yesterday")))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("2026");
        }
    }
}
