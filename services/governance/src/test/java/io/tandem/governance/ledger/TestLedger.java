package io.tandem.governance.ledger;

import static org.awaitility.Awaitility.await;

import io.tandem.events.AuditEvent;
import io.tandem.events.Envelope;
import io.tandem.events.EventJson;
import io.tandem.events.Topic;
import io.tandem.governance.publish.Publication;
import io.tandem.governance.seal.LedgerPulse;
import io.tandem.governance.seal.Sealer;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.testing.RealKafka;
import io.tandem.kit.testing.RealPostgres;
import io.tandem.ledger.LedgerKey;
import io.tandem.ledger.Verification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;

/// A ledger that reads real topics into a real database, for tests of who uses it.
public final class TestLedger implements AutoCloseable {
    public static final Duration SOON = Duration.ofSeconds(30);

    private final RealKafka kafka = RealKafka.start();
    private final RealPostgres postgres = RealPostgres.start();
    private final Broker broker = kafka.broker("test");
    private final DataSource dataSource = postgres.migrated("governance");
    private final Publication publication = new Publication(dataSource, broker);
    private final Sealer sealer;
    private final LedgerConsumer consumer;
    private final Map<String, Long> numbers = new HashMap<>();

    /// @param home for the key and the copies
    public TestLedger(Path home) {
        sealer = new Sealer(
                dataSource,
                new Sealer.Files(home.resolve("key.pem"), home.resolve("copies")),
                (transaction, signed) -> publication.publish(transaction, LedgerPulse.copy(signed)),
                Clock.systemUTC(),
                Sealer.Pace.USUAL);
        consumer = new LedgerConsumer(broker, new Ledger(dataSource, Clock.systemUTC())).start();
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public Publication publication() {
        return publication;
    }

    public Sealer sealer() {
        return sealer;
    }

    /// An event as its stream brings it.
    public void send(Topic topic, String key, Object event) {
        broker.producer("test").send(new ProducerRecord<>(topic.topicName(), key, EventJson.write(event)));
    }

    /// An audit event of a service, under its next number.
    public void audit(String service, AuditEvent event) {
        long number = numbers.merge(service, 1L, Long::sum);
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(Topic.audit(service).topicName(), event.subject(), EventJson.write(event));
        new Envelope(service + ":" + number, service, AuditEvent.TYPE, event.at(), event.team(), number, null)
                .headers()
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        broker.producer("test").send(record);
    }

    public void awaitRecords(long count) {
        await().atMost(SOON).until(() -> count("select count(*) from record") >= count);
    }

    public long count(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /// With the service's own account.
    public void asService(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// As somebody does who owns the database.
    public void asOwner(String sql) {
        postgres.execute("set search_path to governance; set session_replication_role = replica; " + sql);
    }

    public Verification verify() throws SQLException {
        return new WholeLedger(dataSource, Clock.systemUTC(), new WholeLedger.Signatures() {
                    @Override
                    public List<LedgerKey> knownKeys() {
                        return sealer.knownKeys();
                    }

                    @Override
                    public List<String> kept() {
                        return sealer.kept();
                    }
                })
                .verify();
    }

    @Override
    public void close() {
        consumer.close();
        publication.close();
        postgres.close();
        kafka.close();
    }
}
