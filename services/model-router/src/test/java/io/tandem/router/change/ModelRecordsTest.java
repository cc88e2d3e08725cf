package io.tandem.router.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.AuditEvent;
import io.tandem.events.EventJson;
import io.tandem.kit.testing.RealPostgres;
import io.tandem.router.catalog.Model;
import io.tandem.router.catalog.Offer;
import io.tandem.router.catalog.Price;
import io.tandem.router.openai.OpenAiProvider;
import io.tandem.router.wire.Endpoint;
import io.tandem.router.wire.Patience;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields.
class ModelRecordsTest {
    private static final String KEY = "sk-secret-of-the-test";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Price PRICE = new Price(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, "EUR", true);
    private static RealPostgres postgres;

    private DataSource dataSource;

    @BeforeAll
    static void start() {
        postgres = RealPostgres.start();
    }

    @AfterAll
    static void stop() {
        CLIENT.close();
        postgres.close();
    }

    @BeforeEach
    void migrate() {
        dataSource = postgres.migrated("router");
    }

    private static Model model(String name, String base) {
        Endpoint endpoint = new Endpoint(
                "openai",
                URI.create(base),
                Map.of("Authorization", "Bearer " + KEY),
                new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1)));
        return new Model(name, new OpenAiProvider(CLIENT, endpoint), name, PRICE, false);
    }

    private static Offer offer(Model fast, Model deep) {
        return new Offer(
                List.of(fast, deep),
                Map.of(Offer.FAST, List.of(fast), Offer.DEEP, List.of(deep)),
                "in the environment: OPENAI_API_KEY",
                true);
    }

    /// As a process does that has just started.
    private void recorded(Offer offer) throws SQLException {
        new ModelRecords(dataSource).record(ModelSet.of(offer), offer.reason());
    }

    private List<AuditEvent> records() throws SQLException {
        List<AuditEvent> records = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement select = connection.createStatement();
                ResultSet rows =
                        select.executeQuery("select body from outbox where topic = 'audit.router' order by id")) {
            while (rows.next()) {
                records.add(EventJson.read(rows.getBytes(1), AuditEvent.class));
            }
        }
        return records;
    }

    @Nested
    class GivenAFirstStart {
        @Test
        void recordsAllAsAddedAndNoSecret() throws SQLException {
            recorded(offer(
                    model("small", "https://user:" + KEY + "@host:8443/v1?key=" + KEY), model("big", "http://h")));

            assertThat(records()).singleElement().satisfies(record -> {
                assertThat(record.action()).isEqualTo("models.changed");
                assertThat(record.reason())
                        .isEqualTo("added big of openai, small of openai; deep is now big; fast is now small");
                JsonNode added = EventJson.toTree(record).at("/details/models/added");
                assertThat(added.findValuesAsText("base")).containsExactly("http://h", "https://host:8443/v1");
                assertThat(EventJson.toTree(record).toString()).doesNotContain(KEY);
            });
        }
    }

    @Nested
    class GivenAnotherStart {
        private final Model big = model("big", "http://h");

        @Test
        void recordsNothingWhenAllIsTheSame() throws SQLException {
            recorded(offer(model("small", "http://h"), big));
            recorded(offer(model("small", "http://h"), model("big", "http://h")));

            assertThat(records()).hasSize(1);
        }

        @Test
        void recordsWhatWasAddedRemovedAndChanged() throws SQLException {
            recorded(offer(model("small", "http://h"), big));
            recorded(offer(model("tiny", "http://h"), model("big", "http://elsewhere")));

            AuditEvent second = records().getLast();
            assertThat(records()).hasSize(2);
            assertThat(second.reason())
                    .isEqualTo("added tiny of openai; removed small of openai; changed big of openai;"
                            + " fast is now tiny");
            assertThat(EventJson.toTree(second)
                            .at("/details/models/changed/0/base")
                            .asText())
                    .isEqualTo("http://elsewhere");
        }

        @Test
        void recordsAnotherOrderOfATier() throws SQLException {
            Model small = model("small", "http://h");
            recorded(new Offer(List.of(small, big), Map.of(Offer.FAST, List.of(small, big)), "", true));
            recorded(new Offer(List.of(small, big), Map.of(Offer.FAST, List.of(big, small)), "", true));

            assertThat(records().getLast().reason()).isEqualTo("fast is now big, small");
        }
    }
}
