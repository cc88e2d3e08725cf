package io.tandem.hub.connector;

import io.quarkus.runtime.StartupEvent;
import io.tandem.events.Flow;
import io.tandem.events.ToolRecord;
import io.tandem.events.ToolRecord.Effect;
import io.tandem.hub.grant.Grants;
import io.tandem.hub.grant.Renewed;
import io.tandem.hub.mcp.ConnectorUnavailable;
import io.tandem.hub.mcp.Endpoint;
import io.tandem.hub.mcp.ListedTool;
import io.tandem.hub.mcp.McpConnections;
import io.tandem.hub.mcp.Way;
import io.tandem.hub.publish.Publication;
import io.tandem.hub.realm.NotDelegated;
import io.tandem.hub.realm.TokenExchange;
import io.tandem.kit.problem.ProblemException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Asks connectors for their tools: after their registration and again and again, in the background.
@Singleton
public class Listing {
    private static final Logger LOG = Logger.getLogger(Listing.class);
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final String HUB = "service:tandem-hub";
    private static final List<String> DEMO_TEAMS = List.of("sales");

    private final Connectors connectors;
    private final McpConnections connections;
    private final Publication publication;
    private final HubSettings settings;
    private final TokenExchange realm;
    private final Grants grants;
    private final Thread thread = Thread.ofVirtual().name("hub-listing").unstarted(this::run);

    /// A connector that comes with Tandem. What it is given stays in the company.
    private record BuiltIn(String name, String description, Map<String, Preset> tools) {
        Map<String, PinnedTools.Approval> preset() {
            return tools.entrySet().stream()
                    .collect(java.util.stream.Collectors.toMap(
                            Map.Entry::getKey, tool -> tool.getValue().approval()));
        }
    }

    /// @param results what its answers add to what a task has read
    private record Preset(Effect effect, Flow results, List<String> sensitive) {
        static Preset read(Flow results) {
            return new Preset(Effect.READ, results, List.of());
        }

        PinnedTools.Approval approval() {
            return new PinnedTools.Approval(
                    null, effect, DEMO_TEAMS, new ToolRecord.Handling(results, false, false, sensitive), "built in");
        }
    }

    private static final Flow PEOPLE = new Flow(true, true, Flow.Secrecy.INTERNAL);
    private static final List<BuiltIn> ALWAYS = List.of(
            new BuiltIn(
                    "basics",
                    "Calculator and clock",
                    Map.of("calculate", Preset.read(Flow.NONE), "now", Preset.read(Flow.NONE))),
            new BuiltIn(
                    "database",
                    "Reads a PostgreSQL database",
                    Map.of("describe_schema", Preset.read(Flow.NONE), "query", Preset.read(PEOPLE))),
            new BuiltIn(
                    "documents",
                    "Reads a folder of documents",
                    Map.of(
                            "list", Preset.read(Flow.UNKNOWN),
                            "search", Preset.read(Flow.UNKNOWN),
                            "read", Preset.read(Flow.UNKNOWN))));
    private static final BuiltIn SHOP = new BuiltIn(
            "shop",
            "Writes into the demo shop",
            Map.of("create_credit_note", new Preset(Effect.KEYED, Flow.NONE, List.of("invoice_number", "amount"))));

    @Inject
    Listing(
            Connectors connectors,
            McpConnections connections,
            Publication publication,
            HubSettings settings,
            TokenExchange realm,
            Grants grants) {
        this.realm = realm;
        this.grants = grants;
        this.connectors = connectors;
        this.connections = connections;
        this.publication = publication;
        this.settings = settings;
    }

    /// Asks one connector now. Its problem, if it has one, is shown with it. What runs for one that is not there any
    /// more ends.
    public void refresh(String name) {
        Optional<Way> way = connectors.way(name);
        if (way.isEmpty()) {
            connections.forget(name);
            return;
        }
        try {
            List<ListedTool> listed =
                    switch (way.get()) {
                        case Way.Shared(Endpoint known) -> list(known);
                        case Way.Closed(String reason) -> throw new NotDelegated(reason);
                        case Way.AsCaller caller -> list(caller.with(realm.forListing(name, caller.audience())));
                        case Way.ByGrant granted ->
                            list(granted, connectors.get(name).registeredBy());
                    };
            connectors.listed(name, listed, preset(connectors.get(name)));
        } catch (ConnectorUnavailable | NotDelegated | ProblemException e) {
            LOG.infof("connector %s: %s", name, e.getMessage());
            connectors.unreachable(name, String.valueOf(e.getMessage()));
        }
        publication.hint();
    }

    /// What is left to do at a connector's authorization server once it is changed or removed.
    Runnable farewell(String name) {
        return connectors.way(name).orElse(null) instanceof Way.ByGrant granted ? grants.farewell(granted) : () -> {};
    }

    private List<ListedTool> list(Endpoint endpoint) {
        return connections.list(endpoint, settings.listTime());
    }

    private List<ListedTool> list(Way.ByGrant granted, String person) throws NotDelegated {
        try {
            return listOnce(granted, person);
        } catch (Renewed e) {
            LOG.debug("asked again with another token", e);
            return listOnce(granted, person);
        }
    }

    private List<ListedTool> listOnce(Way.ByGrant granted, String person) throws NotDelegated {
        String token = grants.token(person, granted);
        try {
            return list(granted.with(token));
        } catch (ConnectorUnavailable e) {
            if (e.refused().isPresent()) {
                throw grants.refused(person, granted, token, e.refused().get());
            }
            throw e;
        }
    }

    void start(@Observes StartupEvent event) {
        connectors.sealStored();
        thread.start();
    }

    @PreDestroy
    void stop() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (!publication.ready()) {
                Thread.sleep(AGAIN.dividedBy(10));
            }
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(round() ? settings.refreshInterval() : AGAIN);
            }
        } catch (InterruptedException e) {
            LOG.debug("listing ends with the process");
        }
    }

    /// Whether every connector answered.
    private boolean round() {
        try {
            builtIns().forEach(this::registerOnce);
            connectors.all().forEach(connector -> refresh(connector.name()));
            return connectors.all().stream()
                    .filter(Connectors.Shown::builtIn)
                    .noneMatch(connector -> connector.problem() != null);
        } catch (RuntimeException e) {
            LOG.warnf("connectors cannot be listed now: %s", e.getMessage());
            LOG.debug("listing", e);
            return false;
        }
    }

    private List<BuiltIn> builtIns() {
        return settings.demo()
                ? java.util.stream.Stream.concat(ALWAYS.stream(), java.util.stream.Stream.of(SHOP))
                        .toList()
                : ALWAYS;
    }

    private void registerOnce(BuiltIn builtIn) {
        URI url = settings.connectorsUrl().resolve("/connectors/" + builtIn.name() + "/mcp");
        Connectors.Registration registration =
                new Connectors.Registration(builtIn.name(), new Connectors.Place.Address(url), builtIn.description());
        if (connectors.all().stream().noneMatch(known -> known.name().equals(builtIn.name()))) {
            connectors.register(registration, true, HUB);
        } else {
            connectors.moved(registration);
        }
    }

    private Map<String, PinnedTools.Approval> preset(Connectors.Shown connector) {
        return builtIns().stream()
                .filter(builtIn -> connector.builtIn() && builtIn.name().equals(connector.name()))
                .findFirst()
                .map(BuiltIn::preset)
                .orElse(Map.of());
    }
}
