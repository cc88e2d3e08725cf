package io.tandem.governance.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An erasure, from its proposal on.
///
/// @param person whose payloads, such as `person:ada`; absent where it goes by age
/// @param before what was recorded before that time; absent where it goes by person
/// @param preview what its proposer was shown; exactly that is carried out
/// @param decidedBy who carried it out, or withdrew it
/// @param erased how many payloads are gone so far
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Erasure")
public record PayloadErasure(
        String id,
        @Nullable String person,
        @Nullable Instant before,
        String reason,
        State state,
        ErasurePreview preview,
        String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable Instant doneAt,
        long erased) {

    /// How far it is.
    @Schema(name = "ErasureState")
    public enum State {
        /// Waits for somebody else.
        PROPOSED,
        /// Is being written to the ledger, signed, and then done.
        CARRIED_OUT,
        /// The payloads are gone.
        DONE,
        WITHDRAWN
    }
}
