package io.tandem.hub.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tandem.hub.mcp.ToolAnswer.Refused;
import io.tandem.hub.mcp.Way;
import io.tandem.hub.oauth.AuthorizationServerProbe;
import io.tandem.hub.oauth.IssuedTokens;
import io.tandem.hub.oauth.OAuthClient;
import io.tandem.hub.publish.Publication;
import io.tandem.hub.publish.Transactions;
import io.tandem.hub.realm.NotDelegated;
import io.tandem.hub.seal.Sealing;
import io.tandem.kit.testing.RealKafka;
import io.tandem.kit.testing.RealPostgres;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields.
class GrantsTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static RealPostgres postgres;
    private static DataSource dataSource;

    private final AuthorizationServerProbe probe = new AuthorizationServerProbe().good();
    private final Transactions transactions = new Transactions(dataSource);
    private final Grants grants = grants(SECRET);
    private final GrantAsks asks = new GrantAsks(transactions);
    private final String person = "person:anna-" + UUID.randomUUID();
    private final String connector = "tickets-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void start() {
        postgres = RealPostgres.start();
        dataSource = postgres.migrated("hub");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void register() {
        run("insert into connector(name, url, description, built_in, registered_by, registered_at, identity, issuer,"
                + " client_id, scopes) values ('" + connector + "', 'https://x', '', false, 'person:admin', now(),"
                + " 'grant', 'i', 'c', '{}')");
    }

    @AfterEach
    void close() {
        probe.close();
    }

    private Grants grants(String secret) {
        GrantLedger ledger = new GrantLedger(transactions, publication());
        GrantSeals seals = new GrantSeals(new Sealing(secret));
        Revocation revocation = new Revocation(probe.servers(), seals);
        return new Grants(
                transactions,
                ledger,
                seals,
                new Refreshing(transactions, probe.servers(), seals, ledger, revocation),
                revocation,
                new GrantSettings() {
                    @Override
                    public String consoleUrl() {
                        return "http://localhost:8080";
                    }

                    @Override
                    public Duration margin() {
                        return Duration.ofSeconds(30);
                    }

                    @Override
                    public Duration requestExpiry() {
                        return Duration.ofMinutes(10);
                    }
                });
    }

    private static Publication publication() {
        return new Publication(dataSource, RealKafka.brokerAt("127.0.0.1:1", "test"));
    }

    private static void run(String statement) {
        try (Connection connection = dataSource.getConnection();
                Statement execute = connection.createStatement()) {
            execute.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    private static String text(String query) {
        try (Connection connection = dataSource.getConnection();
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    private Way.ByGrant way() {
        return way(probe.tools(), "tandem");
    }

    private Way.ByGrant way(URI url, String client) {
        return new Way.ByGrant(connector, url, new OAuthClient(probe.issuer(), client, null, List.of("read")));
    }

    private void keep(@Nullable Instant expires, @Nullable String refresh) {
        IssuedTokens tokens = new IssuedTokens("the-access-token", expires, refresh, List.of("read"));
        grants.keep(person, way(), probe.tools().toString(), tokens);
    }

    private void leave(Way.@Nullable ByGrant now) {
        transactions.run(transaction -> {
            grants.leave(transaction, connector, now, "gone now");
            return connector;
        });
    }

    /// What the ledger is told of this person's grant.
    private String audited(String action) {
        return text("select convert_from(body, 'UTF8') from outbox where convert_from(body, 'UTF8') like '%" + action
                + "%' and convert_from(body, 'UTF8') like '%" + person + "%'");
    }

    private static Instant in(int seconds) {
        return Instant.now().plusSeconds(seconds);
    }

    @Nested
    class GivenAPersonWhoConnected {
        @Test
        void isCalledForWithWhatTheyGranted() throws Exception {
            keep(in(600), "r");

            assertThat(grants.token(person, way())).isEqualTo("the-access-token");
            assertThat(text("select access || refresh from person_grant where person = '" + person + "'"))
                    .startsWith("sealed:1:")
                    .doesNotContain("the-access-token");
        }

        @Test
        void isNobodyElse() {
            keep(in(600), "r");

            assertThatThrownBy(() -> grants.token("person:bert", way())).isInstanceOf(NotConnected.class);
            assertThatThrownBy(() -> grants.token("service:robot", way()))
                    .isNotInstanceOf(NotConnected.class)
                    .hasMessageContaining("no person asked");
        }

        @Test
        void isAskedAgainWhereTheServerOrTheClientIsAnother() {
            keep(in(600), "r");
            assertThatThrownBy(
                            () -> grants.token(person, way(URI.create("https://elsewhere.example.com/mcp"), "tandem")))
                    .isInstanceOf(NotConnected.class);

            keep(in(600), "r");
            assertThatThrownBy(() -> grants.token(person, way(probe.tools(), "another")))
                    .isInstanceOf(NotConnected.class);
            assertThat(grants.of(person)).isEmpty();
        }

        @Test
        void isAskedAgainWhereTheSealIsAnother() {
            keep(in(600), "r");

            assertThatThrownBy(() -> grants(SECRET + "2").token(person, way())).isInstanceOf(NotConnected.class);
        }

        @Test
        void revokesHereAndThere() {
            keep(in(600), "r");

            assertThat(grants.revoke(person, way())).contains(new Revocation.Told(true, null));

            assertThat(probe.posted.getLast()).containsEntry("token", "r");
            assertThatThrownBy(() -> grants.token(person, way())).isInstanceOf(NotConnected.class);
            assertThat(grants.revoke(person, way())).isEmpty();
        }

        @Test
        void revokesHereEvenWhereTheServerRefuses() {
            keep(in(600), "r");
            probe.status = 500;

            assertThat(grants.revoke(person, way()).orElseThrow().atServer()).isFalse();
            assertThat(grants.of(person)).isEmpty();
        }
    }

    @Nested
    class GivenATokenThatEndsSoon {
        @Test
        void isRefreshedOnceForManyCalls() throws Exception {
            keep(in(10), "r1");
            probe.answer =
                    "{\"access_token\":\"fresh\",\"token_type\":\"Bearer\",\"expires_in\":600,\"refresh_token\":\"r2\"}";

            try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
                Callable<String> call = () -> grants.token(person, way());
                for (Future<String> token : calls.invokeAll(List.of(call, call, call, call))) {
                    assertThat(token.get()).isEqualTo("fresh");
                }
            }

            assertThat(probe.posted).hasSize(1).first().satisfies(form -> assertThat(form)
                    .containsEntry("refresh_token", "r1"));
        }

        @Test
        void isNotHeldWithAConnectionToTheDatabase() throws Exception {
            keep(in(10), "r1");
            probe.answer = "{\"access_token\":\"fresh\",\"token_type\":\"Bearer\",\"expires_in\":600}";
            List<String> locks = new CopyOnWriteArrayList<>();
            probe.meanwhile = () -> locks.add(text(
                    "select count(*) from pg_locks where locktype = 'transactionid'" + " and pid <> pg_backend_pid()"));

            assertThat(grants.token(person, way())).isEqualTo("fresh");

            assertThat(locks).containsExactly("0");
        }

        @Test
        void isRevokedWhereItsPersonRevokedItMeanwhile() {
            keep(in(10), "r1");
            probe.answer =
                    "{\"access_token\":\"fresh\",\"token_type\":\"Bearer\",\"expires_in\":600,\"refresh_token\":\"r2\"}";
            probe.meanwhile = () -> run("delete from person_grant where person = '" + person + "'");

            assertThatThrownBy(() -> grants.token(person, way())).isInstanceOf(NotConnected.class);

            await().until(() -> probe.posted.size() == 2);
            assertThat(probe.posted.getLast()).containsEntry("token", "r2");
        }

        @Test
        void isRefreshedBySomebodyElseWhereWhoHadItsTurnIsGone() throws Exception {
            keep(in(10), "r1");
            probe.answer = "{\"access_token\":\"fresh\",\"token_type\":\"Bearer\",\"expires_in\":600}";
            run("update person_grant set turn_until = now() - interval '1 second' where person = '" + person + "'");

            assertThat(grants.token(person, way())).isEqualTo("fresh");
        }

        @Test
        void isGoneWhereTheServerDoesNotRefreshIt() {
            keep(in(10), "r");
            probe.status = 400;
            probe.answer = "{\"error\":\"invalid_grant\"}";

            assertThatThrownBy(() -> grants.token(person, way())).isInstanceOf(NotConnected.class);
            assertThat(grants.of(person)).isEmpty();
        }

        @Test
        void isGoneWithoutARefreshToken() {
            keep(in(10), null);

            assertThatThrownBy(() -> grants.token(person, way())).isInstanceOf(NotConnected.class);
        }

        @Test
        void staysWhereTheServerIsAway() {
            keep(in(10), "r");
            probe.status = 503;

            assertThatThrownBy(() -> grants.token(person, way()))
                    .isInstanceOfSatisfying(NotDelegated.class, away -> assertThat(away.isAway())
                            .isTrue());
            assertThat(grants.of(person)).hasSize(1);
        }
    }

    @Nested
    class GivenAServerThatRefusesATokenThatShouldHold {
        private NotDelegated refused(String token, Refused.Why why, String... scopes) {
            return grants.refused(person, way(), token, new Refused(why, List.of(scopes)));
        }

        @Test
        void endsTheGrantHereAndThere() {
            keep(in(600), "r");

            assertThat(refused("the-access-token", Refused.Why.NOT_TAKEN)).isInstanceOf(NotConnected.class);

            assertThat(grants.of(person)).isEmpty();
            await().until(() -> !probe.posted.isEmpty());
            assertThat(probe.posted.getLast()).containsEntry("token", "r");
        }

        @Test
        void isRefreshedOnceWhereNobodyToldWhenItEnds() throws Exception {
            keep(null, "r1");
            probe.answer = "{\"access_token\":\"fresh\",\"token_type\":\"Bearer\"}";
            assertThat(grants.token(person, way())).isEqualTo("the-access-token");

            assertThat(refused("the-access-token", Refused.Why.NOT_TAKEN)).isInstanceOf(Renewed.class);
            assertThat(grants.token(person, way())).isEqualTo("fresh");

            assertThat(refused("fresh", Refused.Why.NOT_TAKEN))
                    .as("a fresh one is refused for another reason")
                    .isInstanceOf(NotConnected.class);
            assertThat(grants.of(person)).isEmpty();
            await().until(() -> probe.posted.size() == 2); // refreshed, then revoked
        }

        @Test
        void isOverWhereNothingRefreshesIt() {
            keep(null, null);

            assertThat(refused("the-access-token", Refused.Why.NOT_TAKEN)).isInstanceOf(NotConnected.class);
            assertThat(grants.of(person)).isEmpty();
            await().until(() -> !probe.posted.isEmpty());
        }

        @Test
        void doesNotEndWhatIsThereSince() {
            keep(in(600), "r");

            assertThat(refused("an-older-token", Refused.Why.NOT_TAKEN)).isInstanceOf(NotConnected.class);

            assertThat(grants.of(person)).hasSize(1);
        }

        @Test
        void namesTheScopesThatAreMissing() {
            keep(in(600), "r");

            assertThat(refused("the-access-token", Refused.Why.INSUFFICIENT_SCOPE, "write"))
                    .isInstanceOf(MissingScope.class)
                    .hasMessageContaining("write")
                    .hasMessageContaining("an administrator adds them to the connector");
            assertThat(refused("the-access-token", Refused.Why.INSUFFICIENT_SCOPE, "read"))
                    .hasMessageContaining("who asked connects it again under My connections")
                    .hasMessageNotContaining("administrator");
            assertThat(grants.of(person)).hasSize(1);
        }
    }

    @Nested
    class GivenAConnectorThatIsRemoved {
        @Test
        void isRevokedAtItsServer() {
            keep(in(600), "r");

            Runnable farewell = grants.farewell(way());
            leave(null);
            farewell.run();

            assertThat(grants.of(person)).isEmpty();
            await().until(() -> !probe.posted.isEmpty());
            assertThat(probe.posted.getLast()).containsEntry("token", "r");
            assertThat(audited("connection.ended")).contains("gone now");
        }

        @Test
        void endsWhatIsKeptAtThatMomentToo() throws Exception {
            keep(in(600), "r");
            GrantAsks.Waiting task = new GrantAsks.Waiting(UUID.randomUUID().toString(), "clerk");
            asks.ask(task, new NotConnected(person + "-too", connector));
            Grant late = grants.of(person).getFirst();
            try (Connection keeps = dataSource.getConnection();
                    ExecutorService removes = Executors.newVirtualThreadPerTaskExecutor()) {
                keeps.setAutoCommit(false);
                GrantTable.keep(keeps, of(person + "-too", late));
                Future<?> left = removes.submit(() -> leave(null));
                await().until(() ->
                        text("select count(*) from pg_locks where not granted").equals("1"));
                GrantAsks.withdraw(keeps, publication(), connector, "it is kept first");
                keeps.commit();
                left.get();
            }

            assertThat(grants.of(person + "-too")).isEmpty();
        }

        private static Grant of(String person, Grant like) {
            return new Grant(
                    person,
                    like.connector(),
                    like.issuer(),
                    like.client(),
                    like.resource(),
                    like.scopes(),
                    like.access(),
                    like.expires(),
                    like.refresh(),
                    like.connected(),
                    null);
        }

        @Test
        void isNotWaitedForAnyMore() {
            GrantAsks.Waiting task = new GrantAsks.Waiting(UUID.randomUUID().toString(), "clerk");
            asks.ask(task, new NotConnected(person, connector));

            leave(null);

            assertThat(asks.waiting(person)).isEmpty();
            assertThat(text("select convert_from(body, 'UTF8') from outbox where topic = 'hub.connections'"
                            + " and key = '" + task.taskId() + "'"))
                    .contains("\"withdrawn\":\"gone now\"");
        }
    }

    @Nested
    class GivenAConnectorThatIsChanged {
        @Test
        void endsWhatDoesNotFitAndRevokesItByTheClientOfBefore() {
            keep(in(600), "r");
            Runnable farewell = grants.farewell(way());

            leave(way(probe.tools(), "another"));
            farewell.run();

            assertThat(grants.of(person)).isEmpty();
            assertThat(audited("connection.ended")).contains("gone now");
            await().until(() -> !probe.posted.isEmpty());
            assertThat(probe.posted.getLast()).containsEntry("token", "r").containsEntry("client_id", "tandem");
        }

        @Test
        void keepsWhatFitsAndThoseWhoWait() throws Exception {
            keep(in(600), "r");
            asks.ask(
                    new GrantAsks.Waiting(UUID.randomUUID().toString(), "clerk"),
                    new NotConnected(person + "-too", connector));
            Runnable farewell = grants.farewell(way());

            leave(way());
            farewell.run();

            assertThat(grants.token(person, way())).isEqualTo("the-access-token");
            assertThat(asks.waiting(person + "-too")).containsEntry(connector, 1);
            assertThat(probe.posted).isEmpty();
        }
    }

    @Nested
    class GivenATaskThatWaits {
        private final NotConnected missing = new NotConnected(person, connector);
        private final GrantAsks.Waiting task =
                new GrantAsks.Waiting(UUID.randomUUID().toString(), "clerk");

        @Test
        void isToldOnceTheServerIsConnected() {
            String id = asks.ask(task, missing).orElseThrow();
            assertThat(asks.ask(task, missing)).as("the same ask").contains(id);
            assertThat(asks.waiting(person)).containsEntry(connector, 1);

            keep(in(600), "r");

            assertThat(asks.waiting(person)).isEmpty();
            assertThat(text("select convert_from(body, 'UTF8') from outbox where topic = 'hub.connections'"
                            + " and key = '" + task.taskId() + "'"))
                    .contains(id);
        }

        @Test
        void isForgottenOnceItHasEnded() {
            asks.ask(task, missing);

            asks.withdraw(List.of(task.taskId(), "another"));

            assertThat(asks.waiting(person)).isEmpty();
        }

        @Test
        void doesNotWaitForWhatHasHappened() {
            keep(in(600), "r");

            assertThat(asks.ask(task, missing)).isEmpty();
        }
    }
}
