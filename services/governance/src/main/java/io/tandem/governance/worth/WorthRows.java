package io.tandem.governance.worth;

import io.tandem.events.Money;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// What tasks cost and what was said of them, counted by agent and month; and the assumptions.
final class WorthRows {
    private static final String COUNT = """
            with said as (select distinct on (task) task, decision from outcome order by task, id desc)
            select c.agent, c.team, to_char(c.began at time zone 'UTC', 'YYYY-MM') as month, c.currency,
                   count(*) filter (where c.parent is null and c.owner like 'person:%') as tasks,
                   count(*) filter (where s.decision = 'ACCEPTED') as accepted,
                   count(*) filter (where s.decision = 'REJECTED') as rejected,
                   sum(c.cost) as cost, sum(c.calls) as calls
            from task_cost c left join said s on s.task = c.task
            where c.owner <> 'service:tandem-governance' and (? or c.team = any (?))
            group by c.agent, c.team, month, c.currency
            order by month, c.agent
            """;
    private static final String KEEP = """
            insert into worth_assumption(agent, minutes, rate, call_cost, currency, changed_by, changed_at)
            values (?, ?, ?, ?, ?, ?, now())
            on conflict (agent) do update set minutes = excluded.minutes, rate = excluded.rate,
                call_cost = excluded.call_cost, currency = excluded.currency, changed_by = excluded.changed_by,
                changed_at = excluded.changed_at
            """;

    private final DataSource dataSource;

    WorthRows(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// An agent in a month.
    ///
    /// @param cost of models; null where no model was called
    record Counted(
            String agent,
            String team,
            String month,
            int tasks,
            int accepted,
            int rejected,
            @Nullable Money cost,
            int calls) {}

    /// @param teams whose agents; null for all
    List<Counted> counted(@Nullable Set<String> teams) {
        List<Counted> counted = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(COUNT)) {
            select.setBoolean(1, teams == null);
            select.setArray(2, connection.createArrayOf("text", teams == null ? new Object[0] : teams.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String currency = rows.getString("currency");
                    counted.add(new Counted(
                            rows.getString("agent"),
                            rows.getString("team"),
                            rows.getString("month"),
                            rows.getInt("tasks"),
                            rows.getInt("accepted"),
                            rows.getInt("rejected"),
                            currency == null ? null : new Money(rows.getBigDecimal("cost"), currency),
                            rows.getInt("calls")));
                }
            }
            return counted;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot count costs of tasks", e);
        }
    }

    /// By agent.
    Map<String, Assumption> assumptions() {
        Map<String, Assumption> assumptions = new TreeMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("select * from worth_assumption");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                String currency = rows.getString("currency");
                assumptions.put(
                        rows.getString("agent"),
                        new Assumption(
                                rows.getString("agent"),
                                rows.getBigDecimal("minutes").doubleValue(),
                                new Money(plain(rows.getBigDecimal("rate")), currency),
                                new Money(plain(rows.getBigDecimal("call_cost")), currency),
                                rows.getString("changed_by"),
                                rows.getObject("changed_at", OffsetDateTime.class)
                                        .toInstant()));
            }
            return assumptions;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read assumptions", e);
        }
    }

    void keep(Assumption assumption) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement keep = connection.prepareStatement(KEEP)) {
            keep.setString(1, assumption.agent());
            keep.setBigDecimal(2, BigDecimal.valueOf(assumption.minutesSaved()));
            keep.setBigDecimal(3, assumption.hourlyRate().amount());
            keep.setBigDecimal(4, assumption.callCost().amount());
            keep.setString(5, assumption.hourlyRate().currency());
            keep.setString(6, assumption.changedBy());
            keep.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot write assumptions", e);
        }
    }

    private static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
