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
    String FORMAT = "tandem-ledger/1";

    /// @param filters what was asked for; empty means everything, and only then can it be shown that nothing is missing
    /// @param heads where the chains ended when the export began
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Begin(String export, Instant at, Map<String, String> filters, List<ChainHead> heads) implements ExportLine {
        public Begin {
            filters = Map.copyOf(filters);
            heads = List.copyOf(heads);
        }
    }

    /// @param payload the event's JSON text, byte for byte what the record's payload hash was taken over
    record Entry(
            LedgerRecord record, String summary, @Nullable String payload) implements ExportLine {}

    /// @param end how many entries there are
    /// @param head one value for all chains, as [Verification#headOf] makes it
    record End(long end, String head) implements ExportLine {}

    /// One line, without its line feed.
    static byte[] write(ExportLine line) {
        return EventJson.write(line);
    }

    /// @throws IllegalArgumentException if it is no such line
    static ExportLine read(String line) {
        JsonNode json = EventJson.read(line.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        if (json.has("record")) {
            return EventJson.read(json, Entry.class);
        }
        if (json.has("export")) {
            return EventJson.read(json, Begin.class);
        }
        if (json.has("end")) {
            return EventJson.read(json, End.class);
        }
        throw new IllegalArgumentException("neither beginning, entry nor end of a ledger's export");
    }
}
