package io.tandem.governance.ledger;

import io.tandem.ledger.LedgerRecord;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Records as columns, in the order of the table `record`.
record Columns(Connection connection, List<LedgerRecord> records) {

    List<Array> all() throws SQLException {
        List<Array> arrays = new ArrayList<>(List.of(
                of("text", LedgerRecord::team),
                of("bigint", LedgerRecord::number),
                of("text", LedgerRecord::previousHash),
                of("text", LedgerRecord::stream),
                of("text", LedgerRecord::source),
                of("bigint", LedgerRecord::sequence),
                of("text", LedgerRecord::eventId),
                of("text", LedgerRecord::type),
                of("text", LedgerRecord::time),
                of("text", LedgerRecord::recorded)));
        arrays.addAll(List.of(
                of("text", record -> record.about().kind()),
                of("text", record -> record.about().person()),
                of("text", record -> record.about().agent()),
                of("text", record -> record.about().version()),
                of("text", record -> record.about().task()),
                of("text", record -> record.about().tool()),
                of("text", record -> record.about().decision()),
                of("text", record -> record.about().subject()),
                of("text", LedgerRecord::payloadHash),
                of("text", LedgerRecord::hash)));
        return arrays;
    }

    private Array of(String type, Function<LedgerRecord, @org.jspecify.annotations.Nullable Object> column)
            throws SQLException {
        return connection.createArrayOf(type, records.stream().map(column).toArray());
    }
}
