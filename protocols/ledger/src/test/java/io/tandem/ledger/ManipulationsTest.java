package io.tandem.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// A thousand ways to touch an exported ledger, of which a few payloads were erased, chosen by chance from
/// a seed: each is found out with the public key and one checkpoint that was kept.
class ManipulationsTest {
    private static final int TRIES = 1000;
    private static final long SEED = 6962;

    private final AnExport original = export(AnExport.SIGNER, 60, "");
    private final byte[] file = original.bytes();
    private final String kept = original.checkpoint(original.entries.size());

    private static AnExport export(LedgerSigner signer, int records, String other) {
        AnExport export = new AnExport();
        export.signer = signer;
        List<AnExport.Event> events = new ArrayList<>();
        for (int seq = 1; seq <= records; seq++) {
            events.add(AnExport.moved("t" + (seq == records / 2 ? other : ""), seq));
        }
        return export.chain("platform", 1, List.of(AnExport.erased("e1", Map.of("sales", "2-4,6"))))
                .chain("finance", 7, events.subList(0, Math.min(20, records)))
                .chain("sales", 8, events)
                .without("sales", 2, 4)
                .without("sales", 6, 6);
    }

    private enum Way {
        FLIP,
        DELETE_BYTES,
        INSERT_BYTES,
        DELETE_LINE,
        INSERT_LINE,
        SWAP_LINES,
        TRUNCATE,
        DELETE_RECORD_AND_SIGN_ANEW,
        SIGN_WITH_ANOTHER_KEY,
        ROLL_BACK_TO_A_CHECKPOINT,
        AN_OLDER_EXPORT
    }

    private byte[] touched(Way way, Random random) {
        return switch (way) {
            case FLIP -> {
                byte[] bytes = file.clone();
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            case DELETE_BYTES -> {
                int from = random.nextInt(file.length);
                int to = Math.min(file.length, from + 1 + random.nextInt(200));
                yield joined(Arrays.copyOf(file, from), Arrays.copyOfRange(file, to, file.length));
            }
            case INSERT_BYTES -> {
                byte[] more = new byte[1 + random.nextInt(50)];
                random.nextBytes(more);
                int at = random.nextInt(file.length + 1);
                yield joined(Arrays.copyOf(file, at), more, Arrays.copyOfRange(file, at, file.length));
            }
            case DELETE_LINE -> {
                List<String> lines = lines();
                lines.remove(random.nextInt(lines.size()));
                yield bytes(lines);
            }
            case INSERT_LINE -> {
                List<String> lines = lines();
                lines.add(random.nextInt(lines.size() + 1), lines.get(random.nextInt(lines.size())));
                yield bytes(lines);
            }
            case SWAP_LINES -> {
                List<String> lines = lines();
                int one = random.nextInt(lines.size());
                int other = (one + 1 + random.nextInt(lines.size() - 1)) % lines.size();
                String held = lines.get(one);
                lines.set(one, lines.get(other));
                lines.set(other, held);
                yield bytes(lines);
            }
            case TRUNCATE -> Arrays.copyOf(file, random.nextInt(file.length));
            case DELETE_RECORD_AND_SIGN_ANEW -> {
                AnExport export = export(AnExport.SIGNER, 60, "");
                export.signer = new LedgerSigner(LedgerSigner.newKeys());
                export.entries.remove(random.nextInt(export.entries.size()));
                yield export.bytes();
            }
            case SIGN_WITH_ANOTHER_KEY ->
                export(new LedgerSigner(LedgerSigner.newKeys()), 60, "-" + random.nextInt())
                        .bytes();
            case ROLL_BACK_TO_A_CHECKPOINT -> {
                AnExport export = export(AnExport.SIGNER, 8 * (1 + random.nextInt(7)), "");
                export.signer = new LedgerSigner(LedgerSigner.newKeys()); // who rolls back has not the key
                yield export.bytes();
            }
            // Signed by the ledger itself some time ago: the checkpoint that was kept tells.
            case AN_OLDER_EXPORT ->
                export(AnExport.SIGNER, 20 + random.nextInt(40), "").bytes();
        };
    }

    private List<String> lines() {
        return new ArrayList<>(new String(file, StandardCharsets.UTF_8).lines().toList());
    }

    private static byte[] bytes(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[]... parts) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    @Nested
    class GivenAnExport {
        @Test
        void isWholeUntouched() throws Exception {
            assertThat(AnExport.verify(file, List.of(kept)).ok()).isTrue();
        }

        @Test
        void isFoundOutHoweverItIsTouched() {
            Random random = new Random(SEED);
            List<String> unseen = new ArrayList<>();
            int tried = 0;
            for (int i = 0; tried < TRIES; i++) {
                Way way = Way.values()[i % Way.values().length];
                byte[] touched = touched(way, random);
                if (Arrays.equals(touched, file)) {
                    continue; // chance put back what was there
                }
                tried++;
                if (!AnExport.detected(touched, List.of(kept))) {
                    unseen.add(i + " " + way);
                }
            }
            assertThat(tried).isEqualTo(TRIES);
            assertThat(unseen).isEmpty();
        }
    }
}
