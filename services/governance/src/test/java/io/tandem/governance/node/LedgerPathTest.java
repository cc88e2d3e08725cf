package io.tandem.governance.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.events.AuditEvent;
import io.tandem.events.Envelope;
import io.tandem.events.EventJson;
import io.tandem.events.TaskEvent;
import io.tandem.events.Topic;
import io.tandem.governance.ledger.WholeLedger;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.testing.RealKafka;
import io.tandem.kit.testing.RealPostgres;
import io.tandem.ledger.LedgerProblem.Kind;
import io.tandem.ledger.Verification;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// From the topics into the chain, on real Kafka and PostgreSQL, and what verification says of a chain somebody
/// touched.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerPathTest {
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    private RealKafka kafka;
    private RealPostgres postgres;
    private DataSource dataSource;
    private Broker broker;
    private GovernanceNode node;
    private final TestSettings settings = TestSettings.fresh();
    private int tasks;

    @BeforeAll
    void start() {
        kafka = RealKafka.start();
        postgres = RealPostgres.start();
        dataSource = postgres.migrated("governance");
        broker = kafka.broker("test");
        node = new GovernanceNode(dataSource, broker, settings, Clock.systemUTC(), NoModel.MODELS, key -> () -> {});
    }

    @AfterAll
    void stop() {
        node.close();
        postgres.close();
        kafka.close();
    }

    private String task(int entries) {
        String task = "task-" + ++tasks;
        for (int seq = 1; seq <= entries; seq++) {
            entry(task, seq, seq == entries ? "ended" : "moved");
        }
        return task;
    }

    private void entry(String task, long seq, String kind) {
        TaskEvent event = new TaskEvent(
                TaskEvent.SCHEMA,
                task,
                seq,
                1,
                "c",
                null,
                "sales",
                "echo",
                "1",
                "person:builder",
                kind,
                "TASK_STATE_WORKING",
                JsonNodeFactory.instance.objectNode().put("state", "WORKING"),
                LONG_AGO);
        send(Topic.A2A_EVENTS, task, event, null);
    }

    private void audit(long number, String action) {
        AuditEvent event = new AuditEvent(
                AuditEvent.SCHEMA, action, "person:admin", "sales", "shop-analyst", "allowed", null, null, LONG_AGO);
        Envelope envelope =
                new Envelope("registry:" + number, "registry", AuditEvent.TYPE, LONG_AGO, "sales", number, null);
        send(Topic.AUDIT_REGISTRY, "shop-analyst", event, envelope);
    }

    private void send(Topic topic, String key, Object event, @Nullable Envelope envelope) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic.topicName(), key, EventJson.write(event));
        if (envelope != null) {
            envelope.headers()
                    .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        }
        broker.producer("test").send(record);
    }

    private long count() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from record")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitCount(long expected) {
        await().atMost(Duration.ofSeconds(10)).until(() -> count() == expected);
    }

    /// As somebody does who owns the database.
    private void tamper(String sql) {
        postgres.execute("set search_path to governance; set session_replication_role = replica; " + sql);
    }

    private void clear() {
        tamper("truncate record, payload, chain, checkpoint, subtree");
    }

    private Verification verify() throws SQLException {
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
        return new WholeLedger(dataSource, later, new KnownKeys(settings.ledgerKey())).verify();
    }

    private void assertFirst(Kind kind, long number) throws SQLException {
        Verification found = verify();
        assertThat(found.problems()).isNotEmpty();
        assertThat(found.problems().getFirst().kind())
                .as(found.problems().toString())
                .isEqualTo(kind);
        assertThat(found.problems().getFirst().number()).isEqualTo(number);
        assertThat(found.problems().getFirst().team()).isEqualTo("sales");
    }

    @Nested
    class GivenEvents {
        @BeforeEach
        void record() {
            clear();
            task(5);
            task(5);
            awaitCount(10);
        }

        @Test
        void areRecordedInAChainThatHolds() throws SQLException {
            Verification found = verify();

            assertThat(found.ok()).as(found.problems().toString()).isTrue();
            assertThat(found.records()).isEqualTo(10);
            assertThat(found.heads()).hasSize(1);
        }

        @Test
        void areRecordedOnceHoweverOftenTheyCome() throws SQLException {
            String task = task(3);
            for (int seq = 1; seq <= 3; seq++) {
                entry(task, seq, "moved");
            }
            entry(task, 3, "moved");
            task(1);

            awaitCount(14);
            assertThat(verify().ok()).isTrue();
        }

        @Test
        void thatAreNoneGoToTheDeadLettersAndStopNothing() throws SQLException {
            send(Topic.A2A_EVENTS, "x", "no event", null);
            task(1);

            awaitCount(11);
            assertThat(verify().ok()).isTrue();
            assertThat(broker.admin().listTopics().names())
                    .succeedsWithin(Duration.ofSeconds(10))
                    .satisfies(names -> assertThat(names).contains("a2a.events.dead"));
        }

        @Test
        void cannotBeChangedByTheServiceItself() {
            for (String sql : new String[] {
                "update record set decision = 'allowed'",
                "delete from record",
                "truncate record",
                "delete from payload",
                "update payload set body = ''",
                "update chain set number = 1",
                "delete from chain"
            }) {
                assertThatThrownBy(() -> {
                            try (Connection connection = dataSource.getConnection();
                                    Statement statement = connection.createStatement()) {
                                statement.execute(sql);
                            }
                        })
                        .as(sql)
                        .isInstanceOf(SQLException.class);
            }
        }
    }

    @Nested
    class GivenSomebodyWhoOwnsTheDatabase {
        @BeforeEach
        void record() {
            clear();
            task(5);
            task(5);
            awaitCount(10);
        }

        @Test
        void aChangeIsNamed() throws SQLException {
            tamper("update record set person = 'person:nobody' where number = 4");

            assertFirst(Kind.CHANGED, 4);
        }

        @Test
        void aChangedPayloadIsNamed() throws SQLException {
            tamper("update payload set body = 'x' where number = 4");

            assertFirst(Kind.PAYLOAD_CHANGED, 4);
        }

        @Test
        void aRemovalIsNamed() throws SQLException {
            tamper("delete from record where number = 4");

            assertFirst(Kind.REMOVED, 4);
        }

        @Test
        void aRemovalAtTheEndIsNamed() throws SQLException {
            tamper("delete from record where number >= 9");

            assertFirst(Kind.REMOVED, 9);
        }

        @Test
        void anInsertionIsNamed() throws SQLException {
            tamper("""
                    update record set number = number + 1000 where number >= 4;
                    update record set number = number - 999 where number >= 1000;
                    insert into record(team, number, previous_hash, stream, source, event_id, type, time, recorded,
                                       kind, payload_hash, hash)
                    select team, 4, previous_hash, stream, source, 'forged', type, time, recorded, 'forged',
                           payload_hash, hash from record where number = 3;
                    """);

            Verification found = verify();

            assertThat(found.ok()).isFalse();
            assertThat(found.problems().getFirst().number()).isEqualTo(4);
            assertThat(found.problems()).anyMatch(problem -> problem.kind() == Kind.INSERTED && problem.number() == 4);
        }

        @Test
        void reorderingIsNamed() throws SQLException {
            tamper("""
                    update record set number = 1000 where number = 4;
                    update record set number = 4 where number = 5;
                    update record set number = 5 where number = 1000;
                    update payload set number = 1000 where number = 4;
                    update payload set number = 4 where number = 5;
                    update payload set number = 5 where number = 1000;
                    """);

            assertFirst(Kind.REORDERED, 5);
        }
    }

    @Nested
    class GivenASourceThatLostAnEvent {
        @Test
        void theGapOfAnAuditSourceIsNamed() throws SQLException {
            clear();
            audit(1, "grant.added");
            audit(2, "grant.added");
            audit(4, "grant.removed");
            awaitCount(3);

            assertFirst(Kind.SOURCE_GAP, 3);
            assertThat(verify().problems().getFirst().detail()).contains("number 3", "registry");
        }

        @Test
        void theGapOfATaskIsNamed() throws SQLException {
            clear();
            entry("gap", 1, "received");
            entry("gap", 3, "ended");
            awaitCount(2);

            assertFirst(Kind.SOURCE_GAP, 2);
        }
    }
}
