package io.tandem.governance.ledger;

import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.DeadLetters;
import io.tandem.kit.kafka.GroupReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/// Reads the streams and appends each poll in one transaction; offsets are committed after it.
///
/// Nothing is left out for lack of a database: the same records are tried again until they are in. What cannot be read
/// as an event goes to `<topic>.dead` with the problem attached, and reading goes on.
public final class LedgerConsumer implements AutoCloseable {
    private static final String SERVICE = "governance";

    /// As which group the streams are read.
    public static final String GROUP = "tandem-governance";

    private final Ledger ledger;
    private final DeadLetters dead;
    private final GroupReader reader;

    public LedgerConsumer(Broker broker, Ledger ledger) {
        this.ledger = ledger;
        broker.ensure(Streams.ALL.toArray(Topic[]::new));
        this.dead = new DeadLetters(broker, SERVICE);
        this.reader = new GroupReader(broker.bulkConsumer(SERVICE, GROUP), topics(), "governance-ledger", this::append);
    }

    /// The topics that are read.
    public static List<String> topics() {
        return Streams.ALL.stream().map(Topic::topicName).toList();
    }

    public LedgerConsumer start() {
        reader.start();
        return this;
    }

    @Override
    public void close() {
        reader.close();
    }

    private void append(ConsumerRecords<String, byte[]> records) throws SQLException {
        List<Incoming> events = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                events.add(Streams.read(record.topic(), headers(record), record.value()));
            } catch (IllegalArgumentException | NullPointerException e) {
                dead.bury(record, e);
            }
        }
        if (!events.isEmpty()) {
            ledger.append(events);
        }
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(header -> {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        });
        return headers;
    }
}
