package io.tandem.hub.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.hub.connection.GrantRequests.Begun;
import io.tandem.hub.connection.GrantRequests.Traveller;
import io.tandem.hub.publish.Transactions;
import io.tandem.hub.seal.Sealing;
import io.tandem.kit.testing.RealPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields.
class GrantRequestsTest {
    private static final Begun BEGUN = new Begun("https://login.example.com", "https://x.example.com/mcp", "verifier");
    private static final Traveller ANN = new Traveller("person:ann", "session-1", "tickets");
    private static RealPostgres postgres;
    private static DataSource dataSource;

    private final GrantRequests requests =
            new GrantRequests(new Transactions(dataSource), new Sealing("0123456789abcdef0123456789abcdef"));
    private final String state = UUID.randomUUID().toString();

    @BeforeAll
    static void start() throws SQLException {
        postgres = RealPostgres.start();
        dataSource = postgres.migrated("hub");
        try (Connection connection = dataSource.getConnection();
                Statement register = connection.createStatement()) {
            register.execute("insert into connector(name, url, description, built_in, registered_by, registered_at,"
                    + " identity, issuer, client_id, scopes) select name, 'https://x', '', false, 'person:admin', now(),"
                    + " 'grant', 'i', 'c', '{}' from (values ('tickets'), ('wiki')) as names(name)");
        }
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Nested
    class GivenAPersonOnTheirWay {
        private void begun(Instant expires) {
            requests.begin(ANN, state, BEGUN, expires);
        }

        @Test
        void comesBackOnce() {
            begun(Instant.now().plusSeconds(600));

            assertThat(requests.take(ANN, state)).contains(BEGUN);
            assertThat(requests.take(ANN, state)).isEmpty();
        }

        @Test
        void comesBackInTheirOwnSessionOnly() {
            begun(Instant.now().plusSeconds(600));

            assertThat(requests.take(new Traveller("person:ann", "session-2", "tickets"), state))
                    .isEmpty();
            assertThat(requests.take(new Traveller("person:bea", "session-1", "tickets"), state))
                    .isEmpty();
            assertThat(requests.take(ANN, state)).as("it is still theirs").contains(BEGUN);
        }

        @Test
        void comesBackToTheConnectorTheyLeftFrom() {
            begun(Instant.now().plusSeconds(600));

            assertThat(requests.take(new Traveller("person:ann", "session-1", "wiki"), state))
                    .isEmpty();
        }

        @Test
        void comesBackInTime() {
            begun(Instant.now().minusSeconds(1));

            assertThat(requests.take(ANN, state)).isEmpty();
        }
    }
}
