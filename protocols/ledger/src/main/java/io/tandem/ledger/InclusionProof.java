package io.tandem.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/// That one record is in the tree of a checkpoint: the hashes beside the way from its leaf to the root (RFC 6962,
/// section 2.1.1).
///
/// @param index the record's number less one
/// @param size of the tree
/// @param path from the leaf upwards, each base64
public record InclusionProof(long index, long size, List<String> path) {
    public InclusionProof {
        path = List.copyOf(path);
    }

    /// Hashes of perfect subtrees, as [MerkleEdge.Grown] told them.
    @FunctionalInterface
    public interface Subtrees {
        byte[] hash(int height, long index);
    }

    /// The proof of the leaf at `index` in the tree of the first `size` leaves.
    ///
    /// @throws IllegalArgumentException if there is no such leaf
    public static InclusionProof of(long index, long size, Subtrees subtrees) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
        }
        List<String> path = new ArrayList<>();
        long from = 0;
        long count = size;
        while (count > 1) {
            long left = Long.highestOneBit(count - 1);
            if (index - from < left) {
                path.add(text(range(from + left, count - left, subtrees)));
                count = left;
            } else {
                path.add(text(range(from, left, subtrees)));
                from += left;
                count -= left;
            }
        }
        Collections.reverse(path);
        return new InclusionProof(index, size, path);
    }

    /// Whether it leads from that leaf to that root (RFC 9162, section 2.1.3.2).
    public boolean leads(byte[] leaf, byte[] root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long at = index;
        long last = size - 1;
        byte[] hash = leaf;
        for (String step : path) {
            if (last == 0) {
                return false;
            }
            byte[] beside = bytes(step);
            if ((at & 1) == 1 || at == last) {
                hash = MerkleHash.node(beside, hash);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                hash = MerkleHash.node(hash, beside);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    private static byte[] range(long from, long count, Subtrees subtrees) {
        long left = Long.highestOneBit(count);
        byte[] hash = subtrees.hash(Long.numberOfTrailingZeros(left), from / left);
        return left == count ? hash : MerkleHash.node(hash, range(from + left, count - left, subtrees));
    }

    private static String text(byte[] hash) {
        return Base64.getEncoder().encodeToString(hash);
    }

    private static byte[] bytes(String step) {
        try {
            return Base64.getDecoder().decode(step);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
