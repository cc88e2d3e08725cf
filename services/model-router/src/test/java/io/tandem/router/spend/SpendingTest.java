package io.tandem.router.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.kit.testing.RealPostgres;
import io.tandem.router.catalog.Model;
import io.tandem.router.catalog.Price;
import io.tandem.router.catalog.Selection;
import io.tandem.router.chat.ChatRequest;
import io.tandem.router.chat.ModelFailure;
import io.tandem.router.chat.ModelProblem;
import io.tandem.router.chat.Origin;
import io.tandem.router.chat.Requests;
import io.tandem.router.openai.OpenAiProvider;
import io.tandem.router.wire.FakeServer;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields.
class SpendingTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    /// 4,096 tokens of answer, and one of question, come to about 4.1.
    private static final Price DEAR =
            new Price(new BigDecimal("1000"), BigDecimal.ZERO, new BigDecimal("1000"), "EUR", true);

    private static RealPostgres postgres;
    private static FakeServer server;
    private static HttpClient client;

    private DataSource dataSource;

    @BeforeAll
    static void start() {
        postgres = RealPostgres.start();
        server = new FakeServer();
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
        postgres.close();
    }

    @BeforeEach
    void migrate() {
        dataSource = postgres.migrated("router");
    }

    private Spending spending(Map<String, BigDecimal> teams, Duration longest) {
        return new Spending(
                dataSource,
                new SpendSettings() {
                    @Override
                    public Map<String, BigDecimal> teamPerDay() {
                        return teams;
                    }

                    @Override
                    public Duration longestCall() {
                        return longest;
                    }
                },
                NOON);
    }

    private Spending spending() {
        return spending(Map.of(), Duration.ofHours(1));
    }

    private static Selection selection(Price price) {
        return new Selection(
                "fast",
                List.of(new Model("one", new OpenAiProvider(client, server.endpoint()), "one", price, false)),
                "");
    }

    private static Origin clerk(@Nullable String perDay) {
        return new Origin(
                "sales", "person:alice", "t", 1L, "clerk", "1", perDay == null ? null : new BigDecimal(perDay));
    }

    private static ChatRequest request() {
        return Requests.saying("hi");
    }

    private Hold hold(String perDay) {
        return spending().hold(selection(DEAR), request(), clerk(perDay));
    }

    private void settle(Hold hold, String cost) throws SQLException {
        try (Connection transaction = dataSource.getConnection()) {
            transaction.setAutoCommit(false);
            SpendRows.settle(
                    transaction,
                    Map.of(new SpendRows.Booking("agent:clerk", hold.day()), new BigDecimal(cost)),
                    List.of(Objects.requireNonNull(hold.id())));
            transaction.commit();
        }
    }

    private long holds() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from spend_hold")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static ModelProblem problemOf(Runnable call) {
        try {
            call.run();
        } catch (ModelFailure e) {
            return e.problem();
        }
        throw new AssertionError("it was let through");
    }

    @Nested
    class Unlimited {
        @Test
        void nothingIsHeldBack() throws SQLException {
            assertThat(spending().hold(selection(DEAR), request(), clerk(null)).id())
                    .isNull();
            assertThat(holds()).isZero();
        }

        @Test
        void norForWhatIsFree() {
            Price free = new Price(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, "EUR", true);
            assertThat(spending().hold(selection(free), request(), clerk("0")).id())
                    .isNull();
        }
    }

    @Nested
    class Limited {
        @Test
        void aCallThatMayGoBeyondIsNotMade() {
            assertThat(hold("5").id()).isNotNull();
            assertThat(problemOf(() -> hold("5"))).isEqualTo(ModelProblem.SPENT);
        }

        @Test
        void whatIsSettledMakesRoomForTheNext() throws SQLException {
            settle(hold("5"), "0.5");

            assertThat(hold("5").id()).isNotNull();
            assertThat(holds()).isEqualTo(1);
        }

        @Test
        void whatWasSpentStaysSpent() throws SQLException {
            settle(hold("5"), "1.5");

            assertThat(problemOf(() -> hold("5"))).isEqualTo(ModelProblem.SPENT);
        }

        @Test
        void yesterdayDoesNotCount() throws SQLException {
            settle(new Hold(UUID.randomUUID(), TODAY.minusDays(1)), "100");

            assertThat(hold("5").id()).isNotNull();
        }

        @Test
        void aTeamsLimitHoldsForAllOfItsAgents() {
            Spending spending = spending(Map.of("sales", new BigDecimal("5")), Duration.ofHours(1));
            Origin another = new Origin("sales", "person:bob", "t", 1L, "other", "1", null);

            spending.hold(selection(DEAR), request(), clerk(null));

            assertThat(problemOf(() -> spending.hold(selection(DEAR), request(), another)))
                    .isEqualTo(ModelProblem.SPENT);
        }

        @Test
        void whatNobodySettlesCountsNoMoreAfterItsTime() {
            Spending spending = spending(Map.of(), Duration.ZERO);
            spending.hold(selection(DEAR), request(), clerk("5"));

            assertThat(hold("5").id()).isNotNull();
        }

        @Test
        void saysWhatToDo() {
            hold("5");

            assertThatThrownBy(() -> hold("5"))
                    .isInstanceOf(ModelFailure.class)
                    .hasMessageContainingAll("agent clerk", "of 5 EUR today", "00:00 UTC", "builder");
        }

        @Test
        void ofManyAtOnceOnlySoManyAreMadeAsFit() throws InterruptedException, ExecutionException, SQLException {
            List<Future<Boolean>> calls = new ArrayList<>();
            try (ExecutorService callers = Executors.newFixedThreadPool(64)) {
                for (int i = 0; i < 64; i++) {
                    calls.add(callers.submit(() -> {
                        try {
                            hold("42");
                            return true;
                        } catch (ModelFailure e) {
                            assertThat(e.problem()).isEqualTo(ModelProblem.SPENT);
                            return false;
                        }
                    }));
                }
            }
            int made = 0;
            for (Future<Boolean> call : calls) {
                made += call.get() ? 1 : 0;
            }
            assertThat(made).as("calls of 4.1 each that fit into 42").isEqualTo(10);
            assertThat(holds()).isEqualTo(10);
        }

        @Test
        void noCallIsMadeWhileTheStoreIsAway() {
            postgres.execute("drop schema router cascade");

            assertThat(problemOf(() -> hold("5"))).isEqualTo(ModelProblem.UNREACHABLE);
        }
    }
}
