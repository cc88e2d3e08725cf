package io.tandem.router.call;

import io.tandem.router.catalog.Catalog;
import io.tandem.router.chat.ChatRequest;
import io.tandem.router.chat.ModelFailure;
import io.tandem.router.chat.Origin;
import io.tandem.router.usage.UsageLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/// Begins model calls.
@Singleton
public class Router {
    private final Catalog catalog;
    private final UsageLog log;

    @Inject
    public Router(Catalog catalog, UsageLog log) {
        this.catalog = catalog;
        this.log = log;
    }

    /// A call that has not reached any provider yet.
    ///
    /// @throws ModelFailure if the request names no model that is there
    public RoutedStream open(ChatRequest request, Origin origin) {
        return new RoutedStream(catalog.select(request.model()), request, origin, log::add);
    }
}
