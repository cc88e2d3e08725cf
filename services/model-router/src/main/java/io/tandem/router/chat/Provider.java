package io.tandem.router.chat;

import java.net.URI;
import java.util.Optional;

/// Where models run. One adapter for each kind of surface; nothing above knows which one answers.
public interface Provider {
    /// The provider's name in records and on the screen, such as `openai`.
    String name();

    /// Where it is asked, or nothing for one that is asked nowhere.
    default Optional<URI> base() {
        return Optional.empty();
    }

    /// A stream that has not begun.
    ///
    /// @param model the provider's own name of the model
    DeltaStream open(ChatRequest request, String model, Origin origin);

    /// What the provider says about itself, such as a model that is still being fetched; asked in the background,
    /// answers within a second.
    default ProviderState state() {
        return ProviderState.READY;
    }
}
