package io.tandem.hub.connector;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.hub.access.Page;
import io.tandem.hub.access.Rights;
import io.tandem.hub.egress.EgressDoor;
import io.tandem.hub.oauth.Discovery;
import io.tandem.hub.oauth.OAuthClient;
import io.tandem.hub.oauth.OAuthFault;
import io.tandem.hub.publish.Publication;
import io.tandem.hub.sandbox.Program;
import io.tandem.hub.sandbox.Sandbox;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/connectors`: what is registered; administrators change it.
@Path("/api/v1/connectors")
@Authenticated
@Tag(name = "Connectors", description = "MCP servers that agents act through")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ConnectorsResource {
    private final Connectors connectors;
    private final Listing listing;
    private final Publication publication;
    private final Places places;
    private final SecurityIdentity identity;
    private final Event<Connectors.Changed> changed;

    @Inject
    ConnectorsResource(
            Connectors connectors,
            Listing listing,
            Publication publication,
            Places places,
            SecurityIdentity identity,
            Event<Connectors.Changed> changed) {
        this.changed = changed;
        this.places = places;
        this.connectors = connectors;
        this.listing = listing;
        this.publication = publication;
        this.identity = identity;
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "listConnectors",
            summary = "Connectors with their state; addresses are shown to administrators")
    public Page<Connectors.Shown> list(
            @QueryParam("q") @DefaultValue("") String words,
            @QueryParam("pageSize") @Nullable Integer pageSize,
            @QueryParam("pageToken") @DefaultValue("") String after) {
        String wanted = words.toLowerCase(Locale.ROOT);
        List<Connectors.Shown> found = connectors.all().stream()
                .filter(connector -> (connector.name() + " " + connector.description())
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted))
                .map(this::seen)
                .toList();
        return Page.of(found, Connectors.Shown::name, after, Page.size(pageSize));
    }

    @GET
    @Path("/{name}")
    @RunOnVirtualThread
    @Operation(operationId = "getConnector", summary = "One connector")
    public Connectors.Shown get(@PathParam("name") String name) {
        return seen(connectors.get(name));
    }

    @POST
    @RunOnVirtualThread
    @Operation(
            operationId = "registerConnector",
            summary = "Register a connector and list its tools; they wait for approval")
    @APIResponse(
            responseCode = "201",
            description = "The connector",
            content = @Content(schema = @Schema(implementation = Connectors.Shown.class)))
    public Response register(ConnectorBody body) {
        String by = rights().administrator();
        Connectors.Registration registration = places.usable(body.registration());
        connectors.register(registration, false, by);
        changed.fire(new Connectors.Changed());
        listing.refresh(registration.name());
        return Response.created(URI.create("/api/v1/connectors/" + registration.name()))
                .entity(connectors.get(registration.name()))
                .build();
    }

    @PUT
    @Path("/{name}")
    @RunOnVirtualThread
    @Operation(operationId = "changeConnector", summary = "Change address or program, description or credential")
    public Connectors.Shown change(@PathParam("name") String name, ConnectorBody body) {
        String by = rights().administrator();
        if (body.name() != null && !body.name().equals(name)) {
            throw ProblemException.invalid("name", "A connector keeps its name.");
        }
        Connectors.Registration registration = places.usable(body.registration(name));
        Runnable farewell = listing.farewell(name);
        connectors.change(registration, by);
        farewell.run();
        changed.fire(new Connectors.Changed());
        listing.refresh(name);
        return connectors.get(name);
    }

    @DELETE
    @Path("/{name}")
    @RunOnVirtualThread
    @Operation(operationId = "removeConnector", summary = "Remove a connector and its tools")
    public void remove(@PathParam("name") String name) {
        String by = rights().administrator();
        Runnable farewell = listing.farewell(name);
        connectors.remove(name, by);
        farewell.run();
        listing.refresh(name);
        publication.hint();
    }

    @POST
    @Path("/{name}/refresh")
    @Consumes(MediaType.WILDCARD)
    @RunOnVirtualThread
    @Operation(operationId = "refreshConnector", summary = "Ask the connector for its tools now")
    public Connectors.Shown refresh(@PathParam("name") String name) {
        rights().administrator();
        connectors.get(name);
        listing.refresh(name);
        return connectors.get(name);
    }

    private Rights rights() {
        return new Rights(Caller.of(identity));
    }

    private Connectors.Shown seen(Connectors.Shown connector) {
        return rights().isAdministrator() ? connector : connector.withoutAddress();
    }

    /// Where connectors may be.
    @Singleton
    static final class Places {
        private final Sandbox sandbox;
        private final EgressDoor door;
        private final Discovery discovery;

        @Inject
        Places(Sandbox sandbox, EgressDoor door, Discovery discovery) {
            this.sandbox = sandbox;
            this.door = door;
            this.discovery = discovery;
        }

        /// @throws ProblemException INVALID if it may not be where it is said to be, SANDBOX_MISSING if it is a program
        /// and none can be run here
        Connectors.Registration usable(Connectors.Registration registration) {
            switch (registration.place()) {
                case Connectors.Place.Address(URI url) -> {
                    door.refusal(url.getHost()).ifPresent(why -> {
                        throw ProblemException.invalid("url", why);
                    });
                    OAuthClient client = registration.client();
                    return client == null ? registration : registration.with(settled(url, client));
                }
                case Connectors.Place.Runs(Program program) -> {
                    sandbox.missing().ifPresent(why -> {
                        throw new ProblemException(HubProblem.SANDBOX_MISSING, why);
                    });
                    sandbox.fault(program).ifPresent(why -> {
                        throw ProblemException.invalid("program", why);
                    });
                }
            }
            return registration;
        }

        /// The client with its issuer, which the server must trust and which must be able to do what is needed.
        private OAuthClient settled(URI url, OAuthClient client) {
            try {
                String named = client.issuer().isEmpty() ? null : client.issuer();
                String issuer = discovery.issuer(discovery.resource(url), named);
                discovery.server(issuer);
                return new OAuthClient(issuer, client.id(), client.secret(), client.scopes());
            } catch (OAuthFault e) {
                throw new ProblemException(HubProblem.AUTHORIZATION_UNFIT, e.reason());
            }
        }
    }
}
