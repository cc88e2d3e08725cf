package io.tandem.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/// Writes an export line by line and signs it at its end.
public final class ExportWriter {
    private final OutputStream out;
    private final MessageDigest digest = MerkleHash.sha256();
    private long entries;

    public ExportWriter(OutputStream out) {
        this.out = out;
    }

    public void begin(ExportLine.Begin begin) throws IOException {
        line(ExportLine.write(begin));
    }

    public void entry(ExportLine.Entry entry) throws IOException {
        line(ExportLine.write(entry));
        entries++;
    }

    /// The last line.
    ///
    /// @param heads the ones of the beginning
    public void end(List<ChainHead> heads, LedgerSigner signer) throws IOException {
        String head = Verification.headOf(heads);
        String sum = HexFormat.of().formatHex(digest.digest());
        String seal = signer.sign(ExportLine.End.sealed(entries, head, sum)).format();
        line(ExportLine.write(new ExportLine.End(entries, head, sum, seal)));
    }

    private void line(byte[] line) throws IOException {
        out.write(line);
        out.write('\n');
        digest.update(line);
        digest.update((byte) '\n');
    }
}
