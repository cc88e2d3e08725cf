package io.tandem.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.terminal.Shown;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// What a verification saw beside right and wrong: how far signatures reach, and what is worth knowing.
final class Seen {
    private static final int LINE = 300;

    private Seen() {}

    /// @param export whether it is of a file
    /// @param keysGiven whether the public keys came from elsewhere than the file
    static void tell(PrintWriter out, JsonNode found, boolean export, boolean keysGiven) {
        JsonNode sealing = found.path("sealing");
        if (sealing.isObject()) {
            sealing(out, sealing);
        }
        if (export && !sealing.isObject()) {
            out.println(
                    "No checkpoint was verified: the export is filtered, or of the first format without signatures.");
        }
        if (export && sealing.isObject() && !keysGiven) {
            out.println("The public key came with the file: give the platform's own with --public-key to be certain.");
        }
        for (JsonNode note : found.path("notes")) {
            out.println("  Note: team " + note.path("team").asText() + ", record "
                    + note.path("number").asText() + ": "
                    + Shown.line(note.path("detail").asText(), LINE));
        }
        long more = found.path("noteCount").asLong() - found.path("notes").size();
        if (more > 0) {
            out.println("  and " + more + " more notes.");
        }
    }

    private static void sealing(PrintWriter out, JsonNode sealing) {
        List<String> keys = new ArrayList<>();
        sealing.path("keys").forEach(key -> keys.add(key.asText()));
        out.println(sealing.path("sealed").asText() + " records are covered by "
                + sealing.path("checkpoints").asText() + " signed checkpoints, "
                + sealing.path("unsealed").asText() + " are not signed yet; keys "
                + (keys.isEmpty() ? "none" : String.join(", ", keys)) + ", "
                + sealing.path("copies").asText() + " checkpoints kept apart compared.");
        if (sealing.path("sealedLate").asLong() > 0) {
            out.println(sealing.path("sealedLate").asText()
                    + " records were signed more than a minute after they were recorded, such as those from before"
                    + " there were signatures: nothing but the chain speaks for that time.");
        }
    }
}
