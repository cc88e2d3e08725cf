package io.tandem.governance.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.EventJson;
import io.tandem.governance.ledger.RecordRows;
import io.tandem.governance.ledger.WholeLedger;
import io.tandem.governance.seal.Proofs;
import io.tandem.governance.seal.Sealer;
import io.tandem.ledger.Checkpoint;
import io.tandem.ledger.InclusionProof;
import io.tandem.ledger.LedgerRecord;
import io.tandem.ledger.Seals;
import io.tandem.ledger.TaskEvidence;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Puts the evidence of one task together: its records, and for each the proof that it is in a signed
/// checkpoint.
final class EvidenceReader {
    private static final String ORDER = " order by r.time, r.position";

    /// The records of the erasures that took payloads of the task.
    private static final String ERASURES = WholeLedger.ENTRIES + """
             where r.team = 'platform' and r.number in (
                select e.record from record t join erased_range e
                on e.team = t.team and t.number between e.first and e.last where t.task = ?)
            """ + ORDER;

    private final DataSource dataSource;
    private final Sealer sealer;
    private final Clock clock;

    EvidenceReader(DataSource dataSource, Sealer sealer, Clock clock) {
        this.dataSource = dataSource;
        this.sealer = sealer;
        this.clock = clock;
    }

    /// Signs what is not signed yet, so that even the last record is proved.
    TaskEvidence read(String task, RecordFilter filter) throws SQLException {
        sealer.sealNow();
        try (Connection connection = WholeLedger.snapshot(dataSource)) {
            Map<String, String> notes = new TreeMap<>();
            Map<String, Checkpoint> checkpoints = new HashMap<>();
            Seals seals = new Seals(sealer.knownKeys(), List.of(), List.of());
            for (String note : WholeLedger.newest(connection)) {
                seals.checkpoint(note).ifPresent(checkpoint -> {
                    notes.put(checkpoint.team(), note);
                    checkpoints.put(checkpoint.team(), checkpoint);
                });
            }
            List<TaskEvidence.Proved> records = records(connection, filter, checkpoints);
            if (records.stream().anyMatch(proved -> proved.payload() == null)) {
                records.addAll(erasures(connection, task, checkpoints));
            }
            notes.keySet()
                    .retainAll(records.stream()
                            .map(proved -> proved.record().team())
                            .toList());
            connection.rollback();
            return new TaskEvidence(
                            TaskEvidence.FORMAT,
                            task,
                            clock.instant().truncatedTo(ChronoUnit.MICROS),
                            sealer.knownKeys(),
                            List.copyOf(notes.values()),
                            records,
                            null)
                    .signedBy(sealer.signer());
        }
    }

    private static List<TaskEvidence.Proved> records(
            Connection connection, RecordFilter filter, Map<String, Checkpoint> checkpoints) throws SQLException {
        RecordFilter.Where where = filter.where();
        try (PreparedStatement select = connection.prepareStatement(WholeLedger.ENTRIES + where.sql() + ORDER)) {
            RecordPages.bind(select, where.values());
            return proved(connection, select, checkpoints);
        }
    }

    private static List<TaskEvidence.Proved> erasures(
            Connection connection, String task, Map<String, Checkpoint> checkpoints) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ERASURES)) {
            select.setString(1, task);
            return proved(connection, select, checkpoints);
        }
    }

    private static List<TaskEvidence.Proved> proved(
            Connection connection, PreparedStatement select, Map<String, Checkpoint> checkpoints) throws SQLException {
        List<TaskEvidence.Proved> records = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                LedgerRecord record = RecordRows.of(rows);
                byte @Nullable [] body = rows.getBytes("body");
                @Nullable JsonNode event = body == null ? null : EventJson.read(body, JsonNode.class);
                records.add(new TaskEvidence.Proved(
                        record,
                        Sentence.of(record, event),
                        body == null ? null : new String(body, StandardCharsets.UTF_8),
                        proof(connection, record, checkpoints.get(record.team()))));
            }
        }
        return records;
    }

    private static @Nullable InclusionProof proof(
            Connection connection, LedgerRecord record, @Nullable Checkpoint checkpoint) throws SQLException {
        return checkpoint == null || record.number() > checkpoint.size()
                ? null
                : Proofs.of(connection, record.team(), record.number(), checkpoint.size());
    }
}
