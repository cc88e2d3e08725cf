package io.tandem.governance.period;

import io.tandem.governance.audit.PdfText;
import io.tandem.governance.audit.SignedDocument;
import io.tandem.ledger.LedgerSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/// A report to be read and printed, signed by the ledger's key.
final class PeriodPdf {
    private PeriodPdf() {}

    static byte[] of(PeriodReport report, LedgerSigner signer) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            document.getDocumentInformation().setTitle("Report " + report.from() + " to " + report.to());
            try (PdfText text = new PdfText(document)) {
                write(report, text);
            }
            document.save(plain);
        }
        return SignedDocument.of(plain.toByteArray(), report.at(), signer);
    }

    private static void write(PeriodReport report, PdfText text) throws IOException {
        text.title("What the ledger says of a period");
        text.line("From " + report.from() + " to " + report.to() + ", "
                + (report.team() == null ? "all teams" : "team " + report.team()) + "; made " + report.at() + ".");
        text.line(report.changes().total() + " changes, " + report.denials().total() + " denials, "
                + report.approvals().asked() + " approvals asked, "
                + report.overrides().total()
                + " overrides of defaults.");
        if (report.erasedPayloads() > 0) {
            text.line(
                    report.erasedPayloads()
                            + " records of the period have no payload any more: what only payloads tell is not counted of them.");
        }
        for (PeriodTable table : PeriodTable.of(report)) {
            text.strong(table.heading());
            if (table.lines().isEmpty()) {
                text.small("none");
            }
            for (List<@Nullable String> line : table.lines()) {
                text.small(line.stream().filter(Objects::nonNull).collect(Collectors.joining("  ")));
            }
        }
    }
}
