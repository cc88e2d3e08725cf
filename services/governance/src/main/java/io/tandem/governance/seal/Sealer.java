package io.tandem.governance.seal;

import io.tandem.ledger.Checkpoint;
import io.tandem.ledger.LedgerKey;
import io.tandem.ledger.LedgerSigner;
import io.tandem.ledger.MerkleEdge;
import io.tandem.ledger.MerkleHash;
import io.tandem.ledger.Seals;
import io.tandem.ledger.SignedNote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Signs each team's tree as it grows, and copies what it signed out of the database.
///
/// A tree goes on from the checkpoint signed last, whose signature and root are checked first, and never from one that
/// is older than a copy outside. So a ledger that was rolled back or written anew is not signed over.
public final class Sealer {
    private static final Logger LOG = Logger.getLogger(Sealer.class);

    /// One node at a time; the number means nothing.
    private static final long LOCK = 0x7a6d_1edaL;

    private static final int FETCH = 10_000;
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(" + LOCK + ")";
    private static final String CHAINS = """
            select c.team, c.number, last.size, last.edge, last.note, last.at from chain c
            left join lateral (select size, edge, note, at from checkpoint k where k.team = c.team
                               order by size desc limit 1) last on true
            """;
    private static final String GROWN = CHAINS + " where c.number > coalesce(last.size, 0) order by c.team";
    private static final String OF_TEAM = CHAINS + " where c.team = ?";
    private static final String HASHES =
            "select hash from record where team = ? and number > ? and number <= ? order by number";
    private static final String KEEP_CHECKPOINT =
            "insert into checkpoint(team, size, edge, note, at) values (?, ?, ?, ?, ?::timestamptz)";
    private static final String KEEP_SUBTREE = "insert into subtree(team, height, index, hash) values (?, ?, ?, ?)";
    private static final String KEEP_KEY =
            "insert into ledger_key(id, public_key, since) values (?, ?, ?::timestamptz) on conflict do nothing";

    private final DataSource dataSource;
    private final SigningKeyFile.Keys keys;
    private final KeptCheckpoints copies;
    private final Copying copying;
    private final Clock clock;
    private final Pace pace;

    /// When a tree is signed: when it has grown, and that long ago or by so many records.
    public record Pace(Duration interval, long records) {
        public static final Pace USUAL = new Pace(Duration.ofSeconds(10), 1000);
    }

    /// Where the key and the copies are.
    public record Files(Path key, Path copies) {}

    /// What was signed of a team.
    public record Sealed(Checkpoint checkpoint, SignedNote note) {}

    /// Publishes a copy, in the transaction that stores the checkpoint.
    public interface Copying {
        void copy(Connection transaction, Sealed sealed) throws SQLException;
    }

    /// @throws IllegalStateException if the key cannot be used
    public Sealer(DataSource dataSource, Files files, Copying copying, Clock clock, Pace pace) {
        this.dataSource = dataSource;
        this.keys = SigningKeyFile.open(files.key());
        this.copies = new KeptCheckpoints(files.copies());
        this.copying = copying;
        this.clock = clock;
        this.pace = pace;
    }

    public LedgerSigner signer() {
        return keys.signer();
    }

    /// The keys that ever signed, as they are known outside the database.
    public List<LedgerKey> knownKeys() {
        return keys.known();
    }

    /// The copies outside the database, as signed notes.
    public List<String> kept() {
        try {
            return copies.notes();
        } catch (IOException e) {
            throw new UncheckedIOException("the copies of checkpoints cannot be read", e);
        }
    }

    /// Signs what is due.
    ///
    /// @return how many teams' trees that were
    public int sealDue() throws SQLException {
        return seal(false);
    }

    /// Signs everything that is not signed yet.
    public void sealNow() throws SQLException {
        seal(true);
    }

    /// Whether a record is under a team's newest checkpoint, and that checkpoint can be gone on from: a known
    /// key signed it, it is of the tree that is stored, and no copy outside is newer.
    ///
    /// @param connection that of whoever acts upon the answer
    public boolean covers(Connection connection, String team, long number) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_TEAM)) {
            select.setString(1, team);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        && grown(team, row)
                                .last()
                                .filter(last -> last.size() >= number)
                                .isPresent();
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.debugf(e, "no checkpoint of team %s can be gone on from", team);
            return false;
        }
    }

    /// A team's chain that has grown.
    private record Grown(String team, long number, MerkleEdge edge, Optional<Checkpoint> last) {}

    private int seal(boolean now) throws SQLException {
        List<Sealed> sealed = new ArrayList<>();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                lock(connection);
                Instant at = clock.instant();
                for (Grown grown : grown(connection, now, at)) {
                    Sealed one = seal(connection, grown, at);
                    copying.copy(connection, one);
                    sealed.add(one);
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
        sealed.forEach(this::copy);
        return sealed.size();
    }

    private static void lock(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(ONE_AT_A_TIME)) {
            lock.execute();
        }
    }

    private List<Grown> grown(Connection connection, boolean now, Instant at) throws SQLException {
        List<Grown> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(GROWN);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                String team = rows.getString("team");
                try {
                    Grown grown = grown(team, rows);
                    if (now || due(grown, at)) {
                        found.add(grown);
                    }
                } catch (IOException | IllegalArgumentException e) {
                    LOG.errorf("the ledger of team %s is not signed: %s", team, e.getMessage());
                    LOG.debug("sealing", e);
                }
            }
        }
        return found;
    }

    private boolean due(Grown grown, Instant at) {
        return grown.last()
                .map(last -> grown.number() - last.size() >= pace.records()
                        || !last.at().plus(pace.interval()).isAfter(at))
                .orElse(true);
    }

    /// @throws IllegalArgumentException if what is stored is not what was signed last
    private Grown grown(String team, ResultSet row) throws SQLException, IOException {
        String note = row.getString("note");
        Optional<Checkpoint> copy = copies.newest(team);
        if (note == null) {
            copy.ifPresent(known -> {
                throw new IllegalArgumentException(behind(known, 0));
            });
            return new Grown(team, row.getLong("number"), new MerkleEdge(), Optional.empty());
        }
        Checkpoint last = new Seals(keys.known(), List.of(), List.of())
                .checkpoint(note)
                .orElseThrow(() -> new IllegalArgumentException("its last checkpoint is not signed by a known key"));
        MerkleEdge edge = new MerkleEdge(row.getLong("size"), row.getBytes("edge"));
        if (!last.holds(edge) || !last.team().equals(team)) {
            throw new IllegalArgumentException("its tree is not the one that was signed last");
        }
        copy.filter(known -> known.size() > last.size()
                        || known.size() == last.size() && !known.root().equals(last.root()))
                .ifPresent(known -> {
                    throw new IllegalArgumentException(behind(known, last.size()));
                });
        return new Grown(team, row.getLong("number"), edge, Optional.of(last));
    }

    private static String behind(Checkpoint known, long size) {
        return "a copy of a checkpoint, of " + known.at() + ", covers " + known.size()
                + " records and the newest one in the database " + size
                + "; if the database was restored on purpose, move that team's folder of copies away";
    }

    private Sealed seal(Connection connection, Grown grown, Instant at) throws SQLException {
        long from = grown.edge().size();
        grow(connection, grown);
        if (grown.edge().size() != grown.number()) {
            throw new SQLException("records of team " + grown.team() + " are missing after record " + from);
        }
        Checkpoint checkpoint = Checkpoint.of(grown.team(), grown.edge(), at, from);
        SignedNote note = keys.signer().sign(checkpoint.text());
        try (PreparedStatement key = connection.prepareStatement(KEEP_KEY);
                PreparedStatement insert = connection.prepareStatement(KEEP_CHECKPOINT)) {
            key.setString(1, keys.signer().key().id());
            key.setString(2, keys.signer().key().publicKey());
            key.setString(3, at.toString());
            key.executeUpdate();
            insert.setString(1, checkpoint.team());
            insert.setLong(2, checkpoint.size());
            insert.setBytes(3, grown.edge().packed());
            insert.setString(4, note.format());
            insert.setString(5, checkpoint.at().toString());
            insert.executeUpdate();
        }
        return new Sealed(checkpoint, note);
    }

    private static void grow(Connection connection, Grown grown) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HASHES);
                PreparedStatement keep = connection.prepareStatement(KEEP_SUBTREE)) {
            select.setString(1, grown.team());
            select.setLong(2, grown.edge().size());
            select.setLong(3, grown.number());
            select.setFetchSize(FETCH);
            List<Object[]> subtrees = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    grown.edge().add(MerkleHash.leaf(rows.getString(1)), (height, index, hash) -> {
                        if (height > 0 && height % Proofs.STEP == 0) {
                            subtrees.add(new Object[] {grown.team(), height, index, hash});
                        }
                    });
                }
            }
            for (Object[] subtree : subtrees) {
                for (int i = 0; i < subtree.length; i++) {
                    keep.setObject(i + 1, subtree[i]);
                }
                keep.addBatch();
            }
            keep.executeBatch();
        }
    }

    private void copy(Sealed sealed) {
        try {
            copies.keep(sealed.checkpoint(), sealed.note());
        } catch (IOException e) {
            LOG.errorf(
                    "no copy of the checkpoint of team %s: %s",
                    sealed.checkpoint().team(), e.getMessage());
            LOG.debug("copy", e);
        }
    }
}
