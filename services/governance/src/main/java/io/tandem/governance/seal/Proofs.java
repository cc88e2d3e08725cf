package io.tandem.governance.seal;

import io.tandem.ledger.InclusionProof;
import io.tandem.ledger.MerkleEdge;
import io.tandem.ledger.MerkleHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Proofs that a record is in the tree of a checkpoint, from the stored subtrees and the records' hashes.
public final class Proofs {
    /// Subtrees are stored at heights that are multiples of this.
    static final int STEP = 8;

    private static final String SUBTREES =
            "select hash from subtree where team = ? and height = ? and index >= ? and index < ? order by index";
    private static final String RECORDS =
            "select hash from record where team = ? and number > ? and number <= ? order by number";

    private Proofs() {}

    /// Of the record with that number in the tree of the first `size` records, which are signed.
    public static InclusionProof of(Connection connection, String team, long number, long size) throws SQLException {
        try {
            return InclusionProof.of(number - 1, size, (height, index) -> hash(connection, team, height, index));
        } catch (UncheckedSql e) {
            throw e.cause;
        }
    }

    private static byte[] hash(Connection connection, String team, int height, long index) {
        int stored = height - height % STEP;
        long count = 1L << (height - stored);
        try (PreparedStatement select = connection.prepareStatement(stored == 0 ? RECORDS : SUBTREES)) {
            int at = 1;
            select.setString(at++, team);
            if (stored > 0) {
                select.setInt(at++, stored);
            }
            select.setLong(at++, index * count);
            select.setLong(at, (index + 1) * count);
            MerkleEdge edge = new MerkleEdge();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    edge.add(stored == 0 ? MerkleHash.leaf(rows.getString(1)) : rows.getBytes(1));
                }
            }
            if (edge.size() != count) {
                throw new UncheckedSql(new SQLException("the tree of team " + team + " is not complete"));
            }
            return edge.root();
        } catch (SQLException e) {
            throw new UncheckedSql(e);
        }
    }

    private static final class UncheckedSql extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final SQLException cause;

        UncheckedSql(SQLException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
