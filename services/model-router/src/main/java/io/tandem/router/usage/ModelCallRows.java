package io.tandem.router.usage;

import io.tandem.events.ModelUsage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;

/// The table `model_call`.
final class ModelCallRows {
    private static final String INSERT = """
            insert into model_call (call_id, task_id, seq, team, caller, agent, version, tier, provider, model,
                input_tokens, cached_tokens, output_tokens, first_token_millis, total_millis, cost, currency, outcome, at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (call_id) do nothing
            """;

    private ModelCallRows() {}

    static void insert(Connection transaction, List<ModelUsage> calls) throws SQLException {
        try (PreparedStatement insert = transaction.prepareStatement(INSERT)) {
            for (ModelUsage call : calls) {
                Object[] values = {
                    call.callId(),
                    call.taskId(),
                    call.seq(),
                    call.team(),
                    call.caller(),
                    call.agent(),
                    call.version(),
                    call.tier(),
                    call.provider(),
                    call.model(),
                    call.inputTokens(),
                    call.cachedTokens(),
                    call.outputTokens(),
                    call.firstTokenMillis(),
                    call.totalMillis(),
                    call.cost().amount(),
                    call.cost().currency(),
                    call.outcome(),
                    Timestamp.from(call.at())
                };
                for (int i = 0; i < values.length; i++) {
                    insert.setObject(i + 1, values[i]);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
