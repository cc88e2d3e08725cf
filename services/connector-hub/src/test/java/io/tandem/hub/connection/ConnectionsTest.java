package io.tandem.hub.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.hub.connector.Connectors;
import io.tandem.hub.grant.Grant;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private static final String ISSUER = "https://login.example.com";
    private static final String SERVER = "https://tickets.example.com/mcp";

    @Nested
    class GivenAGrant {
        private final Grant grant = new Grant(
                "person:ann",
                "tickets",
                ISSUER,
                "tandem",
                SERVER,
                List.of(),
                "sealed",
                null,
                null,
                Instant.EPOCH,
                null);

        private static Connectors.Shown connector(String issuer, String client, String server) {
            return new Connectors.Shown(
                    "tickets",
                    "",
                    server,
                    null,
                    false,
                    Connectors.Identity.grant,
                    null,
                    new Connectors.ShownClient(issuer, client, false, List.of()),
                    false,
                    "up",
                    null,
                    0,
                    0,
                    null,
                    "person:admin",
                    Instant.EPOCH);
        }

        @Test
        void isShownAtWhatItWasGivenFor() {
            assertThat(Connections.fitting(connector(ISSUER, "tandem", SERVER), grant))
                    .isSameAs(grant);
        }

        @Test
        void isNoneForAnotherClientIssuerOrServer() {
            assertThat(Connections.fitting(connector(ISSUER, "another", SERVER), grant))
                    .isNull();
            assertThat(Connections.fitting(connector("https://other.example.com", "tandem", SERVER), grant))
                    .isNull();
            assertThat(Connections.fitting(connector(ISSUER, "tandem", "https://elsewhere.example.com/mcp"), grant))
                    .isNull();
        }
    }
}
