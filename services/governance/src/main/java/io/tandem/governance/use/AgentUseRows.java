package io.tandem.governance.use;

import io.tandem.events.AgentUse;
import io.tandem.events.Money;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Counts of folded tasks.
final class AgentUseRows {
    private static final int WINDOW = 30;
    private static final int FIRST = 28;
    private static final int RECENT = 7;
    private static final String EVALUATIONS = "service:tandem-governance";
    private static final String NEWEST = """
            select team, began from task_cost
            where agent = ? and owner <> '%s' order by began desc limit 1
            """.formatted(EVALUATIONS);
    private static final String COUNTED = """
            select count(*) as tasks, sum(cost) as cost, max(currency) as currency from task_cost
            where agent = ? and began >= ? and owner <> '%s'
            """.formatted(EVALUATIONS);
    private static final String TOOLS =
            "select tool, sum(calls) as calls from tool_use where agent = ? and day >= ? and day < ? group by tool";

    private AgentUseRows() {}

    /// Every agent that has ever been given a task.
    static List<String> agents(Connection connection) throws SQLException {
        List<String> agents = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select distinct agent from task_cost");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                agents.add(rows.getString(1));
            }
        }
        return agents;
    }

    /// Empty for one that was only evaluated.
    ///
    /// @param active the version that callers reach by name; null while there is none
    static Optional<AgentUse> of(Connection connection, String agent, @Nullable String active, Instant now)
            throws SQLException {
        try (PreparedStatement newest = connection.prepareStatement(NEWEST)) {
            newest.setString(1, agent);
            try (ResultSet row = newest.executeQuery()) {
                return row.next()
                        ? Optional.of(counted(
                                connection,
                                new Named(agent, active),
                                row.getString("team"),
                                row.getObject("began", OffsetDateTime.class).toInstant(),
                                now))
                        : Optional.empty();
            }
        }
    }

    private record Named(String agent, @Nullable String active) {}

    private static AgentUse counted(Connection connection, Named named, String team, Instant lastUse, Instant now)
            throws SQLException {
        String agent = named.agent();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate first = firstDay(connection, agent).orElse(today);
        LocalDate recent = today.minusDays(RECENT - 1);
        boolean settled = !first.plusDays(FIRST).isAfter(recent);
        try (PreparedStatement count = connection.prepareStatement(COUNTED)) {
            count.setString(1, agent);
            count.setObject(2, today.minusDays(WINDOW - 1).atStartOfDay().atOffset(ZoneOffset.UTC));
            try (ResultSet row = count.executeQuery()) {
                row.next();
                String currency = row.getString("currency");
                return new AgentUse(
                        AgentUse.SCHEMA,
                        agent,
                        team,
                        lastUse,
                        row.getInt("tasks"),
                        currency == null ? null : new Money(row.getBigDecimal("cost"), currency),
                        tools(connection, agent, first, first.plusDays(FIRST)),
                        settled ? tools(connection, agent, recent, today.plusDays(1)) : Map.of(),
                        named.active() == null
                                ? null
                                : RunRows.manner(connection, agent, named.active())
                                        .orElse(null),
                        named.active() == null
                                ? null
                                : RunRows.scored(connection, agent, named.active())
                                        .orElse(null),
                        now);
            }
        }
    }

    private static Optional<LocalDate> firstDay(Connection connection, String agent) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select min(day) from tool_use where agent = ?")) {
            select.setString(1, agent);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getObject(1, LocalDate.class));
            }
        }
    }

    private static Map<String, Integer> tools(Connection connection, String agent, LocalDate from, LocalDate to)
            throws SQLException {
        Map<String, Integer> tools = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(TOOLS)) {
            select.setString(1, agent);
            select.setObject(2, from);
            select.setObject(3, to);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    tools.put(rows.getString(1), rows.getInt(2));
                }
            }
        }
        return tools;
    }
}
