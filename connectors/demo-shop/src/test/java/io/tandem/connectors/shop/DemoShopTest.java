package io.tandem.connectors.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.mcp.server.ToolCallException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields.
class DemoShopTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final String FINGERPRINT =
            "select md5(string_agg(i::text, ',' order by invoice_id)) from invoices i";
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        ask("create role tandem_shop_reader; create schema shop; select 1");
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    private static String ask(String sql) throws SQLException {
        try (Connection connection =
                        postgres.getDatabase("postgres", "postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = shop");
            boolean rows = statement.execute(sql);
            while (!rows && statement.getUpdateCount() >= 0) {
                rows = statement.getMoreResults();
            }
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return String.valueOf(row.getString(1));
            }
        }
    }

    private static ShopSettings settings(long seed) {
        return new ShopSettings() {
            @Override
            public boolean enabled() {
                return true;
            }

            @Override
            public long seed() {
                return seed;
            }

            @Override
            public String url() {
                return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
            }

            @Override
            public String username() {
                return "postgres";
            }

            @Override
            public String password() {
                return "postgres";
            }

            @Override
            public String reader() {
                return "tandem_shop_reader";
            }

            @Override
            public String policies() {
                return "unused";
            }
        };
    }

    private static void fill(long seed) throws SQLException {
        ShopSettings settings = settings(seed);
        new DemoShop(settings, new ShopDatabase(settings)).prepare(TODAY);
    }

    @Nested
    class GivenASeed {
        @Test
        void givesTheSameRowsAgainAndOthersForAnotherSeed() throws SQLException {
            fill(7);
            String seven = ask(FINGERPRINT);
            fill(8);
            assertThat(ask(FINGERPRINT)).isNotEqualTo(seven);
            fill(7);
            assertThat(ask(FINGERPRINT)).isEqualTo(seven);
        }

        @Test
        void givesThousandsOfRowsAndSomethingOverdue() throws SQLException {
            fill(9);
            assertThat(Integer.parseInt(ask("select count(*) from order_items")))
                    .isGreaterThan(1_500);
            assertThat(Integer.parseInt(ask("select count(*) from invoice_details where open_amount > 0"
                            + " and due_on < date '2026-11-22'")))
                    .isBetween(5, 200);
            assertThat(ask("select count(*) from invoice_details where open_amount < 0"))
                    .isEqualTo("0");
        }
    }

    @Nested
    class GivenACreditNote {
        private CreditNotes.Note aNote(String key, String amount) throws SQLException {
            String invoice = ask("select number from invoice_details where open_amount > 100 order by 1 limit 1");
            return new CreditNotes.Note(invoice, new BigDecimal(amount), "damaged", key);
        }

        @Test
        void isMadeOnceForOneKey() throws SQLException {
            fill(10);
            CreditNotes tool = new CreditNotes(new ShopDatabase(settings(10)));
            CreditNotes.Note note = aNote("t:1", "5.00");
            String first = tool.create(note);
            assertThat(tool.create(note)).isEqualTo(first);
            assertThat(ask("select count(*) from credit_notes where idempotency_key = 't:1'"))
                    .isEqualTo("1");
            CreditNotes.Note other = new CreditNotes.Note(note.invoice(), new BigDecimal("6"), "damaged", "t:1");
            assertThatThrownBy(() -> tool.create(other)).isInstanceOf(ToolCallException.class);
        }

        @Test
        void isNoLargerThanWhatIsOpen() throws SQLException {
            fill(10);
            CreditNotes tool = new CreditNotes(new ShopDatabase(settings(10)));
            CreditNotes.Note note = aNote("t:2", "9999999");
            assertThatThrownBy(() -> tool.create(note)).hasMessageContaining("are open");
        }
    }

    @Nested
    class GivenAnEmptyFolder {
        @Test
        void getsThePolicies(@TempDir Path folder) throws IOException {
            Policies.unpack(folder.toString());
            assertThat(Policies.NAMES)
                    .allSatisfy(name -> assertThat(folder.resolve(name)).isNotEmptyFile());
        }
    }
}
