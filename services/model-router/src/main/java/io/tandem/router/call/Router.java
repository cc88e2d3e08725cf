package io.tandem.router.call;

import io.tandem.router.catalog.Catalog;
import io.tandem.router.catalog.Selection;
import io.tandem.router.chat.ChatRequest;
import io.tandem.router.chat.ModelFailure;
import io.tandem.router.chat.Origin;
import io.tandem.router.spend.Hold;
import io.tandem.router.spend.Spending;
import io.tandem.router.usage.UsageLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/// Begins model calls.
@Singleton
public class Router {
    private final Catalog catalog;
    private final Spending spending;
    private final UsageLog log;

    @Inject
    public Router(Catalog catalog, Spending spending, UsageLog log) {
        this.catalog = catalog;
        this.spending = spending;
        this.log = log;
    }

    /// A call that has not reached any provider yet.
    ///
    /// @throws ModelFailure if the request names no model that is there, or the day's budget does not hold it
    public RoutedStream open(ChatRequest request, Origin origin) {
        Selection selection = catalog.select(request.model());
        Hold hold = spending.hold(selection, request, origin);
        return new RoutedStream(selection, request, origin, log.of(hold));
    }
}
