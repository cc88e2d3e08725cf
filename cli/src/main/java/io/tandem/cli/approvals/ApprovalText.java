package io.tandem.cli.approvals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.terminal.Shown;
import java.io.PrintWriter;

/// An approval in lines of text: what would be called, for whom, by when, and what became of it.
final class ApprovalText {
    static final int LONGEST = 4000;

    private ApprovalText() {}

    static void tell(PrintWriter out, JsonNode approval) {
        out.println(
                approval.path("id").asText() + "  " + approval.path("status").asText() + "  "
                        + approval.path("createdAt").asText());
        out.println("  " + approval.path("agent").asText() + "@"
                + approval.path("version").asText() + " wants to call "
                + approval.path("connector").asText() + "/"
                + approval.path("tool").asText() + " for "
                + line(approval.path("onBehalfOf"), 100) + " (task "
                + approval.path("taskId").asText() + ")");
        arguments(out, "", approval.path("arguments"));
        if (approval.hasNonNull("asked")) {
            arguments(out, "asked for: ", approval.at("/asked/arguments"));
        }
        if (approval.hasNonNull("assignment")) {
            out.println("  " + line(approval.at("/assignment/person"), 100) + " takes care of it");
        }
        if (approval.path("status").asText().equals("waiting")) {
            out.println("  due " + approval.path("dueAt").asText() + ", a no after "
                    + approval.path("expiresAt").asText());
        }
        if (approval.hasNonNull("decidedBy")) {
            out.println("  decided by " + approval.path("decidedBy").asText() + ": "
                    + Shown.line(approval.path("reason").asText("no reason given"), LONGEST));
        } else if (approval.hasNonNull("reason")) {
            out.println("  nobody decided: " + line(approval.path("reason"), LONGEST));
        }
    }

    private static void arguments(PrintWriter out, String said, JsonNode arguments) {
        arguments
                .properties()
                .forEach(argument -> out.println("    " + said + Shown.line(argument.getKey(), 100) + " = "
                        + Shown.line(argument.getValue().toString(), LONGEST)));
    }

    static String line(JsonNode text, int longest) {
        return Shown.line(text.asText(), longest);
    }
}
