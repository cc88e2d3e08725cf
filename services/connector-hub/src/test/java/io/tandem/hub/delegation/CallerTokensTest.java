package io.tandem.hub.delegation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.hub.publish.Transactions;
import io.tandem.hub.realm.TokenExchange.SignedIn;
import io.tandem.hub.seal.Sealing;
import io.tandem.kit.testing.RealPostgres;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields.
class CallerTokensTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final Instant NOON = Instant.parse("2100-01-01T12:00:00Z");
    private static RealPostgres postgres;
    private static Transactions transactions;

    private final CallerTokens tokens = new CallerTokens(transactions, new Sealing(SECRET));
    private final String name = "anna-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        postgres = RealPostgres.start();
        transactions = new Transactions(postgres.migrated("hub"));
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    private void keep(Instant expires, String token) {
        tokens.keep(new SignedIn(name, expires), token);
    }

    @Nested
    class GivenATokenOfAPerson {
        @Test
        void isThereUntilItEnds() {
            keep(NOON, "the token");

            assertThat(tokens.of("person:" + name, NOON.minusSeconds(1))).contains("the token");
            assertThat(tokens.of("person:" + name, NOON)).isEmpty();
            assertThat(tokens.of("person:somebody-else", NOON.minusSeconds(1))).isEmpty();
        }

        @Test
        void isReplacedByOneThatHoldsLonger() {
            keep(NOON, "the token");
            keep(NOON.minusSeconds(60), "an older one");
            keep(NOON.plusSeconds(60), "a newer one");

            assertThat(tokens.of("person:" + name, NOON)).contains("a newer one");
        }

        @Test
        void opensUnderNoOtherSecret() {
            keep(NOON, "the token");
            CallerTokens others = new CallerTokens(transactions, new Sealing(SECRET + SECRET));

            assertThat(others.of("person:" + name, NOON.minusSeconds(1))).isEmpty();
        }

        @Test
        void isRemovedOnceItEnded() {
            keep(Instant.now().minusSeconds(1), "ended");

            tokens.forget();

            assertThat(tokens.of("person:" + name, Instant.EPOCH)).isEmpty();
        }
    }
}
