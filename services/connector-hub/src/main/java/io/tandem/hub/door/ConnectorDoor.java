package io.tandem.hub.door;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.tandem.kit.identity.Caller;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/// The policy `tandem-hub-only`, which an application shell puts before the paths of connectors.
@Singleton
public class ConnectorDoor implements HttpSecurityPolicy {
    private static final String HUB = "service:tandem-hub";

    @Override
    public String name() {
        return "tandem-hub-only";
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext request, Uni<SecurityIdentity> identity, AuthorizationRequestContext context) {
        return identity.map(known ->
                !known.isAnonymous() && Caller.of(known).id().equals(HUB) ? CheckResult.PERMIT : CheckResult.DENY);
    }
}
