package io.tandem.governance.audit;

import io.tandem.ledger.LedgerSigner;
import io.tandem.ledger.SignedPdf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;

/// A PDF with the signature of the ledger's key, which [SignedPdf] checks.
public final class SignedDocument {
    private static final int SIGNATURE_BYTES = 2048;

    private SignedDocument() {}

    /// @param plain a PDF without a signature
    public static byte[] of(byte[] plain, Instant at, LedgerSigner signer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument document = Loader.loadPDF(plain);
                SignatureOptions options = new SignatureOptions()) {
            PDSignature signature = new PDSignature();
            signature.setFilter(COSName.getPDFName("Tandem.Ledger"));
            signature.setSubFilter(COSName.getPDFName(SignedPdf.SUB_FILTER));
            signature.setName("Tandem ledger, key " + signer.key().id());
            Calendar date = new GregorianCalendar();
            date.setTimeInMillis(at.toEpochMilli());
            signature.setSignDate(date);
            options.setPreferredSignatureSize(SIGNATURE_BYTES);
            document.addSignature(signature, content -> SignedPdf.sign(content, signer), options);
            document.saveIncremental(out);
        }
        return out.toByteArray();
    }
}
