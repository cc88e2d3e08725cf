package io.tandem.governance.audit;

import io.tandem.events.EventJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A verification as server-sent events: `progress` again and again, then `verified` with what
/// `GET /api/v1/audit/verify` answers. A reader that does not see the last one knows nothing.
final class VerificationStream {
    private VerificationStream() {}

    /// @param records in the whole ledger
    record Step(long checked, long records) {}

    static void write(AuditDesk desk, OutputStream to) throws IOException {
        try {
            AuditDesk.Verdict verdict =
                    desk.verify((checked, records) -> event(to, "progress", new Step(checked, records)));
            event(to, "verified", AuditResource.Verified.of(verdict.found(), verdict.millis()));
        } catch (UncheckedIOException e) {
            throw e.getCause(); // the reader has gone
        }
    }

    private static void event(OutputStream to, String name, Object data) {
        try {
            to.write(("event: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8));
            to.write(EventJson.write(data));
            to.write("\n\n".getBytes(StandardCharsets.UTF_8));
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
