package io.tandem.hub.approval;

import io.tandem.events.Provenance;
import io.tandem.events.ToolRecord;
import java.util.List;

/// A call that somebody must agree to.
///
/// @param effect what a repeat of it would do
public record Asking(Binding call, Asker asker, ToolRecord.Effect effect, Provenance provenance) {

    /// Who asks, on whose behalf.
    ///
    /// @param actors agents between the person and this one
    /// @param chain their tasks and the asking one's, outermost first
    public record Asker(
            String team, String agent, String version, String onBehalfOf, List<String> actors, List<ChainLink> chain) {
        public Asker {
            actors = List.copyOf(actors);
            chain = List.copyOf(chain);
        }
    }
}
