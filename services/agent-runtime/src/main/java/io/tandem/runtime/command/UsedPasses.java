package io.tandem.runtime.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tandem.kit.pass.Pass;
import io.tandem.kit.pass.PassRefusal;
import io.tandem.kit.pass.PassSigner;

/// Passes that were used a while ago on this node: each opens one record. The same record read again, as after
/// a crash, is no second use.
///
/// What this forgets, or another node reads, still does no harm: a pass opens only the very request that it was
/// made for, whose message the inbox knows, and whose answer goes to the caller who asked.
final class UsedPasses {
    private static final long MOST = 100_000;

    private final Cache<String, Position> used = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(PassSigner.LIFETIME)
            .build();

    /// Where a record lies.
    record Position(int partition, long offset) {}

    /// @throws PassRefusal if another record used the pass before
    void use(Pass pass, Position at) throws PassRefusal {
        Position first = used.asMap().putIfAbsent(pass.id(), at);
        if (first != null && !first.equals(at)) {
            throw new PassRefusal(PassRefusal.Kind.REPLAYED, "pass was used before");
        }
    }
}
