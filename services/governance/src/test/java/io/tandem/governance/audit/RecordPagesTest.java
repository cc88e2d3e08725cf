package io.tandem.governance.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.kit.testing.RealPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A text among a hundred records, of which ten count as recent.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordPagesTest {
    private static final String RECORDS = """
            insert into record (team, number, previous_hash, stream, source, event_id, type, time, recorded, kind, person,
                                agent, payload_hash, hash)
            select 'team' || n % 2, n, '', 'a2a.events', 'x', 'e' || n, 't',
                   timestamptz '2026-01-01 00:00:00Z' + n * interval '1 hour', now(), 'moved',
                   'person:' || case when n % 50 = 0 then 'Ada' else 'bob' end, 'echo', '', ''
            from generate_series(1, 100) n
            """;
    private static final String PAYLOADS = """
            insert into payload
            select 'team' || n % 2, n, convert_to('{"note":"Everywhere ' || case when n % 20 = 5 then 'NeedleÄ' else '' end
                   || case when n < 90 then ' bygone' else '' end || '"}', 'UTF8')
            from generate_series(1, 100) n where n % 50 <> 0
            """;

    private RealPostgres postgres;
    private RecordPages pages;

    @BeforeAll
    void fill() throws SQLException {
        postgres = RealPostgres.start();
        DataSource dataSource = postgres.migrated("governance");
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(RECORDS);
            statement.execute(PAYLOADS);
        }
        pages = new RecordPages(dataSource, 10);
    }

    @AfterAll
    void stop() {
        postgres.close();
    }

    /// The numbers of all records that are found, in pages of four.
    private List<Long> found(Map<String, @Nullable String> parameters) {
        List<Long> numbers = new ArrayList<>();
        @Nullable String token = null;
        do {
            RecordPages.Page page = pages.page(RecordFilter.of(parameters), 4, token);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(4);
            page.items().forEach(item -> numbers.add(item.number()));
            token = page.nextPageToken();
        } while (!Objects.requireNonNull(token).isEmpty());
        return numbers;
    }

    private static List<Long> downFrom(long first, long last, long step) {
        return LongStream.iterate(first, number -> number >= last, number -> number - step)
                .boxed()
                .toList();
    }

    @Nested
    class GivenAText {
        @Test
        void isFoundInNewAndOldPayloadsNewestFirst() {
            assertThat(found(Map.of("q", "needle"))).containsExactly(85L, 65L, 45L, 25L, 5L);
        }

        @Test
        void isFoundWhereItIsEverywhereAndWhereItIsOldAlone() {
            assertThat(found(Map.of("q", "everywhere")))
                    .isEqualTo(downFrom(99, 1, 1).stream().filter(n -> n != 50).toList());
            assertThat(found(Map.of("q", "bygone")))
                    .isEqualTo(downFrom(89, 1, 1).stream().filter(n -> n != 50).toList());
        }

        @Test
        void isFoundInHeadersWhosePayloadIsGone() {
            assertThat(found(Map.of("q", "person:ADA"))).containsExactly(100L, 50L);
        }

        @Test
        void isFoundWithLettersBeyondAscii() {
            assertThat(found(Map.of("q", "needleä"))).containsExactly(85L, 65L, 45L, 25L, 5L);
        }

        @Test
        void isNotFoundWhereItIsNot() {
            assertThat(found(Map.of("q", "nowhere"))).isEmpty();
        }

        @Test
        void isLookedForAmongWhatTheOtherFiltersLeave() {
            assertThat(found(Map.of("q", "bygone", "team", "team1"))).isEqualTo(downFrom(89, 1, 2));
            assertThat(found(Map.of("q", "needle", "from", "2026-01-02T02:00:00Z", "to", "2026-01-03T22:00:00Z")))
                    .containsExactly(65L, 45L);
        }

        @Test
        void isLookedForAmongWhatTheReaderMaySee() {
            RecordFilter own = RecordFilter.of(Map.of("q", "echo")).ownOf("person:Ada", Set.of("team0"));

            assertThat(pages.page(own, null, null).items())
                    .extracting(RecordPages.Item::number)
                    .containsExactly(100L, 50L);
        }
    }
}
