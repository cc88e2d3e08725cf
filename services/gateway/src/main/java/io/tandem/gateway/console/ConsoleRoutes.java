package io.tandem.gateway.console;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;

/// Serves the console's page for its deep links, and guards what browsers may do with it.
///
/// The files themselves come from `META-INF/resources` of this jar. Only these paths are touched, and only when a
/// browser navigates (`Accept: text/html`): all others belong to the services.
@Singleton
public class ConsoleRoutes {
    /// Before the handlers of files and of REST.
    private static final int EARLY = -100;

    private static final String PAGE = "/index.html";
    private static final String FILES = "^/(index\\.html|tandem\\.svg|assets/.*)?$";
    private static final String LINKS =
            "^/(agents|agents/[^/]+|chat/[^/]+|tasks|tasks/[^/]+|evaluations/[^/]+|approvals|approvals/[^/]+|connectors"
                    + "|connections|connections/[^/]+/callback"
                    + "|policies|judges|judges/[^/]+/[^/]+|replays/[^/]+|halts|inventory|board|worth"
                    + "|audit|audit/(?:erasures|report)|audit/tasks/[^/]+)/?$";

    private final Map<String, String> headers;

    @Inject
    public ConsoleRoutes(ConsoleSettings settings) {
        this.headers = Map.of(
                "Content-Security-Policy", ContentPolicy.allowing(settings.authority()),
                "X-Content-Type-Options", "nosniff",
                "Referrer-Policy", "no-referrer",
                "Cross-Origin-Opener-Policy", "same-origin",
                "Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    }

    void add(@Observes Router router) {
        router.getWithRegex(LINKS).order(EARLY).handler(this::page);
        router.routeWithRegex(HttpMethod.GET, FILES).order(EARLY).handler(this::file);
    }

    private void page(RoutingContext context) {
        String accepted = context.request().getHeader("Accept");
        if (accepted != null && accepted.contains("text/html")) {
            context.reroute(PAGE);
        } else {
            context.next();
        }
    }

    /// Names under `assets` carry a hash of their content and never change; the page that names them is always asked
    /// for.
    private void file(RoutingContext context) {
        HttpServerResponse response = context.response();
        headers.forEach(response::putHeader);
        boolean hashed = context.normalizedPath().startsWith("/assets/");
        context.addHeadersEndHandler(done -> {
            if (response.getStatusCode() == 200) {
                response.putHeader("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
            }
        });
        context.next();
    }
}
