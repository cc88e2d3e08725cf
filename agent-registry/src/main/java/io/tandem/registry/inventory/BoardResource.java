package io.tandem.registry.inventory;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import io.tandem.registry.access.Role;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/board`: what needs a hand, and the action of each card.
@Path("/api/v1/board")
@Tag(name = "Inventory")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class BoardResource {
    private final Board board;
    private final BoardActions actions;
    private final Departures departures;
    private final SecurityIdentity identity;

    @Inject
    public BoardResource(Board board, BoardActions actions, Departures departures, SecurityIdentity identity) {
        this.board = board;
        this.actions = actions;
        this.departures = departures;
        this.identity = identity;
    }

    @Schema(name = "Board")
    public record Cards(List<Card> items) {}

    /// @param kind a column
    /// @param other the other agent of a pair
    /// @param reason why, kept in the ledger
    @Schema(name = "BoardMove")
    public record Act(
            @Nullable String kind,
            @Nullable String agent,
            @Nullable String other,
            @Nullable String reason) {
        BoardActions.Wanted wanted() {
            Card.Kind column = Arrays.stream(Card.Kind.values())
                    .filter(known -> known.name().equals(kind))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.invalid(
                            "kind", "It is one of " + Arrays.toString(Card.Kind.values()) + "."));
            if (agent == null) {
                throw ProblemException.invalid("agent", "This field is required.");
            }
            return new BoardActions.Wanted(column, agent, other, Objects.requireNonNullElse(reason, ""));
        }
    }

    @Schema(name = "OwnerSteps")
    public record Steps(List<Departures.Step> items) {}

    @GET
    @Operation(operationId = "getBoard", summary = "Agents that need a hand, each with one action")
    public Cards cards() {
        return new Cards(board.cards(Caller.of(identity)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "actOnBoard", summary = "Take the action of a card; answers the board as it is then")
    public Cards act(Act body) {
        Caller caller = Caller.of(identity);
        actions.act(body.wanted(), caller);
        return cards();
    }

    @POST
    @Path("owners")
    @Operation(
            operationId = "lookAtOwners",
            summary = "Look all owners up now, and do what is due where one has left",
            description = "By administrators. It also runs regularly.")
    public Steps owners() {
        if (!Role.admin.of(Caller.of(identity))) {
            throw new ProblemException(CommonProblem.FORBIDDEN, "Administrators do this.");
        }
        return new Steps(departures.look(Instant.now()));
    }
}
