package io.tandem.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MerkleEdgeTest {
    private static final int MOST = 70;

    private static byte[] leaf(int i) {
        return MerkleHash.leaf(Netstrings.sha256(new byte[] {(byte) i}));
    }

    private static List<byte[]> leaves(int count) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(leaf(i));
        }
        return leaves;
    }

    /// The definition in RFC 6962, section 2.1, word for word.
    private static byte[] mth(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return MerkleHash.empty();
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int k = Integer.highestOneBit(leaves.size() - 1);
        return MerkleHash.node(mth(leaves.subList(0, k)), mth(leaves.subList(k, leaves.size())));
    }

    @Nested
    class GivenLeaves {
        @Test
        void haveTheRootOfTheDefinition() {
            MerkleEdge edge = new MerkleEdge();
            for (int size = 0; size <= MOST; size++) {
                assertThat(edge.root()).as("size %d", size).isEqualTo(mth(leaves(size)));
                assertThat(new MerkleEdge(size, edge.packed()).root()).isEqualTo(edge.root());
                edge.add(leaf(size));
            }
        }

        @Test
        void areHashedWithAPrefixOfTheirOwn() {
            assertThat(MerkleHash.leaf(""))
                    .isEqualTo(HexFormat.of()
                            .parseHex("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"));
            assertThat(MerkleHash.empty())
                    .isEqualTo(HexFormat.of()
                            .parseHex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        }
    }

    @Nested
    class GivenAnEdgeOfAnotherSize {
        @Test
        void isRefused() {
            assertThatThrownBy(() -> new MerkleEdge(3, new byte[MerkleHash.LENGTH]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class GivenARecordInATree {
        @Test
        void isProvedAndNothingElseIs() {
            Map<String, byte[]> subtrees = new HashMap<>();
            MerkleEdge edge = new MerkleEdge();
            for (int size = 1; size <= MOST; size++) {
                edge.add(leaf(size - 1), (height, index, hash) -> subtrees.put(height + "/" + index, hash));
                for (int index = 0; index < size; index++) {
                    InclusionProof proof = InclusionProof.of(
                            index, size, (height, at) -> Objects.requireNonNull(subtrees.get(height + "/" + at)));
                    assertThat(proof.leads(leaf(index), edge.root()))
                            .as("%d in %d", index, size)
                            .isTrue();
                    assertThat(proof.leads(leaf(index + 1), edge.root())).isFalse();
                    assertThat(new InclusionProof(index, size + 1, proof.path())
                                    .leads(leaf(index), mth(leaves(size + 1))))
                            .isFalse();
                }
            }
        }
    }
}
