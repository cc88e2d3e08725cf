package io.tandem.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Refuses a body that announces itself larger than `quarkus.http.limits.max-body-size` with a problem, for all paths
/// alike. Quarkus itself, which comes after, would close the connection without a word.
@Singleton
public final class LargeBodies {
    /// Before Quarkus looks at the length.
    private static final int EARLY = -1_000;

    /// How long a client may go on sending what nobody reads; closing at once would take the answer away from it.
    private static final long PATIENCE_MILLIS = 5_000;

    private final long limit;
    private final ObjectMapper json;

    @Inject
    public LargeBodies(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10M") MemorySize limit,
            ObjectMapper json) {
        this.limit = limit.asLongValue();
        this.json = json;
    }

    void add(@Observes Router router) {
        router.route().order(EARLY).handler(this::check);
    }

    private void check(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && larger(length)) {
            refuse(context);
        } else {
            context.next();
        }
    }

    private boolean larger(String length) {
        try {
            return Long.parseLong(length) > limit;
        } catch (NumberFormatException e) {
            return length.matches("[0-9]+");
        }
    }

    private void refuse(RoutingContext context) {
        HttpServerRequest request = context.request();
        String detail = "A body has at most " + limit + " bytes.";
        Problem problem = Problem.of(CommonProblem.TOO_LARGE, detail, null, null);
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(text(problem));
        request.handler(ignored -> {});
        request.endHandler(end -> request.connection().close());
        request.exceptionHandler(broken -> request.connection().close());
        context.vertx().setTimer(PATIENCE_MILLIS, late -> request.connection().close());
        request.resume();
    }

    private String text(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is JSON", e);
        }
    }
}
