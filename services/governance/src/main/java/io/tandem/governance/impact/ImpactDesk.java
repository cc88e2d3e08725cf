package io.tandem.governance.impact;

import io.tandem.events.AgentRecord;
import io.tandem.events.Halt;
import io.tandem.governance.impact.WorkImpact.Counted;
import io.tandem.governance.impact.WorkImpact.Share;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Counts what a halt would hit: for those who may throw it, in their teams; for administrators and auditors in all.
public final class ImpactDesk {
    private static final Set<String> MAY_ASK = Set.of("operator", "approver", "auditor", "admin");
    private static final int FIRST = 10;
    private static final String HIT = """
            with hit as (
                select * from task_cost c where (? or c.team = any(?)) and (? or c.agent = any(?))
            ), open as (
                select * from hit where state not in ('COMPLETED', 'FAILED', 'CANCELED', 'REJECTED')
            )
            """;
    private static final String RUNNING = HIT + "select agent, count(*) from open group by agent order by 2 desc, 1";
    private static final String WAITING = HIT + """
            select p.agent, count(*) from task_cost p
            where p.task in (select parent from open) and not (? or p.agent = any(?))
                and p.state not in ('COMPLETED', 'FAILED', 'CANCELED', 'REJECTED')
            group by p.agent order by 2 desc, 1
            """;
    private static final String CALLERS = HIT + """
            select owner, count(*) from hit where began > now() - interval '1 day' and parent is null
            group by owner order by 2 desc, 1
            """;

    private final DataSource dataSource;
    private final Supplier<Collection<AgentRecord>> agents;

    /// @param agents all of the view of `registry.agents`
    public ImpactDesk(DataSource dataSource, Supplier<Collection<AgentRecord>> agents) {
        this.dataSource = dataSource;
        this.agents = agents;
    }

    /// @param scope a [Halt.Scope]
    WorkImpact of(Caller caller, @Nullable String scope, @Nullable String target) {
        if (caller.roles().stream().noneMatch(MAY_ASK::contains)) {
            throw new ProblemException(
                    CommonProblem.FORBIDDEN, "Operators, approvers, auditors and administrators see this.");
        }
        Halt.Scope wanted = Arrays.stream(Halt.Scope.values())
                .filter(known -> known.name().equals(scope))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "scope", "It is one of " + Arrays.toString(Halt.Scope.values()) + "."));
        if (wanted != Halt.Scope.all && (target == null || target.isBlank())) {
            throw ProblemException.invalid("target", "Name the " + wanted + ".");
        }
        boolean all = caller.roles().contains("auditor") || caller.roles().contains("admin");
        Sight sight = new Sight(
                all, caller.teams(), wanted == Halt.Scope.all, hit(wanted, target == null ? "" : target.strip()));
        return counted(sight);
    }

    /// Which tasks count.
    ///
    /// @param allTeams whether all teams' do
    /// @param allAgents whether all agents' do
    private record Sight(boolean allTeams, Set<String> teams, boolean allAgents, List<String> agents) {}

    private List<String> hit(Halt.Scope scope, String target) {
        return switch (scope) {
            case agent -> List.of(target);
            case team ->
                agents.get().stream()
                        .filter(record -> record.team().equals(target))
                        .map(AgentRecord::name)
                        .distinct()
                        .toList();
            case tool -> holding(target::equals);
            case connector -> holding(tool -> tool.startsWith(target + "/"));
            case all -> List.of();
        };
    }

    private List<String> holding(Predicate<String> tool) {
        return agents.get().stream()
                .filter(record -> record instanceof AgentRecord.Version version
                        && version.definition() != null
                        && version.definition().spec().tools().stream().anyMatch(tool))
                .map(AgentRecord::name)
                .distinct()
                .toList();
    }

    private WorkImpact counted(Sight sight) {
        try (Connection connection = dataSource.getConnection()) {
            return new WorkImpact(
                    counted(connection, RUNNING, sight, false),
                    counted(connection, WAITING, sight, true),
                    counted(connection, CALLERS, sight, false));
        } catch (SQLException e) {
            throw new ProblemException(CommonProblem.UNAVAILABLE, "Governance's database cannot be used.", null, e);
        }
    }

    private static Counted counted(Connection connection, String query, Sight sight, boolean twice)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            Array names = connection.createArrayOf("text", sight.agents().toArray());
            select.setBoolean(1, sight.allTeams());
            select.setArray(2, connection.createArrayOf("text", sight.teams().toArray()));
            select.setBoolean(3, sight.allAgents());
            select.setArray(4, names);
            if (twice) {
                select.setBoolean(5, sight.allAgents());
                select.setArray(6, names);
            }
            List<Share> shares = new ArrayList<>();
            int count = 0;
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    shares.add(new Share(rows.getString(1), rows.getInt(2)));
                    count += rows.getInt(2);
                }
            }
            return new Counted(count, shares.stream().limit(FIRST).toList());
        }
    }
}
