package io.tandem.registry.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Something on the board that needs a hand.
///
/// @param other the other agent of a pair that is much alike
/// @param says why it stands here, as a sentence
/// @param mayAct whether the caller may take the action
@Schema(name = "BoardCard")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Card(
        Kind kind,
        String agent,
        @Nullable String team,
        @Nullable String owner,
        @Nullable String other,
        String says,
        Action action,
        boolean mayAct) {

    /// The columns, in their order, each with its one action.
    @Schema(name = "BoardColumn")
    public enum Kind {
        UNOWNED(Action.TAKE_OVER),
        DORMANT(Action.SUSPEND),
        DUPLICATE(Action.KEEP),
        DRIFTING(Action.KEEP),
        UNMANAGED(Action.REGISTER),
        OVERDUE(Action.REVIEWED);

        private final Action action;

        Kind(Action action) {
            this.action = action;
        }

        Action action() {
            return action;
        }
    }

    /// What can be done about a card; all but REGISTER by the board itself.
    @Schema(name = "BoardAction")
    public enum Action {
        TAKE_OVER,
        SUSPEND,
        KEEP,
        REGISTER,
        REVIEWED
    }
}
