package io.tandem.hub.inbox;

import io.tandem.hub.approval.Approval;
import io.tandem.hub.approval.ApprovalRows;
import io.tandem.hub.publish.Transactions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.util.List;

/// What people decided on the same tool before.
@Singleton
public class PastDecisions {
    private static final int TOLD = 5;

    private static final String LAST = """
            select * from approval
            where decided_by is not null and connector = ? and tool = ? and team = ? and agent = ? and id <> ?
            order by decided_at desc, id limit ?
            """;

    /// Each argument that either call has counts: 0 for the same value, for two numbers how far they are apart in
    /// proportion to the larger, else 1. The distance is the mean. Of the newest 500 decisions of the team.
    private static final String NEAREST = """
            select near.* from (
                select * from approval
                where decided_by is not null and connector = ? and tool = ? and team = ? and (? or agent = ?) and id <> ?
                order by decided_at desc limit 500) near
            order by (
                select coalesce(avg(case
                    when mine.value is null or its.value is null then 1
                    when mine.value = its.value then 0
                    when mine.value #>> '{}' ~ '^-?\\d{1,15}(\\.\\d{1,9})?$'
                         and its.value #>> '{}' ~ '^-?\\d{1,15}(\\.\\d{1,9})?$' then
                        least(1, abs((mine.value #>> '{}')::numeric - (its.value #>> '{}')::numeric)
                            / greatest(abs((mine.value #>> '{}')::numeric), abs((its.value #>> '{}')::numeric),
                                       0.000001))
                    else 1 end), 0)
                from jsonb_each(?::jsonb) mine full join jsonb_each(near.arguments::jsonb) its using (key)),
                decided_at desc, id
            limit ?
            """;

    private final Transactions transactions;

    @Inject
    public PastDecisions(Transactions transactions) {
        this.transactions = transactions;
    }

    /// The last ones on calls of this agent, newest first.
    List<PastDecision> last(Approval approval) {
        return transactions.run(transaction -> {
            try (PreparedStatement select = transaction.prepareStatement(LAST)) {
                select.setString(1, approval.connector());
                select.setString(2, approval.tool());
                select.setString(3, approval.team());
                select.setString(4, approval.agent());
                select.setString(5, approval.id());
                select.setInt(6, TOLD);
                return told(select);
            }
        });
    }

    /// Those on calls whose arguments are nearest, nearest first.
    ///
    /// @param wholeTeam of all agents of the team, not of this one alone
    List<PastDecision> nearest(Approval approval, boolean wholeTeam) {
        return transactions.run(transaction -> {
            try (PreparedStatement select = transaction.prepareStatement(NEAREST)) {
                select.setString(1, approval.connector());
                select.setString(2, approval.tool());
                select.setString(3, approval.team());
                select.setBoolean(4, wholeTeam);
                select.setString(5, approval.agent());
                select.setString(6, approval.id());
                select.setString(7, approval.arguments().toString());
                select.setInt(8, TOLD);
                return told(select);
            }
        });
    }

    private static List<PastDecision> told(PreparedStatement select) throws java.sql.SQLException {
        return ApprovalRows.all(select).stream().map(PastDecision::of).toList();
    }
}
