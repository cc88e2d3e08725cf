package io.tandem.gateway.delegation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.security.identity.SecurityIdentity;
import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.events.AgentSight;
import io.tandem.gateway.audit.RecentKeys;
import io.tandem.gateway.calls.AgentCalls;
import io.tandem.gateway.calls.GatewaySettings;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.identity.ServiceToken;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/// Hands a person's access token to connector-hub, once, before an agent whose tools are called as their
/// caller gets the person's message. It goes by HTTP between our services only: never on a topic, never into
/// a log.
@Singleton
public class CallerHandover {
    private static final Logger LOG = Logger.getLogger(CallerHandover.class);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final String SERVICE = "gateway";
    private static final int ROOM = 10_000;

    private final AgentCalls calls;
    private final URI callers;
    private final ServiceToken service;
    private final SecurityIdentity identity;
    private final RecentKeys handed = new RecentKeys(ROOM);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    @Inject
    CallerHandover(AgentCalls calls, GatewaySettings settings, ServiceToken service, SecurityIdentity identity) {
        this.calls = calls;
        this.callers = settings.hubUrl().resolve("/internal/hub/callers");
        this.service = service;
        this.identity = identity;
    }

    /// @param caller whom the current request's token names
    /// @throws A2aException UNAVAILABLE if the hub cannot be told: the agent could only tell that it may not act
    public void hand(AgentSight agent, Caller caller) {
        if (caller.kind() == Caller.Kind.person
                && calls.actsAsCaller(agent)
                && identity.getPrincipal() instanceof JsonWebToken token) {
            String id = Objects.requireNonNullElse(token.getTokenID(), token.getRawToken());
            if (handed.add(id)) {
                try {
                    put(token.getRawToken(), caller);
                } catch (A2aException e) {
                    handed.remove(id);
                    throw e;
                }
            }
        }
    }

    /// The same for who only looks at a task: while somebody looks, what waits for an approval can go on in their name.
    public void renew(AgentSight agent, Caller caller) {
        try {
            hand(agent, caller);
        } catch (A2aException e) {
            LOG.debug("the hub cannot be told who looks", e);
        }
    }

    private void put(String token, Caller caller) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(callers)
                            .timeout(ANSWER)
                            .header("Authorization", "Bearer " + service.of(SERVICE))
                            .header("Content-Type", "application/json")
                            .PUT(HttpRequest.BodyPublishers.ofString(JsonNodeFactory.instance
                                    .objectNode()
                                    .put("token", token)
                                    .toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            switch (answer.statusCode()) {
                case 200, 204 -> {}
                // The agent is told that it may not act for them, and tells why.
                case 400 -> LOG.warnf("the sign-in of %s is of no use to the hub: %s", caller.id(), answer.body());
                case 401 -> {
                    service.forget(SERVICE);
                    throw unavailable();
                }
                default -> throw unavailable();
            }
        } catch (IOException e) {
            LOG.debug("the hub cannot be told who calls", e);
            throw unavailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new A2aException(A2aError.UNAVAILABLE, "The gateway is stopping");
        }
    }

    private static A2aException unavailable() {
        return new A2aException(
                A2aError.UNAVAILABLE, "This agent acts in your name, and its tools cannot be told so now; try again");
    }
}
