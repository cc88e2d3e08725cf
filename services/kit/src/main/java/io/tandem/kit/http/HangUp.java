package io.tandem.kit.http;

import io.vertx.ext.web.RoutingContext;

/// Tells when a caller goes away. Both handlers are needed: the stream of a response takes the request's own handlers
/// over once it is written to, and its writes to a closed connection fail silently.
public final class HangUp {
    private HangUp() {}

    /// Runs the action, on a thread of its own, when the caller has gone before the answer was whole; it may run twice,
    /// and after the answer.
    public static void watch(RoutingContext request, Runnable action) {
        request.addEndHandler(end -> {
            if (end.failed()) {
                Thread.ofVirtual().start(action);
            }
        });
        request.request().connection().closeHandler(closed -> Thread.ofVirtual().start(action));
    }
}
