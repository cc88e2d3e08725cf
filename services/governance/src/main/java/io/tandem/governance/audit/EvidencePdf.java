package io.tandem.governance.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.EventJson;
import io.tandem.events.Topic;
import io.tandem.ledger.Checkpoint;
import io.tandem.ledger.LedgerKey;
import io.tandem.ledger.LedgerRecord;
import io.tandem.ledger.LedgerSigner;
import io.tandem.ledger.SignedNote;
import io.tandem.ledger.TaskEvidence;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.jspecify.annotations.Nullable;

/// The evidence of one task as a PDF to be read, with the evidence itself attached, signed by the ledger's key.
final class EvidencePdf {
    private static final String FILE = "evidence.json";

    private EvidencePdf() {}

    static byte[] of(TaskEvidence evidence, LedgerSigner signer) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            document.getDocumentInformation().setTitle("Evidence of task " + evidence.task());
            try (PdfText text = new PdfText(document)) {
                write(evidence, text);
            }
            attach(document, EventJson.write(evidence));
            document.save(plain);
        }
        return SignedDocument.of(plain.toByteArray(), evidence.at(), signer);
    }

    private static void attach(PDDocument document, byte[] json) throws IOException {
        PDEmbeddedFile file = new PDEmbeddedFile(document, new ByteArrayInputStream(json));
        file.setSubtype("application/json");
        file.setSize(json.length);
        PDComplexFileSpecification named = new PDComplexFileSpecification();
        named.setFile(FILE);
        named.setFileUnicode(FILE);
        named.setEmbeddedFile(file);
        PDEmbeddedFilesNameTreeNode files = new PDEmbeddedFilesNameTreeNode();
        files.setNames(Map.of(FILE, named));
        PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
        names.setEmbeddedFiles(files);
        document.getDocumentCatalog().setNames(names);
    }

    private static void write(TaskEvidence evidence, PdfText text) throws IOException {
        text.title("Evidence of one task");
        text.line("Task " + evidence.task());
        text.line("Put together " + evidence.at() + ", " + evidence.records().size() + " records.");
        for (String note : evidence.checkpoints()) {
            Checkpoint checkpoint = Checkpoint.read(SignedNote.parse(note).text());
            text.line("Team " + checkpoint.team() + ": proved in the checkpoint of " + checkpoint.at() + ", "
                    + checkpoint.size() + " records, root " + checkpoint.root() + ", signed with key "
                    + SignedNote.parse(note).keyId() + ".");
        }
        for (LedgerKey key : evidence.keys()) {
            text.line("Key " + key.id() + " of the ledger: " + key.publicKey());
        }
        text.line(
                "The attached file " + FILE + " holds every record word for word with its proof. Check this file with:"
                        + " tandem audit verify --file FILE --public-key KEYS");
        text.title("What happened");
        for (TaskEvidence.Proved proved : evidence.records()) {
            record(proved, text);
        }
    }

    private static void record(TaskEvidence.Proved proved, PdfText text) throws IOException {
        LedgerRecord record = proved.record();
        text.strong(record.time() + "  " + proved.summary());
        LedgerRecord.About about = record.about();
        text.small("Record " + record.number() + " of team " + record.team() + ", " + about.kind()
                + told("by", about.person()) + told("agent", about.agent()) + told("version", about.version())
                + told("tool", about.tool()) + told("decision", about.decision()) + "; hash " + record.hash()
                + (proved.proof() == null ? "; NOT proved" : "; proved"));
        String payload = proved.payload();
        if (payload == null) {
            text.small("The content was erased.");
            return;
        }
        JsonNode event = EventJson.read(payload.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        if (record.stream().equals(Topic.HUB_APPROVALS.topicName())) {
            text.small("Approval " + event.path("approvalId").asText() + " of " + event.path("arguments")
                    + ", binding hash " + event.path("bindingHash").asText()
                    + told("decided by", text(event, "decidedBy")) + told("reason", text(event, "reason")));
        } else if (record.stream().equals(Topic.TOOL_ACTIVITY.topicName())) {
            text.small("Arguments " + event.path("arguments") + told("outcome", text(event, "outcome"))
                    + told("because", text(event, "reason")) + told("approval", text(event, "approvalId")));
        } else if (record.stream().equals(Topic.MODEL_USAGE.topicName())) {
            text.small("Model " + event.path("model").asText() + " of "
                    + event.path("provider").asText() + ", "
                    + event.path("inputTokens").asText() + " tokens in, "
                    + event.path("outputTokens").asText() + " out, cost "
                    + event.at("/cost/amount").asText() + " "
                    + event.at("/cost/currency").asText());
        }
    }

    private static @Nullable String text(JsonNode event, String field) {
        return event.hasNonNull(field) ? event.get(field).asText() : null;
    }

    private static String told(String what, @Nullable String value) {
        return value == null ? "" : ", " + what + " " + value;
    }
}
