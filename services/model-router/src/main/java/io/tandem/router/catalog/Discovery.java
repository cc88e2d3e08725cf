package io.tandem.router.catalog;

import io.tandem.router.anthropic.AnthropicProvider;
import io.tandem.router.chat.Provider;
import io.tandem.router.local.LocalProvider;
import io.tandem.router.openai.OpenAiProvider;
import io.tandem.router.scripted.ScriptedProvider;
import io.tandem.router.wire.Endpoint;
import io.tandem.router.wire.Patience;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks for models in this order, and stops at the first place that has some: the file of scripted models;
/// configuration; keys in the environment; model servers on this machine, then the local worker.
final class Discovery {
    private static final String OPENAI = "openai";

    /// How long a server that somebody named may take to tell its models.
    private static final Duration CONFIGURED_WAIT = Duration.ofSeconds(10);

    private final RouterSettings settings;
    private final HttpClient client;
    private final LoopbackServers servers;
    private final LoopbackServers configured;
    private final Patience patience;
    private final Patience localPatience;

    Discovery(RouterSettings settings, HttpClient client) {
        this.settings = settings;
        this.client = client;
        this.servers = new LoopbackServers(client, settings.loopbackWait());
        this.configured = new LoopbackServers(client, CONFIGURED_WAIT);
        this.patience = new Patience(settings.firstToken(), settings.nextToken());
        this.localPatience = new Patience(settings.localFirstToken(), settings.localNextToken());
    }

    Offer look() {
        Optional<String> file = settings.modelsFile();
        if (file.isPresent()) {
            Provider scripted = new ScriptedProvider(Path.of(file.get()), settings.nextToken());
            List<Model> one = List.of(new Model("scripted", scripted, "scripted", free(), true));
            return Offer.of(one, one, "TANDEM_MODELS_FILE names a file of scripted models: " + file.get(), true);
        }
        if (!settings.models().isEmpty()) {
            return configured();
        }
        Offer keys = keys();
        return keys.models().isEmpty() ? onThisMachine() : keys;
    }

    private Offer configured() {
        Map<String, Provider> providers = new HashMap<>();
        settings.providers().forEach((name, entry) -> providers.put(name, provider(name, entry)));
        List<Model> all = new ArrayList<>();
        settings.models().forEach((name, entry) -> {
            Provider provider = providers.get(entry.provider());
            if (provider == null) {
                throw new IllegalStateException("tandem.router.models.\"" + name + "\".provider names \""
                        + entry.provider() + "\", which tandem.router.providers does not have");
            }
            all.add(new Model(name, provider, entry.id().orElse(name), price(name), false));
        });
        return new Offer(
                all,
                Map.of(Offer.FAST, tier(Offer.FAST, all), Offer.DEEP, tier(Offer.DEEP, all)),
                "tandem.router.models in the configuration",
                true);
    }

    private List<Model> tier(String tier, List<Model> all) {
        List<String> names = settings.tiers().get(tier);
        if (names == null) {
            return all;
        }
        return names.stream()
                .map(name -> all.stream()
                        .filter(model -> model.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("tandem.router.tiers." + tier + " names \"" + name
                                + "\", which tandem.router.models does not have")))
                .toList();
    }

    private Provider provider(String name, RouterSettings.ProviderEntry entry) {
        String key = entry.apiKey().orElse("");
        return switch (entry.kind()) {
            case OPENAI -> new OpenAiProvider(client, bearer(name, entry.baseUrl(), key, patience));
            case "anthropic" ->
                new AnthropicProvider(client, AnthropicProvider.endpoint(entry.baseUrl(), key, patience));
            default ->
                throw new IllegalStateException("tandem.router.providers.\"" + name + "\".kind is \"" + entry.kind()
                        + "\": it is openai or anthropic");
        };
    }

    private Offer keys() {
        List<Model> fast = new ArrayList<>();
        List<Model> deep = new ArrayList<>();
        List<String> why = new ArrayList<>();
        openAiKey(fast, deep, why);
        settings.anthropic().apiKey().ifPresent(key -> {
            URI base = settings.anthropic().baseUrl().orElse(URI.create("https://api.anthropic.com/v1"));
            Provider provider = new AnthropicProvider(client, AnthropicProvider.endpoint(base, key, patience));
            fast.add(model(provider, settings.anthropic().fast().orElse("claude-haiku-4-5")));
            deep.add(model(provider, settings.anthropic().deep().orElse("claude-sonnet-4-5")));
            why.add("ANTHROPIC_API_KEY");
        });
        settings.gemini().apiKey().ifPresent(key -> {
            URI base = settings.gemini()
                    .baseUrl()
                    .orElse(URI.create("https://generativelanguage.googleapis.com/v1beta/openai"));
            Provider provider = new OpenAiProvider(client, bearer("gemini", base, key, patience));
            fast.add(model(provider, settings.gemini().fast().orElse("gemini-2.5-flash")));
            deep.add(model(provider, settings.gemini().deep().orElse("gemini-2.5-pro")));
            why.add("GEMINI_API_KEY");
        });
        return Offer.of(fast, deep, "in the environment: " + String.join(", ", why), true);
    }

    private void openAiKey(List<Model> fast, List<Model> deep, List<String> why) {
        RouterSettings.KeyEntry entry = settings.openai();
        if (entry.baseUrl().isPresent()) {
            String key = entry.apiKey().orElse("");
            URI base = entry.baseUrl().get();
            Provider provider = new OpenAiProvider(client, bearer(OPENAI, base, key, patience));
            Optional<String> listed = entry.fast().or(() -> configured.firstModel(base, key));
            String name = listed.orElse("default");
            fast.add(model(provider, name));
            deep.add(model(provider, entry.deep().orElse(name)));
            why.add("OPENAI_BASE_URL");
        } else if (entry.apiKey().isPresent()) {
            URI base = URI.create("https://api.openai.com/v1");
            Provider provider = OpenAiProvider.withCompletionLimit(
                    client, bearer(OPENAI, base, entry.apiKey().get(), patience));
            fast.add(model(provider, entry.fast().orElse("gpt-4.1-mini")));
            deep.add(model(provider, entry.deep().orElse("gpt-4.1")));
            why.add("OPENAI_API_KEY");
        }
    }

    private Offer onThisMachine() {
        List<Model> models = new ArrayList<>();
        List<String> why = new ArrayList<>();
        if (settings.loopback()) {
            List<Integer> ports = settings.loopbackPorts().stream()
                    .filter(port -> port != settings.ownPort())
                    .toList();
            for (LoopbackServers.Found found : servers.find(ports)) {
                Provider provider =
                        new OpenAiProvider(client, bearer(found.provider(), found.base(), "", localPatience));
                models.add(new Model(found.model(), provider, found.model(), free(), true));
                why.add(found.provider() + " answers at " + found.base().getAuthority());
            }
        }
        settings.workerUrl().ifPresent(url -> {
            Endpoint endpoint = bearer(
                    "local", URI.create(url + "/v1"), settings.workerToken().orElse(""), localPatience);
            models.add(new Model(
                    "local", new LocalProvider(client, endpoint, settings.workerContext()), "local", free(), true));
            why.add("the local model worker runs");
        });
        String reason = why.isEmpty() ? "nothing was found" : String.join("; ", why);
        return Offer.of(models, models, reason, false);
    }

    private Model model(Provider provider, String name) {
        return new Model(name, provider, name, price(name), false);
    }

    private static Endpoint bearer(String provider, URI base, String key, Patience patience) {
        return new Endpoint(
                provider, base, key.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + key), patience);
    }

    private Price price(String model) {
        RouterSettings.PriceEntry entry = settings.prices().get(model);
        return entry == null
                ? Price.unknown(settings.currency())
                : new Price(
                        entry.input(), entry.cached().orElse(entry.input()), entry.output(), settings.currency(), true);
    }

    private Price free() {
        return Price.free(settings.currency());
    }
}
