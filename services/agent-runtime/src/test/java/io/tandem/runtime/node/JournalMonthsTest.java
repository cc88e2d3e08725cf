package io.tandem.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.kit.testing.RealPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JournalMonthsTest {
    private static List<String> partitions(DataSource dataSource) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("select inhrelid::regclass::text from pg_inherits"
                                + " where inhparent = 'journal'::regclass order by 1")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static Clock at(String time) {
        return Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
    }

    @Nested
    class GivenAProcessThatRunsIntoAnotherMonth {
        @Test
        void hasItsPartitionAlready() throws SQLException {
            try (RealPostgres postgres = RealPostgres.start()) {
                DataSource dataSource = postgres.migrated("runtime");
                new JournalMonths(dataSource, at("2031-01-31T23:00:00Z")).ensure();
                List<String> before = partitions(dataSource);

                new JournalMonths(dataSource, at("2031-02-01T01:00:00Z")).ensure();

                assertThat(before.stream().filter(name -> name.contains("2031")))
                        .hasSize(3);
                assertThat(partitions(dataSource).stream().filter(name -> name.contains("2031")))
                        .hasSize(4)
                        .containsAll(before.stream()
                                .filter(name -> name.contains("2031"))
                                .toList());
            }
        }
    }
}
