package io.tandem.kit.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.tandem.events.EventJson;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Refuses a body whose announced length is over the limit, with a problem; the framework itself would say nothing but
/// the status. It comes before everything that would read the body, and closes the connection, which still carries it:
/// not at once, which would take the answer away from a client that is still sending.
@Singleton
public final class BodyLimit {
    /// Before Quarkus's own check.
    private static final int EARLY = -1000;

    /// How long a client may go on sending what nobody reads.
    private static final long PATIENCE_MILLIS = 5_000;

    private final long limit;

    @Inject
    public BodyLimit(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10M") MemorySize limit) {
        this.limit = limit.asLongValue();
    }

    void add(@Observes Router router) {
        router.route().order(EARLY).handler(this::check);
    }

    private void check(RoutingContext context) {
        if (length(context.request()) <= limit) {
            context.next();
            return;
        }
        Problem problem = Problem.of(CommonProblem.TOO_LARGE, "A body has at most " + limit + " bytes.");
        context.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Connection", "close")
                .end(Buffer.buffer(EventJson.write(problem)));
        HttpServerRequest request = context.request();
        request.handler(ignored -> {});
        request.endHandler(end -> request.connection().close());
        request.exceptionHandler(broken -> request.connection().close());
        context.vertx().setTimer(PATIENCE_MILLIS, late -> request.connection().close());
        request.resume();
    }

    private static long length(HttpServerRequest request) {
        String announced = request.getHeader("Content-Length");
        return announced != null && announced.matches("[0-9]{1,18}") ? Long.parseLong(announced) : 0;
    }
}
