package io.tandem.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The lines of an exported ledger (JSON Lines): first a [Begin], then [Entry] after [Entry] by team and number, last
/// an [End], without which the file is cut off.
public sealed interface ExportLine {
    /// The value of [Begin#export()].
    String FORMAT = "tandem-ledger/2";

    /// The first format, which carried no signatures.
    String UNSIGNED = "tandem-ledger/1";

    /// @param filters what was asked for; empty means everything, and only then can it be shown that nothing is missing
    /// @param heads where the chains ended when the export began
    /// @param keys that signed the ledger's checkpoints and this export; only those known from elsewhere
    /// count
    /// @param checkpoints the newest of each team, as signed notes
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Begin(
            String export,
            Instant at,
            Map<String, String> filters,
            List<ChainHead> heads,
            List<LedgerKey> keys,
            List<String> checkpoints)
            implements ExportLine {
        public Begin {
            filters = Map.copyOf(filters);
            heads = List.copyOf(heads);
            keys = keys == null ? List.of() : List.copyOf(keys);
            checkpoints = checkpoints == null ? List.of() : List.copyOf(checkpoints);
        }
    }

    /// @param payload the event's JSON text, byte for byte what the record's payload hash was taken over
    /// @param checkpoint the signed note of the checkpoint that ends with this record
    record Entry(
            LedgerRecord record,
            String summary,
            @Nullable String payload,
            @Nullable String checkpoint) implements ExportLine {}

    /// @param end how many entries there are
    /// @param head one value for all chains, as [Verification#headOf] makes it
    /// @param digest SHA-256 of all bytes before this line, hex
    /// @param seal a signed note over [#sealed]
    record End(
            long end,
            String head,
            @Nullable String digest,
            @Nullable String seal) implements ExportLine {
        /// The text that an export's seal signs.
        public static String sealed(long entries, String head, String digest) {
            return "tandem-ledger-export\n" + entries + "\n" + head + "\n" + digest + "\n";
        }
    }

    /// One line, without its line feed.
    static byte[] write(ExportLine line) {
        return EventJson.write(line);
    }

    /// @throws IllegalArgumentException if it is no such line
    static ExportLine read(byte[] line) {
        if (new String(line, 0, Math.min(line.length, ENTRY.length()), StandardCharsets.ISO_8859_1).equals(ENTRY)) {
            return EventJson.read(line, Entry.class);
        }
        JsonNode json = EventJson.read(line, JsonNode.class);
        if (json.has("export")) {
            return EventJson.read(json, Begin.class);
        }
        if (json.has("end")) {
            return EventJson.read(json, End.class);
        }
        if (json.has("record")) {
            return EventJson.read(json, Entry.class);
        }
        throw new IllegalArgumentException("neither beginning, entry nor end of a ledger's export");
    }

    /// How the line of an entry begins.
    String ENTRY = "{\"record\":";
}
