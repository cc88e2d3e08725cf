package io.tandem.hub.call;

import io.tandem.events.ToolRecord;
import io.tandem.hub.call.ToolRequest.Wanted;
import io.tandem.hub.delegation.Delegation;
import io.tandem.hub.mcp.Endpoint;
import io.tandem.hub.mcp.Way;
import io.tandem.hub.realm.NotDelegated;
import io.tandem.hub.realm.TokenExchange.Target;
import java.util.Optional;
import java.util.function.Function;

/// How one call comes to its connector, and as whom.
///
/// @param ways by connector
record Reach(Function<String, Optional<Way>> ways, Delegation delegation) {

    /// A call that would be made as somebody who is not signed in is denied before anybody is asked to approve it.
    Ruling orDenied(Wanted wanted, Ruling ruling) {
        return switch (ruling) {
            case Ruling.Allow allow ->
                fault(wanted, allow.tool())
                        .<Ruling>map(why -> new Ruling.Deny(allow.tool(), why, allow.judgement()))
                        .orElse(allow);
            case Ruling.Ask ask ->
                fault(wanted, ask.tool())
                        .<Ruling>map(why -> new Ruling.Deny(ask.tool(), why, ask.judgement()))
                        .orElse(ask);
            case Ruling.Deny deny -> deny;
            case Ruling.NotYet unknown -> unknown;
        };
    }

    /// Empty if the connector is not registered any more.
    ///
    /// @throws NotDelegated if nobody can be found as whom it would be called
    Optional<Endpoint> endpoint(Wanted wanted) throws NotDelegated {
        Optional<Way> way = ways.apply(wanted.connector());
        if (way.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (way.get()) {
                    case Way.Shared(Endpoint endpoint) -> endpoint;
                    case Way.Closed(String reason) -> throw new NotDelegated(reason);
                    case Way.AsCaller caller ->
                        caller.with(delegation.token(
                                wanted.who().onBehalfOf(),
                                new Target(wanted.who().agent(), wanted.connector(), caller.audience())));
                });
    }

    private Optional<String> fault(Wanted wanted, ToolRecord tool) {
        return tool.delegated() ? delegation.fault(wanted.who().onBehalfOf()) : Optional.empty();
    }
}
