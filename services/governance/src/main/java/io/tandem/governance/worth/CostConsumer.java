package io.tandem.governance.worth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tandem.events.EventJson;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.GroupReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Folds `a2a.events` into one row for each task, all tasks of a poll in one statement. A task's entries come in their
/// order; one that was folded already is left out by its number, so reading again changes nothing.
final class CostConsumer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CostConsumer.class);
    private static final String SERVICE = "governance";
    private static final String KNOWN = "select task, seq from task_cost where task = any(?)";
    private static final String FOLD = """
            insert into task_cost(task, parent, agent, version, team, owner, state, began, cost, currency, calls, seq,
                                  ended, written)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (task) do update set
                state = excluded.state,
                cost = task_cost.cost + excluded.cost,
                currency = coalesce(task_cost.currency, excluded.currency),
                calls = task_cost.calls + excluded.calls,
                seq = excluded.seq,
                ended = excluded.ended,
                written = task_cost.written + excluded.written
            where task_cost.seq < excluded.seq
            """;

    private static final String COUNT_TOOL = """
            insert into tool_use(agent, version, day, tool, calls) values (?, ?, ?, ?, ?)
            on conflict (agent, version, day, tool) do update set calls = tool_use.calls + excluded.calls
            """;
    private static final Set<String> ENDS = Set.of("COMPLETED", "FAILED", "CANCELED", "REJECTED");
    private static final String EVALUATIONS = "service:tandem-governance";

    private final DataSource dataSource;
    private final Consumer<Collection<String>> changed;
    private final GroupReader reader;

    /// @param changed told the agents of each poll's tasks, after its commit
    CostConsumer(DataSource dataSource, Broker broker, Consumer<Collection<String>> changed) {
        this.dataSource = dataSource;
        this.changed = changed;
        broker.ensure(Topic.A2A_EVENTS);
        this.reader = new GroupReader(
                broker.bulkConsumer(SERVICE, "tandem-governance-worth"),
                List.of(Topic.A2A_EVENTS.topicName()),
                "governance-worth",
                this::fold);
    }

    CostConsumer start() {
        reader.start();
        return this;
    }

    @Override
    public void close() {
        reader.close();
    }

    private void fold(ConsumerRecords<String, byte[]> records) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                entries.add(EventJson.read(record.value(), Entry.class));
            } catch (IllegalArgumentException e) { // the ledger's to bury; it costs nothing
                LOG.debugf(e, "no event at %s-%d:%d", record.topic(), record.partition(), record.offset());
            }
        }
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            Map<String, Long> known = known(connection, entries);
            Map<String, Sum> sums = new LinkedHashMap<>();
            for (Entry entry : entries) {
                if (entry.seq() > known.getOrDefault(entry.taskId(), 0L)) {
                    sums.merge(entry.taskId(), Sum.of(entry), Sum::and);
                    known.put(entry.taskId(), entry.seq());
                }
            }
            try (PreparedStatement fold = connection.prepareStatement(FOLD)) {
                for (Sum sum : sums.values()) {
                    sum.bind(fold);
                    fold.addBatch();
                }
                var unused = fold.executeBatch();
            }
            countTools(connection, sums.values());
            connection.commit();
            changed.accept(
                    sums.values().stream().map(sum -> sum.first().agent()).collect(Collectors.toSet()));
        }
    }

    /// In one order on all nodes, so that they wait for each other and never in a circle.
    private static void countTools(Connection connection, Collection<Sum> sums) throws SQLException {
        Map<ToolDay, Integer> days = new TreeMap<>();
        for (Sum sum : sums) {
            if (!sum.first().owner().equals(EVALUATIONS)) {
                LocalDate day = LocalDate.ofInstant(sum.last().at(), ZoneOffset.UTC);
                sum.tools()
                        .forEach((tool, calls) -> days.merge(
                                new ToolDay(sum.first().agent(), sum.first().version(), day, tool),
                                calls,
                                Integer::sum));
            }
        }
        try (PreparedStatement count = connection.prepareStatement(COUNT_TOOL)) {
            for (var counted : days.entrySet()) {
                count.setString(1, counted.getKey().agent());
                count.setString(2, counted.getKey().version());
                count.setObject(3, counted.getKey().day());
                count.setString(4, counted.getKey().tool());
                count.setInt(5, counted.getValue());
                count.addBatch();
            }
            var unused = count.executeBatch();
        }
    }

    private record ToolDay(String agent, String version, LocalDate day, String tool) implements Comparable<ToolDay> {
        private static final Comparator<ToolDay> ORDER = Comparator.comparing(ToolDay::agent)
                .thenComparing(ToolDay::version)
                .thenComparing(ToolDay::day)
                .thenComparing(ToolDay::tool);

        @Override
        public int compareTo(ToolDay other) {
            return ORDER.compare(this, other);
        }
    }

    /// The last folded entry of each task.
    private static Map<String, Long> known(Connection connection, List<Entry> entries) throws SQLException {
        Object[] tasks = entries.stream().map(Entry::taskId).distinct().toArray();
        Map<String, Long> known = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            select.setArray(1, connection.createArrayOf("text", tasks));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    known.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return known;
    }

    /// What of a task's event counts; the rest of its body is skipped while reading.
    private record Entry(
            String taskId,
            long seq,
            @Nullable String parentTaskId,
            String team,
            String agent,
            String version,
            String owner,
            String kind,
            String state,
            @Nullable Body body,
            Instant at) {
        private record Body(
                @Nullable JsonNode cost,
                @Nullable String tool,
                @Nullable Long outputTokens) {}

        Map<String, Integer> tools() {
            String tool = body == null ? null : body.tool();
            return kind.equals("tool-intent") && tool != null ? Map.of(tool, 1) : Map.of();
        }

        long written() {
            Long tokens = body == null ? null : body.outputTokens();
            return tokens != null && kind.equals("model-turn") ? tokens : 0;
        }

        JsonNode cost() {
            JsonNode cost = body == null ? null : body.cost();
            return cost != null && kind.equals("model-turn") ? cost : MissingNode.getInstance();
        }
    }

    /// Entries of one task, one after the other.
    private record Sum(
            Entry first,
            Entry last,
            BigDecimal cost,
            @Nullable String currency,
            int calls,
            long written,
            Map<String, Integer> tools) {
        static Sum of(Entry entry) {
            JsonNode cost = entry.cost();
            return new Sum(
                    entry,
                    entry,
                    new BigDecimal(cost.path("amount").asText("0")),
                    cost.hasNonNull("currency") ? cost.path("currency").asText() : null,
                    entry.kind().equals("tool-intent") ? 1 : 0,
                    entry.written(),
                    entry.tools());
        }

        Sum and(Sum later) {
            Map<String, Integer> both = new HashMap<>(tools);
            later.tools.forEach((tool, called) -> both.merge(tool, called, Integer::sum));
            return new Sum(
                    first,
                    later.last,
                    cost.add(later.cost),
                    currency == null ? later.currency : currency,
                    calls + later.calls,
                    written + later.written,
                    both);
        }

        void bind(PreparedStatement fold) throws SQLException {
            @Nullable
            Object[] values = {
                first.taskId(),
                first.parentTaskId(),
                first.agent(),
                first.version(),
                first.team(),
                first.owner(),
                last.state(),
                OffsetDateTime.ofInstant(first.at(), ZoneOffset.UTC),
                cost,
                currency,
                calls,
                last.seq(),
                ENDS.contains(last.state()) ? OffsetDateTime.ofInstant(last.at(), ZoneOffset.UTC) : null,
                written
            };
            for (int i = 0; i < values.length; i++) {
                fold.setObject(i + 1, values[i]);
            }
        }
    }
}
