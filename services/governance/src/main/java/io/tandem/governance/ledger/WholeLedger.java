package io.tandem.governance.ledger;

import io.tandem.ledger.ChainHead;
import io.tandem.ledger.ChainVerifier;
import io.tandem.ledger.Checkpoint;
import io.tandem.ledger.LedgerKey;
import io.tandem.ledger.Seals;
import io.tandem.ledger.Verification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// Reads the ledger from end to end, as it is at one moment.
public final class WholeLedger {
    private static final int FETCH = 1000;
    private static final String HEADS = "select team, number, hash from chain order by team";
    private static final String NEWEST = "select distinct on (team) note from checkpoint order by team, size desc";

    /// Records with their payload and, where there is one, the checkpoint that ends with them.
    public static final String ENTRIES = "select " + RecordRows.COLUMNS + ", p.body, k.note from record r"
            + " left join payload p on p.team = r.team and p.number = r.number"
            + " left join checkpoint k on k.team = r.team and k.size = r.number";

    private static final String RECORDS = ENTRIES + " order by r.team, r.number";

    /// Told after every so many records, and once before the first.
    @FunctionalInterface
    public interface Progress {
        /// Every so many records.
        int STEP = 5000;

        /// @param records how many the chains hold in all
        void checked(long checked, long records);
    }

    /// What is known of signatures outside the database.
    public interface Signatures {
        List<LedgerKey> knownKeys();

        /// Copies of checkpoints, as signed notes.
        List<String> kept();
    }

    private final DataSource dataSource;
    private final Clock clock;
    private final Signatures signatures;

    public WholeLedger(DataSource dataSource, Clock clock, Signatures signatures) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.signatures = signatures;
    }

    /// Checks every record, payload and chain, the numbers of all sources, and every checkpoint, those that were copied
    /// out of the database included.
    public Verification verify() throws SQLException {
        return verify((checked, records) -> {});
    }

    /// The same, and tells meanwhile how far it is.
    public Verification verify(Progress progress) throws SQLException {
        List<String> kept = signatures.kept(); // before the snapshot, which then holds at least as much
        try (Connection connection = snapshot(dataSource);
                PreparedStatement select = connection.prepareStatement(RECORDS)) {
            ChainVerifier verifier = new ChainVerifier(
                    ChainVerifier.Scope.WHOLE, ChainVerifier.Payloads.GIVEN, seals(kept, newest(connection)));
            List<ChainHead> heads = heads(connection);
            long all = heads.stream().mapToLong(ChainHead::number).sum();
            progress.checked(0, all);
            select.setFetchSize(FETCH);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    verifier.accept(RecordRows.of(rows), rows.getBytes("body"), rows.getString("note"));
                    if (verifier.records() % Progress.STEP == 0) {
                        progress.checked(verifier.records(), all);
                    }
                }
            }
            connection.rollback();
            return verifier.finish(heads, clock.instant());
        }
    }

    /// The newest checkpoint of each team, as signed notes.
    public static List<String> newest(Connection connection) throws SQLException {
        List<String> notes = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(NEWEST);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                notes.add(rows.getString(1));
            }
        }
        return notes;
    }

    private Seals seals(List<String> kept, List<String> newest) {
        Seals only = new Seals(signatures.knownKeys(), List.of(), List.of());
        List<Checkpoint> stored =
                newest.stream().flatMap(note -> only.checkpoint(note).stream()).toList();
        List<Checkpoint> all = new ArrayList<>(stored);
        kept.forEach(note -> only.checkpoint(note).ifPresent(all::add));
        return new Seals(only.keys(), stored, all);
    }

    /// A connection that sees one moment and writes nothing; roll it back before it is closed.
    public static Connection snapshot(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            connection.setAutoCommit(false);
            try (PreparedStatement begin =
                    connection.prepareStatement("set transaction isolation level repeatable read, read only")) {
                begin.execute();
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /// Where each chain ends.
    public static List<ChainHead> heads(Connection connection) throws SQLException {
        List<ChainHead> heads = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(HEADS);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                heads.add(new ChainHead(rows.getString(1), rows.getLong(2), rows.getString(3)));
            }
        }
        return heads;
    }
}
