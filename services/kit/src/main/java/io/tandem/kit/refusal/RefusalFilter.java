package io.tandem.kit.refusal;

import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.Problem;
import io.tandem.kit.problem.RefusalNote;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.security.Principal;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.jspecify.annotations.Nullable;

/// Tells of each refused request after it was answered; costs the others nothing.
public final class RefusalFilter {
    private static final String OURS = "io.tandem.";
    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final Event<Refusal> refusals;

    @Inject
    public RefusalFilter(Event<Refusal> refusals) {
        this.refusals = refusals;
    }

    @ServerResponseFilter
    public void answered(
            ContainerRequestContext request, ContainerResponseContext response, @Nullable SimpleResourceInfo resource) {
        int status = response.getStatus();
        @Nullable String note = RefusalNote.read(request);
        boolean refused = status == UNAUTHENTICATED
                || status == FORBIDDEN
                || (status == NOT_FOUND && RefusalNote.HIDDEN.equals(note));
        if (refused && response.getEntity() instanceof Problem problem) {
            refusals.fireAsync(new Refusal(
                    service(resource),
                    status == UNAUTHENTICATED ? null : caller(request),
                    note,
                    problem.slug(),
                    problem.detail(),
                    request.getMethod(),
                    request.getUriInfo().getPath()));
        }
    }

    private static @Nullable Caller caller(ContainerRequestContext request) {
        Principal principal = request.getSecurityContext().getUserPrincipal();
        return principal instanceof JsonWebToken token ? Caller.of(token) : null;
    }

    /// The third part of a package `io.tandem.SERVICE.FEATURE`.
    private static String service(@Nullable SimpleResourceInfo resource) {
        String name = resource == null ? "" : resource.getResourceClass().getName();
        int end = name.indexOf('.', OURS.length());
        return name.startsWith(OURS) && end > 0 ? name.substring(OURS.length(), end) : "";
    }
}
