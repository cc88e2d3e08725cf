package io.tandem.cli.erasures;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.terminal.Shown;
import java.io.PrintWriter;
import java.util.StringJoiner;

/// Erasures in words.
final class ErasureText {
    private static final int LINE = 300;

    private ErasureText() {}

    /// What goes, what stays, what is not reached.
    static void preview(PrintWriter out, JsonNode preview) {
        out.println(preview.path("records").asText() + " payloads of "
                + preview.path("tasks").asText() + " tasks go" + counts(preview.path("kinds")) + ".");
        if (!preview.path("stays").isEmpty()) {
            out.println("What says who may do what stays" + counts(preview.path("stays")) + ".");
        }
        if (preview.path("runningTasks").asLong() > 0) {
            out.println(preview.path("runningTasks").asText()
                    + " tasks still run: nothing of them goes. Erase again once they have ended.");
        }
        preview.path("warnings").forEach(warning -> out.println("Note: " + Shown.line(warning.asText(), LINE)));
        out.println("Copies that this does not reach:");
        preview.path("elsewhere").forEach(place -> out.println("  " + Shown.line(place.asText(), LINE)));
    }

    static String line(JsonNode erasure) {
        String whose = erasure.hasNonNull("person")
                ? "of " + Shown.line(erasure.path("person").asText(), LINE)
                : "before " + erasure.path("before").asText();
        return erasure.path("id").asText() + "  " + erasure.path("state").asText() + "  "
                + erasure.at("/preview/records").asText() + " payloads " + whose + ", proposed by "
                + Shown.line(erasure.path("proposedBy").asText(), LINE)
                + (erasure.hasNonNull("decidedBy")
                        ? ", decided by " + Shown.line(erasure.path("decidedBy").asText(), LINE)
                        : "")
                + ": " + Shown.line(erasure.path("reason").asText(), LINE);
    }

    private static String counts(JsonNode counts) {
        StringJoiner told = new StringJoiner(", ", " (", ")").setEmptyValue("");
        counts.forEach(count -> told.add(count.path("records").asText() + " "
                + Shown.line(count.path("name").asText(), LINE)));
        return told.toString();
    }
}
