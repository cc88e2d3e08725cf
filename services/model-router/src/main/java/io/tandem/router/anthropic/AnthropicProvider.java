package io.tandem.router.anthropic;

import io.tandem.router.chat.ChatRequest;
import io.tandem.router.chat.DeltaStream;
import io.tandem.router.chat.Origin;
import io.tandem.router.chat.Provider;
import io.tandem.router.wire.Endpoint;
import io.tandem.router.wire.EventRequest;
import io.tandem.router.wire.Patience;
import io.tandem.router.wire.ToolNames;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Optional;

/// `POST /messages` with streaming. A JSON schema for the answer becomes a tool that the model must call; what it
/// writes as that tool's input is the answer's text.
public final class AnthropicProvider implements Provider {
    private final HttpClient client;
    private final Endpoint endpoint;

    public AnthropicProvider(HttpClient client, Endpoint endpoint) {
        this.client = client;
        this.endpoint = endpoint;
    }

    /// @param base such as `https://host/v1`
    public static Endpoint endpoint(URI base, String key, Patience patience) {
        return new Endpoint("anthropic", base, Map.of("x-api-key", key, "anthropic-version", "2023-06-01"), patience);
    }

    @Override
    public Optional<URI> base() {
        return Optional.of(endpoint.base());
    }

    @Override
    public String name() {
        return endpoint.provider();
    }

    @Override
    public DeltaStream open(ChatRequest request, String model, Origin origin) {
        return new AnthropicStream(
                name(),
                new EventRequest(client, endpoint, "/messages", AnthropicBody.of(request, model)),
                new ToolNames(request.tools()));
    }
}
