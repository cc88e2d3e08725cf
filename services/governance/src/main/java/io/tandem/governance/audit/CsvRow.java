package io.tandem.governance.audit;

import io.tandem.ledger.LedgerRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Records as RFC 4180 lines for spreadsheets. A cell that a spreadsheet would take for a formula begins with an
/// apostrophe.
public final class CsvRow {
    private static final List<String> COLUMNS = List.of(
            "team",
            "number",
            "time",
            "kind",
            "summary",
            "person",
            "agent",
            "version",
            "task",
            "tool",
            "decision",
            "subject",
            "eventId",
            "payloadHash",
            "hash");

    private CsvRow() {}

    static byte[] header() {
        return bytes(String.join(",", COLUMNS));
    }

    static byte[] of(LedgerRecord record, String summary) {
        LedgerRecord.About about = record.about();
        return bytes(cells(
                record.team(),
                Long.toString(record.number()),
                record.time().toString(),
                about.kind(),
                summary,
                about.person(),
                about.agent(),
                about.version(),
                about.task(),
                about.tool(),
                about.decision(),
                about.subject(),
                record.eventId(),
                record.payloadHash(),
                record.hash()));
    }

    /// One line without its end.
    public static String cells(@Nullable String... values) {
        return Arrays.stream(values).map(CsvRow::cell).collect(Collectors.joining(","));
    }

    private static String cell(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        String safe = "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    private static byte[] bytes(String line) {
        return (line + "\r").getBytes(StandardCharsets.UTF_8);
    }
}
