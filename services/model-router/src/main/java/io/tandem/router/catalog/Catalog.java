package io.tandem.router.catalog;

import io.quarkus.runtime.StartupEvent;
import io.tandem.router.chat.ModelFailure;
import io.tandem.router.chat.ModelProblem;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The models that can be called now. Looked for in the background at the start, and again while what is there may
/// change by itself (a model server that somebody starts). Whoever wants to know what was found observes [Offer].
@Singleton
public class Catalog {
    private static final Logger LOG = Logger.getLogger(Catalog.class);
    private static final String PREFIX = "tandem/";
    private static final long AGAIN_NANOS = Duration.ofSeconds(10).toNanos();

    /// What a person can do when there is no model.
    public static final String NO_MODEL = "No language model is configured. Set OPENAI_API_KEY, ANTHROPIC_API_KEY or"
            + " GEMINI_API_KEY, start a model server on this machine (Ollama, llama-server, LM Studio), or run"
            + " ./tandem up without --no-model to fetch a small local model.";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final Discovery discovery;
    private final Event<Offer> found;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable Looked looked;

    private record Looked(Offer offer, long at) {}

    @Inject
    public Catalog(RouterSettings settings, Event<Offer> found) {
        this.found = found;
        this.discovery = new Discovery(settings, client);
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("router-catalog").start(this::look);
    }

    @PreDestroy
    void stop() {
        client.shutdownNow();
    }

    /// What is there, looking first when nobody has.
    public Offer offer() {
        Looked known = looked;
        if (known == null) {
            return look();
        }
        if (!known.offer().settled() && System.nanoTime() - known.at() > AGAIN_NANOS) {
            if (known.offer().models().isEmpty()) {
                return look();
            }
            Thread.ofVirtual().name("router-catalog").start(this::look);
        }
        return known.offer();
    }

    /// The models that a request's `model` means.
    ///
    /// @throws ModelFailure if there are none
    public Selection select(String model) {
        Offer offer = offer();
        if (offer.models().isEmpty()) {
            throw new ModelFailure(ModelProblem.NO_MODEL, NO_MODEL);
        }
        return switch (model) {
            case PREFIX + "fast" -> tier(offer, Offer.FAST, Offer.FAST, "");
            case PREFIX + "deep" -> tier(offer, Offer.DEEP, Offer.DEEP, "");
            case PREFIX + "auto" -> tier(offer, "auto", Offer.FAST, "tandem/auto means tandem/fast for now.");
            default -> named(offer, model);
        };
    }

    private static Selection tier(Offer offer, String asked, String tier, String note) {
        return new Selection(asked, offer.tiers().getOrDefault(tier, List.of()), note);
    }

    private static Selection named(Offer offer, String name) {
        List<Model> found = offer.models().stream()
                .filter(model -> model.name().equals(name))
                .toList();
        if (found.isEmpty()) {
            throw new ModelFailure(
                    ModelProblem.MODEL_NOT_FOUND,
                    "There is no model \"" + name + "\": GET /v1/models lists them.",
                    "model",
                    null);
        }
        return new Selection(name, found, "");
    }

    private Offer look() {
        looking.lock();
        try {
            Looked known = looked;
            if (known != null && (known.offer().settled() || System.nanoTime() - known.at() < AGAIN_NANOS)) {
                return known.offer();
            }
            Offer offer = discovery.look();
            if (known == null || !known.offer().reason().equals(offer.reason())) {
                LOG.infof(
                        "models: %s (%s)",
                        offer.models().stream().map(Model::name).toList(), offer.reason());
            }
            looked = new Looked(offer, System.nanoTime());
            found.fireAsync(offer);
            return offer;
        } finally {
            looking.unlock();
        }
    }
}
