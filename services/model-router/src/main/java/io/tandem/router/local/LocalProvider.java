package io.tandem.router.local;

import io.tandem.router.chat.ChatRequest;
import io.tandem.router.chat.DeltaStream;
import io.tandem.router.chat.Origin;
import io.tandem.router.chat.Provider;
import io.tandem.router.openai.OpenAiProvider;
import io.tandem.router.wire.Endpoint;
import java.net.http.HttpClient;

/// The worker speaks OpenAI's surface; tools go by the decision protocol.
public final class LocalProvider implements Provider {
    private final OpenAiProvider worker;
    private final int context;

    /// @param context tokens of one conversation, answer included
    public LocalProvider(HttpClient client, Endpoint endpoint, int context) {
        this.worker = new OpenAiProvider(client, endpoint);
        this.context = context;
    }

    @Override
    public String name() {
        return worker.name();
    }

    @Override
    public DeltaStream open(ChatRequest request, String model, Origin origin) {
        return worker.open(request, model, origin);
    }
}
