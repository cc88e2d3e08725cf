package io.tandem.connectors.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.mcp.server.ToolCallException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields.
class DatabaseToolsTest {
    private static EmbeddedPostgres postgres;
    private static DatabaseTools owner;
    private static DatabaseTools reader;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        execute("create schema store; create table store.bikes(id int primary key, name text not null);"
                + "comment on table store.bikes is 'What we sell';"
                + "create table store.parts(id int primary key, bike int references store.bikes);"
                + "insert into store.bikes select n, 'bike ' || n from generate_series(1, 50) n;"
                + "create view store.names as select name from store.bikes;"
                + "create function store.steal() returns int language plpgsql security definer as"
                + " $$ begin delete from store.bikes; return 1; end $$;"
                + "create role reader login password 'reader'; grant usage on schema store to reader;"
                + "grant select on all tables in schema store to reader;");
        owner = tools("postgres", "postgres");
        reader = tools("reader", "reader");
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long bikes() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from store.bikes")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static DatabaseTools tools(String user, String password) {
        DatabaseSettings settings = new DatabaseSettings() {
            @Override
            public String url() {
                return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
            }

            @Override
            public String username() {
                return user;
            }

            @Override
            public String password() {
                return password;
            }

            @Override
            public String schema() {
                return "store";
            }

            @Override
            public Duration timeLimit() {
                return Duration.ofSeconds(1);
            }

            @Override
            public int maxRows() {
                return 10;
            }

            @Override
            public int maxChars() {
                return 2_000;
            }

            @Override
            public int atOnce() {
                return 2;
            }
        };
        return new DatabaseTools(new ReadOnlyConnections(settings), settings);
    }

    @Nested
    class GivenAStatementThatDoesMoreThanRead {
        /// Even as the superuser: the transaction alone refuses.
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "delete from bikes",
                    "insert into bikes values (100, 'x') returning id",
                    "with gone as (delete from bikes returning id) select * from gone",
                    "select 1; delete from bikes",
                    "commit; delete from bikes",
                    "select * from bikes for update",
                    "copy bikes to program 'touch /tmp/never'",
                    "copy bikes from stdin",
                    "select steal()",
                    "create temp table t(a int)",
                    "do $$ begin delete from store.bikes; end $$",
                    "select set_config('transaction_read_only', 'off', false)",
                    "drop schema store cascade",
                    ""
                })
        void isRefusedAndChangesNothing(String sql) throws SQLException {
            assertThatThrownBy(() -> owner.query(sql)).isInstanceOf(ToolCallException.class);
            assertThatThrownBy(() -> reader.query(sql)).isInstanceOf(ToolCallException.class);
            assertThat(bikes()).isEqualTo(50);
        }

        @Test
        void isStoppedWhenItTakesTooLong() {
            assertThatThrownBy(() -> reader.query("select pg_sleep(30)"))
                    .isInstanceOf(ToolCallException.class)
                    .hasMessageContaining("longer than 1 s");
        }

        @Test
        void cannotSwitchTheLimitOffForTheNextOne() {
            reader.query("select set_config('statement_timeout', '0', false)");
            assertThatThrownBy(() -> reader.query("select pg_sleep(30)")).isInstanceOf(ToolCallException.class);
        }
    }

    @Nested
    class GivenAQuery {
        @Test
        void givesColumnsAndRows() {
            assertThat(reader.query("select id, name, id = 1 as first, null as nothing from bikes where id = 1;"))
                    .isEqualTo(
                            "{\"columns\":[\"id\",\"name\",\"first\",\"nothing\"],\"rows\":[[1,\"bike 1\",true,null]],"
                                    + "\"rowCount\":1,\"truncated\":false}");
        }

        @Test
        void addsUpColumnsOfDecimals() {
            assertThat(reader.query("select name, id * 1.25 as price, id from bikes where id <= 3 order by id"))
                    .contains("[\"bike 3\",3.75,3]")
                    .endsWith("\"truncated\":false,\"sums\":{\"price\":7.50}}");
        }

        @Test
        void addsNothingUpThatIsCutOrASingleRow() {
            assertThat(reader.query("select id * 1.25 as price from bikes")).doesNotContain("sums");
            assertThat(reader.query("select 1.25 as price")).doesNotContain("sums");
        }

        @Test
        void saysWhenThereAreMoreRows() {
            assertThat(reader.query("select id from bikes order by id")).contains("\"rowCount\":10,\"truncated\":true");
        }

        @Test
        void isCutByItsLengthToo() {
            assertThat(reader.query("select repeat('x', 900) from generate_series(1, 5)"))
                    .contains("\"rowCount\":2,\"truncated\":true");
        }

        @Test
        void endsBeforeItFillsTheMemory() {
            assertThatThrownBy(() -> reader.query("select repeat('x', 200000000)"))
                    .isInstanceOf(ToolCallException.class);
        }

        @Test
        void tellsTheServersOwnWordsAboutAMistake() {
            assertThatThrownBy(() -> reader.query("select nome from bikes"))
                    .hasMessageContaining("column \"nome\" does not exist");
        }
    }

    @Nested
    class GivenASchema {
        @Test
        void isDescribedWithKeysAndCommentsViewsFirst() {
            assertThat(reader.describeSchema(Optional.empty())).isEqualTo("""
                            PostgreSQL schema store
                            view names
                              name text
                            table bikes (What we sell)
                              id integer primary key, name text
                            table parts
                              id integer primary key, bike integer references bikes(id)
                            """);
        }

        @Test
        void isDescribedWithSampleRowsOfTheOneAskedFor() {
            assertThat(reader.describeSchema(Optional.of("names")))
                    .contains("table parts", "sample row of names: name=bike 1")
                    .doesNotContain("sample row of bikes");
        }

        @Test
        void isToldWholeWhereAnUnknownOneIsAskedFor() {
            assertThat(reader.describeSchema(Optional.of("x'; drop table bikes")))
                    .isEqualTo(reader.describeSchema(Optional.empty()));
        }
    }
}
