package io.tandem.router.chat;

import org.jspecify.annotations.Nullable;

/// The pieces of one answer, read by one thread. The provider is called at the first [#next()].
public interface DeltaStream extends AutoCloseable {
    /// The next piece, waiting for it; null after the last. A stream that ends well ends with [Delta.Finish].
    ///
    /// @throws ModelFailure when the provider fails, or after [#close()]
    @Nullable
    Delta next();

    /// Ends the call at the provider at once, also before its first piece. Any thread; more than once does no harm.
    @Override
    void close();
}
