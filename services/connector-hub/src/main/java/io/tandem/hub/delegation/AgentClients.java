package io.tandem.hub.delegation;

import io.quarkus.runtime.StartupEvent;
import io.tandem.hub.connector.Connectors;
import io.tandem.hub.publish.Publication;
import io.tandem.hub.realm.RealmClients;
import io.tandem.hub.realm.RealmClients.Wanted;
import io.tandem.hub.realm.RealmSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Keeps the realm's clients as the agents' lifecycle wants them: at once when something changes here, and again and
/// again because somebody may change something there. What fails is tried again with the next look.
@Singleton
public class AgentClients {
    private static final Logger LOG = Logger.getLogger(AgentClients.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Publication publication;
    private final Connectors connectors;
    private final CallerTokens tokens;
    private final RealmClients realm;
    private final Duration interval;
    private final Thread thread = Thread.ofVirtual().name("hub-agent-clients").unstarted(this::run);

    private Wanted brought = new Wanted(Map.of(), List.of());
    private Instant compared = Instant.EPOCH;

    /// As the log was told.
    private volatile @Nullable String problem;

    @Inject
    AgentClients(
            Publication publication,
            Connectors connectors,
            CallerTokens tokens,
            RealmClients realm,
            RealmSettings settings) {
        this.publication = publication;
        this.connectors = connectors;
        this.tokens = tokens;
        this.realm = realm;
        this.interval = settings.compareInterval();
    }

    /// Whether the realm was as it should be at the last look.
    boolean isUpToDate() {
        return problem == null;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    /// A connector is asked for its tools right after it was registered, and that needs its scope.
    void changed(@Observes Connectors.Changed event) {
        if (publication.ready()) {
            look();
        }
    }

    @PreDestroy
    void stop() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (publication.ready()) {
                    look();
                }
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            LOG.debug("the look at agents' clients ends with the process");
        }
    }

    private synchronized void look() {
        try {
            Wanted wanted = wanted();
            boolean due = Instant.now().isAfter(compared.plus(interval));
            if (!wanted.equals(brought) || due) {
                compared = Instant.now();
                tokens.forget();
                bring(wanted);
            }
        } catch (RuntimeException e) {
            String told = "agents' clients are not up to date in the realm: " + e.getMessage();
            if (!told.equals(problem)) {
                LOG.warn(told);
            }
            LOG.debug("agents' clients", e);
            problem = told;
        }
    }

    /// Where nothing was ever wanted nothing is asked, so that a realm in which the hub has no right is no matter.
    private void bring(Wanted wanted) {
        boolean nothing = wanted.audiences().isEmpty() && wanted.agents().isEmpty();
        if (!nothing || !brought.equals(wanted)) {
            realm.bring(wanted);
        }
        brought = wanted;
        if (problem != null) {
            LOG.info("agents' clients are up to date in the realm");
            problem = null;
        }
    }

    private Wanted wanted() {
        Map<String, String> audiences = connectors.audiences();
        WantedClients clients = new WantedClients(audiences.keySet(), agent -> !publication
                .halts()
                .onAgent(agent.name(), agent.team(), List.of())
                .isEmpty());
        return new Wanted(audiences, clients.of(publication.agents()));
    }
}
