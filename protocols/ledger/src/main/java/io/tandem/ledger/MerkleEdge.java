package io.tandem.ledger;

import java.util.ArrayList;
import java.util.List;

/// The right edge of a growing Merkle tree: the hashes of the perfect subtrees that make it up, largest first. It is
/// all that is needed to add leaves and to compute the root, at most 63 hashes for any number of leaves.
public final class MerkleEdge {
    private final List<byte[]> hashes = new ArrayList<>();
    private long size;

    /// Told of each perfect subtree as it is completed.
    @FunctionalInterface
    public interface Grown {
        /// @param height its leaves are two to the power of this
        /// @param index of the subtrees of that height, from 0
        void subtree(int height, long index, byte[] hash);
    }

    /// A tree without leaves.
    public MerkleEdge() {}

    /// What [#packed()] gave.
    ///
    /// @throws IllegalArgumentException if it is no edge of a tree of that size
    public MerkleEdge(long size, byte[] packed) {
        if (size < 0 || packed.length != Long.bitCount(size) * MerkleHash.LENGTH) {
            throw new IllegalArgumentException("no edge of a tree of " + size + " leaves");
        }
        for (int at = 0; at < packed.length; at += MerkleHash.LENGTH) {
            hashes.add(java.util.Arrays.copyOfRange(packed, at, at + MerkleHash.LENGTH));
        }
        this.size = size;
    }

    public long size() {
        return size;
    }

    public void add(byte[] leaf) {
        add(leaf, (height, index, hash) -> {});
    }

    /// Adds a leaf.
    public void add(byte[] leaf, Grown grown) {
        byte[] hash = leaf;
        grown.subtree(0, size, hash);
        int height = 0;
        for (long left = size; (left & 1) == 1; left >>= 1) {
            hash = MerkleHash.node(hashes.removeLast(), hash);
            height++;
            grown.subtree(height, left >> 1, hash);
        }
        hashes.add(hash);
        size++;
    }

    /// The tree's root as of now.
    public byte[] root() {
        if (hashes.isEmpty()) {
            return MerkleHash.empty();
        }
        byte[] root = hashes.getLast();
        for (int i = hashes.size() - 2; i >= 0; i--) {
            root = MerkleHash.node(hashes.get(i), root);
        }
        return root;
    }

    /// The edge as bytes, to be kept.
    public byte[] packed() {
        byte[] packed = new byte[hashes.size() * MerkleHash.LENGTH];
        for (int i = 0; i < hashes.size(); i++) {
            System.arraycopy(hashes.get(i), 0, packed, i * MerkleHash.LENGTH, MerkleHash.LENGTH);
        }
        return packed;
    }
}
