package io.tandem.kit.identity;

import io.quarkus.security.identity.SecurityIdentity;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;

/// Keeps everybody but the named services away from internal paths.
@Provider
@InternalCallers({})
@Priority(Priorities.AUTHORIZATION)
public final class InternalCallersFilter implements ContainerRequestFilter {
    private final SecurityIdentity identity;

    @Context
    ResourceInfo resource;

    @Inject
    @SuppressWarnings("NullAway.Init") // The container sets the context field.
    public InternalCallersFilter(SecurityIdentity identity) {
        this.identity = identity;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        InternalCallers onMethod = resource.getResourceMethod().getAnnotation(InternalCallers.class);
        InternalCallers allowed =
                onMethod == null ? resource.getResourceClass().getAnnotation(InternalCallers.class) : onMethod;
        Caller caller = Caller.of(identity);
        if (allowed == null
                || caller.kind() != Caller.Kind.service
                || !Arrays.asList(allowed.value()).contains(caller.name())) {
            throw new ProblemException(CommonProblem.FORBIDDEN, "This path is for Tandem's own services.");
        }
    }
}
