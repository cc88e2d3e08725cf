package io.tandem.router.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.router.chat.ChatRequest;
import io.tandem.router.chat.DeltaStream;
import io.tandem.router.chat.Origin;
import io.tandem.router.chat.Provider;
import io.tandem.router.chat.ProviderState;
import io.tandem.router.chat.ToolChoice;
import io.tandem.router.openai.OpenAiProvider;
import io.tandem.router.wire.Endpoint;
import io.tandem.router.wire.ProviderJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The worker speaks OpenAI's surface, but its models cannot call tools: a request with tools goes by the decision
/// protocol, any other gets bounds and goes through.
public final class LocalProvider implements Provider {
    private static final Duration STATE_WAIT = Duration.ofMillis(800);

    private final HttpClient client;
    private final Endpoint endpoint;
    private final OpenAiProvider worker;
    private final OpenAiProvider background;
    private final Fitting fitting;

    /// @param context tokens of one conversation, answer included
    public LocalProvider(HttpClient client, Endpoint endpoint, int context) {
        this.client = client;
        this.endpoint = endpoint;
        this.worker = new OpenAiProvider(client, endpoint);
        Map<String, String> headers = new HashMap<>(endpoint.headers());
        headers.put("Tandem-Background", "true");
        this.background = new OpenAiProvider(
                client, new Endpoint(endpoint.provider(), endpoint.base(), headers, endpoint.patience()));
        this.fitting = new Fitting(context);
    }

    @Override
    public Optional<URI> base() {
        return Optional.of(endpoint.base());
    }

    @Override
    public String name() {
        return worker.name();
    }

    @Override
    public DeltaStream open(ChatRequest request, String model, Origin origin) {
        boolean decides = !request.tools().isEmpty() && !(request.toolChoice() instanceof ToolChoice.None);
        if (!decides) {
            Fitting.Fitted fitted = fitting.plain(request);
            return new NotedStream(lane(origin).open(fitted.request(), model, origin), fitted.note());
        }
        Fitting.Fitted fitted = fitting.conversation(request);
        ChatRequest asked = DecisionPrompt.of(fitted.request());
        return new NotedStream(
                new DecisionStream(
                        lane(origin).open(asked, model, origin),
                        Grounds.of(request.messages()),
                        request.schema() != null),
                fitted.note());
    }

    /// A service that asks on its own account, an evaluation for one, lets people go first.
    private OpenAiProvider lane(Origin origin) {
        return origin.caller().startsWith("service:") ? background : worker;
    }

    @Override
    public ProviderState state() {
        URI health = URI.create(endpoint.base().toString().replaceFirst("/v1$", "") + "/health");
        HttpRequest.Builder request = HttpRequest.newBuilder(health).timeout(STATE_WAIT);
        endpoint.headers().forEach(request::header);
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            JsonNode said = ProviderJson.MAPPER.readTree(response.body());
            boolean ready = said.path("status").asText().equals("ready");
            return new ProviderState(ready, said.path("detail").asText(""));
        } catch (IOException e) {
            return new ProviderState(false, "The local model worker does not answer.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ProviderState(false, "");
        }
    }
}
