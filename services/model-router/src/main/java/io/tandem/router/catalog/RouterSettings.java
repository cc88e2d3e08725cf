package io.tandem.router.catalog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where models come from and how patient the router is.
@ConfigMapping(prefix = "tandem.router")
public interface RouterSettings {
    /// A file of scripted models (`TANDEM_MODELS_FILE`): when it is set, it alone answers both tiers.
    @WithDefault("${tandem.models.file:}")
    Optional<String> modelsFile();

    /// Providers by a name of your own. Needed only for what no key in the environment says.
    Map<String, ProviderEntry> providers();

    /// Models by the name that callers use; each names a provider of `tandem.router.providers`.
    Map<String, ModelEntry> models();

    /// Models of a tier, `fast` or `deep`, in the order in which they are tried; without it, all of
    /// `tandem.router.models`.
    Map<String, List<String>> tiers();

    /// Prices by the name of a model.
    Map<String, PriceEntry> prices();

    /// ISO 4217 code of all prices.
    @WithDefault("EUR")
    String currency();

    /// OpenAI, or a server like it.
    KeyEntry openai();

    /// Anthropic.
    KeyEntry anthropic();

    /// Gemini, by its OpenAI-compatible surface.
    KeyEntry gemini();

    /// Whether model servers on this machine (Ollama, llama-server, LM Studio) are looked for.
    @WithDefault("true")
    boolean loopback();

    /// Ports on this machine at which model servers are looked for.
    @WithDefault("11434,8080,1234")
    List<Integer> loopbackPorts();

    /// How long a server on this machine may take to tell its models.
    @WithDefault("300ms")
    Duration loopbackWait();

    /// This process's own port, which is never taken for a model server.
    @WithDefault("${quarkus.http.port:8080}")
    int ownPort();

    /// Address of the local model worker (`TANDEM_WORKER_URL`), such as `http://127.0.0.1:18431`.
    @WithDefault("${tandem.worker.url:}")
    Optional<URI> workerUrl();

    /// Token of the local model worker (`TANDEM_WORKER_TOKEN`).
    @WithDefault("${tandem.worker.token:}")
    Optional<String> workerToken();

    /// Tokens that one conversation may have with the local model, answer included.
    @WithDefault("4096")
    int workerContext();

    /// How long a provider may take to its first token.
    @WithDefault("90S")
    Duration firstToken();

    /// How long a provider may be silent between two tokens.
    @WithDefault("60S")
    Duration nextToken();

    /// How long a model on this machine may take to its first token; other work may hold it up for minutes.
    @WithDefault("10M")
    Duration localFirstToken();

    /// How long a model on this machine may be silent between two tokens.
    @WithDefault("2M")
    Duration localNextToken();

    interface ProviderEntry {
        /// Kind of surface: `openai` (any compatible server) or `anthropic`.
        @WithDefault("openai")
        String kind();

        /// Address, such as `https://host/v1`.
        URI baseUrl();

        /// Key, sent as the provider wants it; none for servers that ask for none.
        Optional<String> apiKey();
    }

    interface ModelEntry {
        /// Name of a provider of `tandem.router.providers`.
        String provider();

        /// The provider's own name of the model; without it, the same name.
        Optional<String> id();
    }

    interface PriceEntry {
        /// Price of a million tokens read.
        @WithDefault("0")
        BigDecimal input();

        /// Price of a million tokens read that the provider still held.
        Optional<BigDecimal> cached();

        /// Price of a million tokens written.
        @WithDefault("0")
        BigDecimal output();
    }

    interface KeyEntry {
        /// The key; taken from the usual environment variable of that provider.
        Optional<String> apiKey();

        /// Another address of the same surface.
        Optional<URI> baseUrl();

        /// The model of the fast tier.
        Optional<String> fast();

        /// The model of the deep tier.
        Optional<String> deep();
    }
}
