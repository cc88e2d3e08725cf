package io.tandem.hub.call;

import io.tandem.events.ToolRecord;
import io.tandem.hub.call.ToolRequest.Wanted;
import io.tandem.hub.connector.Connectors;
import io.tandem.hub.delegation.Delegation;
import io.tandem.hub.grant.Grants;
import io.tandem.hub.grant.NotConnected;
import io.tandem.hub.mcp.Endpoint;
import io.tandem.hub.mcp.ToolAnswer;
import io.tandem.hub.mcp.Way;
import io.tandem.hub.realm.NotDelegated;
import io.tandem.hub.realm.TokenExchange.Target;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How one call comes to its connector, and as whom.
@Singleton
final class Reach {
    private final Connectors connectors;
    private final Delegation delegation;
    private final Grants grants;

    @Inject
    Reach(Connectors connectors, Delegation delegation, Grants grants) {
        this.connectors = connectors;
        this.delegation = delegation;
        this.grants = grants;
    }

    /// A call that would be made as somebody who is not signed in is denied before anybody is asked to approve it.
    ///
    /// @throws NotConnected if its person connects the server first
    Ruling orDenied(Wanted wanted, Ruling ruling) throws NotConnected {
        return switch (ruling) {
            case Ruling.Allow allow -> orDenied(wanted, allow, allow.tool(), allow.judgement());
            case Ruling.Ask ask -> orDenied(wanted, ask, ask.tool(), ask.judgement());
            case Ruling.Deny deny -> deny;
            case Ruling.NotYet unknown -> unknown;
        };
    }

    private Ruling orDenied(Wanted wanted, Ruling ruling, ToolRecord tool, Ruling.Judgement judgement)
            throws NotConnected {
        try {
            requireSomebody(wanted);
            return ruling;
        } catch (NotConnected e) {
            throw e;
        } catch (NotDelegated e) {
            return e.isAway() ? new Ruling.NotYet(tool, e.reason()) : new Ruling.Deny(tool, e.reason(), judgement);
        }
    }

    /// A connector that can be called.
    ///
    /// @param onRefusal what the person is told when its server refuses what they granted; empty where they granted
    /// nothing
    record Reached(Endpoint endpoint, Function<ToolAnswer.Refused, Optional<NotDelegated>> onRefusal) {
        Reached(Endpoint endpoint) {
            this(endpoint, refused -> Optional.empty());
        }
    }

    /// Empty if the connector is not registered any more.
    ///
    /// @throws NotDelegated if nobody can be found as whom it would be called
    Optional<Reached> endpoint(Wanted wanted) throws NotDelegated {
        Optional<Way> way = connectors.way(wanted.connector());
        if (way.isEmpty()) {
            return Optional.empty();
        }
        String caller = wanted.who().onBehalfOf();
        return Optional.of(
                switch (way.get()) {
                    case Way.Shared(Endpoint endpoint) -> new Reached(endpoint);
                    case Way.Closed(String reason) -> throw new NotDelegated(reason);
                    case Way.AsCaller delegated ->
                        new Reached(delegated.with(delegation.token(
                                caller, new Target(wanted.who().agent(), wanted.connector(), delegated.audience()))));
                    case Way.ByGrant granted -> {
                        String token = grants.token(caller, granted);
                        grants.used(caller, granted.connector());
                        yield new Reached(
                                granted.with(token),
                                refused -> Optional.of(grants.refused(caller, granted, token, refused)));
                    }
                });
    }

    private void requireSomebody(Wanted wanted) throws NotDelegated {
        String caller = wanted.who().onBehalfOf();
        @Nullable Way way = connectors.way(wanted.connector()).orElse(null);
        switch (way) {
            case Way.AsCaller delegated -> {
                Optional<String> fault = delegation.fault(caller);
                if (fault.isPresent()) {
                    throw new NotDelegated(fault.get());
                }
            }
            case Way.ByGrant granted -> grants.token(caller, granted);
            case Way.Shared shared -> {}
            case Way.Closed closed -> {}
            case null -> {}
        }
    }
}
