package io.tandem.governance.replay;

import io.tandem.events.AuditEvent;
import io.tandem.events.EventJson;
import io.tandem.events.ToolActivity;
import io.tandem.events.ToolRecord;
import io.tandem.events.Topic;
import io.tandem.governance.publish.Publication;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.TopicView;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import io.tandem.policy.PolicyFault;
import io.tandem.policy.PolicyText;
import io.tandem.policy.Question.ToolShape;
import io.tandem.policy.cedar.CedarCheck;
import io.tandem.policy.cedar.CedarPolicies;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/// Replays a text of policies over what the ledger recorded of a team's calls, for those who decide on its policies.
public final class ReplayDesk implements AutoCloseable {
    private static final int MOST_DAYS = 30;
    private static final int MOST_RECORDS = 20_000;
    private static final Set<String> DECIDERS = Set.of("builder", "approver");
    private static final Set<String> READ_ALL = Set.of("auditor", "admin");
    private static final String SELECT = """
            select p.body from record r join payload p on p.team = r.team and p.number = r.number
            where r.team = ? and r.type = ? and r.time > ? order by r.number desc limit ?""";

    private final DataSource dataSource;
    private final Publication publication;
    private final Clock clock;
    private final TopicView<ToolRecord> tools;

    public ReplayDesk(DataSource dataSource, Broker broker, Publication publication, Clock clock) {
        this.dataSource = dataSource;
        this.publication = publication;
        this.clock = clock;
        broker.ensure(Topic.HUB_TOOLS);
        this.tools = new TopicView<>(
                        broker,
                        "governance",
                        Topic.HUB_TOOLS.topicName(),
                        bytes -> EventJson.read(bytes, ToolRecord.class))
                .start();
    }

    /// Asks again what was asked in the last days.
    ///
    /// @throws ProblemException FORBIDDEN; INVALID_REQUEST for days out of bounds or a text that cannot decide
    ReplayReport replay(String team, String text, int days, Caller caller) {
        boolean may = caller.roles().stream().anyMatch(READ_ALL::contains)
                || caller.teams().contains(team) && caller.roles().stream().anyMatch(DECIDERS::contains);
        record(caller, team, may, days, PolicyText.hash(text));
        if (!may) {
            throw new ProblemException(
                    CommonProblem.FORBIDDEN, "Builders and approvers of the team, auditors and administrators may.");
        }
        if (days < 1 || days > MOST_DAYS) {
            throw ProblemException.invalid("days", "It is between 1 and " + MOST_DAYS + ".");
        }
        List<PolicyFault> faults = CedarCheck.faults(text, shapes(team));
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(
                    "text", faults.stream().map(PolicyFault::message).collect(Collectors.joining("; ")) + ".");
        }
        Replay replay = new Replay(CedarPolicies.read("the candidate", text), tools::get);
        int asked = 0;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            connection.setAutoCommit(false);
            select.setFetchSize(500);
            select.setString(1, team);
            select.setString(2, ToolActivity.TYPE);
            select.setObject(3, since(days).atOffset(java.time.ZoneOffset.UTC));
            select.setInt(4, MOST_RECORDS);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    replay.ask(EventJson.read(rows.getBytes(1), ToolActivity.class));
                    asked++;
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the ledger", e);
        }
        return replay.report(asked < MOST_RECORDS);
    }

    private Instant since(int days) {
        return clock.instant().minus(Duration.ofDays(days));
    }

    private Map<String, ToolShape> shapes(String team) {
        Map<String, ToolShape> shapes = new TreeMap<>();
        for (ToolRecord tool : tools.all()) {
            if (tool.teams().contains(team)) {
                shapes.put(tool.key(), new ToolShape(tool.definitionHash(), tool.inputSchema()));
            }
        }
        return shapes;
    }

    private void record(Caller caller, String team, boolean may, int days, String hash) {
        publication.audit(new AuditEvent(
                AuditEvent.SCHEMA,
                "policy.replayed",
                caller.id(),
                may ? team : "platform",
                "policies of " + team,
                may ? "allowed" : "denied",
                null,
                EventJson.toTree(Map.of("days", days, "hash", hash)),
                clock.instant()));
    }

    @Override
    public void close() {
        tools.close();
    }
}
