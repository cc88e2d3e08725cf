package io.tandem.kit.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.tandem.events.EventJson;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Refuses a body over the limit, with a problem; the framework itself would say nothing but the status.
///
/// It comes before everything that would read the body: one whose length is announced is refused unread, one in
/// chunks is read here, up to the limit. (HTTP/2 has no chunks: of a body without a length there, the framework says
/// no more than 413, since a stream that was read here can no longer be handed on.) It closes the connection, which
/// still carries the body, of HTTP/2 the stream alone: not at once, which would take the answer away from a client
/// that is still sending.
@Singleton
public final class BodyLimit {
    /// Before Quarkus's own check.
    private static final int EARLY = -1000;

    /// How long a client may go on sending what nobody reads.
    private static final long PATIENCE_MILLIS = 5_000;

    private final long limit;
    private final BodyHandler counting;

    @Inject
    public BodyLimit(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10M") MemorySize limit) {
        this.limit = limit.asLongValue();
        this.counting = BodyHandler.create(false).setBodyLimit(this.limit);
    }

    void add(@Observes Router router) {
        router.route().order(EARLY).handler(this::check).failureHandler(this::failed);
    }

    private void check(RoutingContext context) {
        if (length(context.request()) > limit) {
            refuse(context);
        } else if (context.request().getHeader("Transfer-Encoding") != null) {
            counting.handle(context);
        } else {
            context.next();
        }
    }

    private void failed(RoutingContext context) {
        if (context.statusCode() == CommonProblem.TOO_LARGE.status()
                && !context.response().headWritten()) {
            refuse(context);
        } else {
            context.next();
        }
    }

    private void refuse(RoutingContext context) {
        Problem problem = Problem.of(CommonProblem.TOO_LARGE, "A body has at most " + limit + " bytes.");
        HttpServerRequest request = context.request();
        boolean shared = request.version() == HttpVersion.HTTP_2;
        Runnable stop = shared
                ? () -> context.response().reset()
                : () -> request.connection().close();
        context.response().setStatusCode(problem.status()).putHeader("Content-Type", Problem.MEDIA_TYPE);
        if (!shared) {
            context.response().putHeader("Connection", "close");
        }
        context.response().end(Buffer.buffer(EventJson.write(problem)));
        request.handler(ignored -> {});
        request.endHandler(end -> stop.run());
        request.exceptionHandler(broken -> stop.run());
        context.vertx().setTimer(PATIENCE_MILLIS, late -> stop.run());
        request.resume();
    }

    private static long length(HttpServerRequest request) {
        String announced = request.getHeader("Content-Length");
        return announced != null && announced.matches("[0-9]{1,18}") ? Long.parseLong(announced) : 0;
    }
}
