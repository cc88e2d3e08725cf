package io.tandem.router.usage;

import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import io.tandem.events.Envelope;
import io.tandem.events.ModelUsage;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.outbox.Outbox;
import io.tandem.kit.outbox.OutboxRecord;
import io.tandem.kit.outbox.OutboxRelay;
import io.tandem.kit.start.Starting;
import io.tandem.router.spend.Hold;
import io.tandem.router.spend.SpendRows;
import io.tandem.router.spend.Spending;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Keeps the records of calls and publishes them, many in one transaction, on a thread of its own. While the database
/// is away they wait here; what a killed process had not written yet (milliseconds of it) is lost.
@Singleton
public class UsageLog {
    private static final Logger LOG = Logger.getLogger(UsageLog.class);
    private static final String SERVICE = "router";
    private static final int ROOM = 50_000;
    private static final int BATCH = 500;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final javax.sql.DataSource dataSource;
    private final Outbox outbox = new Outbox(SERVICE);
    private final Starting<OutboxRelay> relay;
    private final BlockingQueue<Written> waiting = new LinkedBlockingQueue<>(ROOM);
    private final Thread writer;
    private volatile boolean stopping;

    @Inject
    public UsageLog(@DataSource(SERVICE) javax.sql.DataSource dataSource, Broker broker) {
        this.dataSource = dataSource;
        this.relay = new Starting<>(SERVICE, () -> {
            broker.ensure(Topic.MODEL_USAGE, Topic.AUDIT_ROUTER);
            return new OutboxRelay(SERVICE, dataSource, broker.producer(SERVICE)).start();
        });
        this.writer = Thread.ofPlatform().daemon().name("router-usage").unstarted(this::write);
    }

    void start(@Observes StartupEvent event) {
        relay.start();
        writer.start();
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopping = true;
        writer.join(Duration.ofSeconds(5));
        relay.close();
    }

    /// Whether records are being published.
    public boolean running() {
        return relay.get() != null;
    }

    /// Something to write: a bill, or that a call is over and what was held back for it is free.
    ///
    /// @param over null while more bills of the call may come
    private record Written(
            LocalDate day,
            @Nullable ModelUsage usage,
            @Nullable UUID over) {}

    /// Where a call is billed; takes records and returns at once.
    public Bills of(Hold hold) {
        return new Bills() {
            @Override
            public void add(ModelUsage usage) {
                put(new Written(hold.day(), usage, null));
            }

            @Override
            public void over() {
                if (hold.id() != null) {
                    put(new Written(hold.day(), null, hold.id()));
                }
            }
        };
    }

    private void put(Written written) {
        if (!waiting.offer(written)) {
            LOG.errorf("no room for the record of a model call, it is only here: %s", written);
        }
    }

    private void write() {
        List<Written> batch = new ArrayList<>();
        while (!stopping || !waiting.isEmpty() || !batch.isEmpty()) {
            try {
                if (batch.isEmpty()) {
                    Written first = waiting.poll(200, TimeUnit.MILLISECONDS);
                    if (first == null) {
                        continue;
                    }
                    batch.add(first);
                    waiting.drainTo(batch, BATCH - 1);
                }
                store(batch);
                batch.clear();
            } catch (InterruptedException e) {
                return;
            } catch (SQLException e) {
                LOG.warnf("records of %d model calls wait for the database: %s", batch.size(), e.getMessage());
                if (stopping || !pause()) {
                    return;
                }
            }
        }
    }

    private void store(List<Written> batch) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            List<ModelUsage> bills =
                    batch.stream().map(Written::usage).filter(Objects::nonNull).toList();
            ModelCallRows.insert(connection, bills);
            SpendRows.settle(connection, spent(batch), over(batch));
            outbox.add(connection, bills.stream().map(UsageLog::published).toList());
            connection.commit();
        }
        OutboxRelay running = relay.get();
        if (running != null) {
            running.hint();
        }
    }

    private static Map<SpendRows.Booking, BigDecimal> spent(List<Written> batch) {
        Map<SpendRows.Booking, BigDecimal> spent = new HashMap<>();
        for (Written written : batch) {
            ModelUsage usage = written.usage();
            if (usage != null && usage.cost().amount().signum() > 0) {
                Spending.scopes(usage.team(), Objects.requireNonNullElse(usage.agent(), ""))
                        .forEach(scope -> spent.merge(
                                new SpendRows.Booking(scope, written.day()),
                                usage.cost().amount(),
                                BigDecimal::add));
            }
        }
        return spent;
    }

    private static List<UUID> over(List<Written> batch) {
        return batch.stream().map(Written::over).filter(Objects::nonNull).toList();
    }

    private static OutboxRecord published(ModelUsage usage) {
        String key = usage.taskId() == null ? usage.callId() : usage.taskId();
        Envelope envelope =
                new Envelope(usage.callId(), "model-router", ModelUsage.TYPE, usage.at(), usage.team(), null, null);
        return OutboxRecord.event(Topic.MODEL_USAGE, key, envelope, usage);
    }

    private static boolean pause() {
        try {
            Thread.sleep(RETRY);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
