package io.tandem.ledger;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/// What was signed of one team's tree: as of that time its first `size` records have that root.
///
/// Its text is a checkpoint of <https://c2sp.org/tlog-checkpoint>: origin, size, root, and two lines more, the time and
/// the size of the checkpoint before it, so that none can be left out unseen.
///
/// @param root base64
/// @param previous the size of the team's checkpoint before this one, 0 for the first
public record Checkpoint(String team, long size, String root, Instant at, long previous) {
    private static final String ORIGIN = "tandem-ledger/";
    private static final String TIME = "time ";
    private static final String PREVIOUS = "previous ";
    private static final int LINES = 5;

    public Checkpoint {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /// Of a tree as it is.
    public static Checkpoint of(String team, MerkleEdge edge, Instant at, long previous) {
        return new Checkpoint(team, edge.size(), Base64.getEncoder().encodeToString(edge.root()), at, previous);
    }

    public byte[] rootBytes() {
        return Base64.getDecoder().decode(root);
    }

    /// Whether the tree of that edge is the one that was signed.
    public boolean holds(MerkleEdge edge) {
        return edge.size() == size
                && Base64.getEncoder().encodeToString(edge.root()).equals(root);
    }

    /// The text that is signed.
    public String text() {
        return ORIGIN + URLEncoder.encode(team, StandardCharsets.UTF_8) + "\n" + size + "\n" + root + "\n" + TIME + at
                + "\n" + PREVIOUS + previous + "\n";
    }

    /// Reads [#text()].
    ///
    /// @throws IllegalArgumentException if it is no checkpoint
    public static Checkpoint read(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != LINES + 1
                || !lines[0].startsWith(ORIGIN)
                || !lines[3].startsWith(TIME)
                || !lines[4].startsWith(PREVIOUS)) {
            throw new IllegalArgumentException("no checkpoint of a ledger");
        }
        try {
            Checkpoint read = new Checkpoint(
                    URLDecoder.decode(lines[0].substring(ORIGIN.length()), StandardCharsets.UTF_8),
                    Long.parseLong(lines[1]),
                    lines[2],
                    Instant.parse(lines[3].substring(TIME.length())),
                    Long.parseLong(lines[4].substring(PREVIOUS.length())));
            if (read.size() < 1 || read.previous() < 0 || read.rootBytes().length != MerkleHash.LENGTH) {
                throw new IllegalArgumentException("no checkpoint of a ledger");
            }
            return read;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no time of a checkpoint", e);
        }
    }
}
