package io.tandem.router.openai;

import io.tandem.router.chat.ChatRequest;
import io.tandem.router.chat.DeltaStream;
import io.tandem.router.chat.Origin;
import io.tandem.router.chat.Provider;
import io.tandem.router.wire.Endpoint;
import io.tandem.router.wire.EventRequest;
import io.tandem.router.wire.ToolNames;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Optional;

/// Any server that offers `/chat/completions` as OpenAI does.
public final class OpenAiProvider implements Provider {
    private final HttpClient client;
    private final Endpoint endpoint;
    private final String limitField;

    public OpenAiProvider(HttpClient client, Endpoint endpoint) {
        this(client, endpoint, "max_tokens");
    }

    private OpenAiProvider(HttpClient client, Endpoint endpoint, String limitField) {
        this.client = client;
        this.endpoint = endpoint;
        this.limitField = limitField;
    }

    /// A server whose newer models refuse `max_tokens` and want `max_completion_tokens`.
    public static OpenAiProvider withCompletionLimit(HttpClient client, Endpoint endpoint) {
        return new OpenAiProvider(client, endpoint, "max_completion_tokens");
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
        byte[] body = OpenAiBody.of(request, model, limitField);
        return new OpenAiStream(
                name(), new EventRequest(client, endpoint, "/chat/completions", body), new ToolNames(request.tools()));
    }
}
