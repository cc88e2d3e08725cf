package io.tandem.kit.problem;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// Turns what a resource throws into a problem. What nobody foresaw is logged once, here, and told as `internal`.
public final class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
    private static final int TRACE_ID_FROM = 3;
    private static final int TRACE_ID_TO = 35;

    /// How W3C Trace Context writes that there is none.
    private static final String NO_TRACE = "0".repeat(TRACE_ID_TO - TRACE_ID_FROM);

    @ServerExceptionMapper
    public Response problem(ProblemException thrown, HttpHeaders headers, ContainerRequestContext request) {
        String traceId = traceId(headers);
        if (thrown.hides()) {
            RefusalNote.write(request, RefusalNote.HIDDEN);
        }
        if (thrown.getCause() != null) {
            LOG.warnf(thrown.getCause(), "%s (trace %s)", thrown.kind().slug(), traceId);
        }
        return answer(Problem.of(thrown.kind(), thrown.getMessage(), thrown.field(), traceId));
    }

    /// Says the same to everybody, byte for byte: nothing about the token, and no id but the caller's own.
    @ServerExceptionMapper({
        UnauthorizedException.class,
        AuthenticationFailedException.class,
        AuthenticationCompletionException.class
    })
    public Response unauthenticated(Throwable thrown, HttpHeaders headers, ContainerRequestContext request) {
        LOG.debug("request without a valid token", thrown);
        RefusalNote.write(request, TokenFault.of(thrown).slug());
        @Nullable String own = ownTraceId(headers);
        Problem problem = Problem.of(CommonProblem.UNAUTHENTICATED, null, null, own == null ? NO_TRACE : own);
        return Response.status(problem.status())
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException thrown, HttpHeaders headers) {
        return answer(Problem.of(CommonProblem.FORBIDDEN, null, null, traceId(headers)));
    }

    @ServerExceptionMapper
    public Response json(MismatchedInputException thrown, HttpHeaders headers, UriInfo uri) {
        return any(thrown, headers, uri);
    }

    @ServerExceptionMapper
    public Response any(Throwable thrown, HttpHeaders headers, UriInfo uri) {
        String traceId = traceId(headers);
        if (thrown instanceof NotFoundException notFound) {
            @Nullable QueryFault fault = QueryFault.behind(notFound, uri.getQueryParameters());
            if (fault != null) {
                return answer(Problem.of(CommonProblem.INVALID_REQUEST, fault.detail(), fault.field(), traceId));
            }
        }
        if (thrown instanceof WebApplicationException refused) {
            return refused(refused, traceId);
        }
        JsonFault fault = JsonFault.behind(thrown);
        if (thrown instanceof MismatchedInputException && fault != null) {
            return answer(Problem.of(fault.kind(), fault.detail(), fault.field(), traceId));
        }
        LOG.errorf(thrown, "request failed (trace %s)", traceId);
        return answer(Problem.of(CommonProblem.INTERNAL, "The trace id finds it in the log.", null, traceId));
    }

    private static Response refused(WebApplicationException refused, String traceId) {
        Response given = refused.getResponse();
        if (given.getStatusInfo().getFamily() == Response.Status.Family.SUCCESSFUL
                || given.getStatusInfo().getFamily() == Response.Status.Family.REDIRECTION) {
            return given;
        }
        JsonFault fault = given.getStatus() == 400 ? JsonFault.behind(refused) : null;
        if (fault != null) {
            return answer(Problem.of(fault.kind(), fault.detail(), fault.field(), traceId));
        }
        if (given.getStatus() >= 500) {
            LOG.errorf(refused, "request failed (trace %s)", traceId);
        }
        return answer(Problem.of(CommonProblem.ofStatus(given.getStatus()), null, null, traceId));
    }

    private static Response answer(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }

    /// The caller's trace where it sent one (W3C Trace Context), else a fresh id.
    private static String traceId(HttpHeaders headers) {
        @Nullable String own = ownTraceId(headers);
        return own == null ? UUID.randomUUID().toString().replace("-", "") : own;
    }

    private static @Nullable String ownTraceId(HttpHeaders headers) {
        @Nullable String parent = headers.getHeaderString("traceparent");
        return parent != null && parent.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
                ? parent.substring(TRACE_ID_FROM, TRACE_ID_TO)
                : null;
    }
}
