package io.tandem.bench.ledger;

import io.tandem.events.Topic;
import io.tandem.ledger.ChainHead;
import io.tandem.ledger.Checkpoint;
import io.tandem.ledger.ExportLine;
import io.tandem.ledger.ExportWriter;
import io.tandem.ledger.LedgerRecord;
import io.tandem.ledger.LedgerSigner;
import io.tandem.ledger.MerkleEdge;
import io.tandem.ledger.MerkleHash;
import io.tandem.ledger.Netstrings;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// An export of one team with as many records as wanted, each with a payload of 600 bytes, and a checkpoint after every
/// thousand. It is made twice over: the heads stand at its beginning.
final class LargeExport {
    private static final String TEAM = "bench";
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int EVERY = 1000;
    private static final int ENTRIES_OF_A_TASK = 10;
    private static final String FILL = "x".repeat(500);

    private final LedgerSigner signer = new LedgerSigner(LedgerSigner.newKeys());
    private final long records;

    LargeExport(long records) {
        this.records = records;
    }

    /// Writes the export, and the public key beside it.
    void write(Path file, Path publicKey) throws IOException {
        Files.writeString(publicKey, signer.key().pem());
        Chain ahead = new Chain();
        LongStream.range(0, records).forEach(at -> ahead.next());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            List<ChainHead> heads = List.of(new ChainHead(TEAM, records, ahead.previous));
            ExportWriter writer = new ExportWriter(out);
            writer.begin(new ExportLine.Begin(
                    ExportLine.FORMAT,
                    START.plusSeconds(records),
                    Map.of(),
                    heads,
                    List.of(signer.key()),
                    List.of(ahead.checkpoint)));
            Chain chain = new Chain();
            for (long at = 0; at < records; at++) {
                writer.entry(chain.next());
            }
            writer.end(heads, signer);
        }
    }

    private final class Chain {
        private final MerkleEdge edge = new MerkleEdge();
        private String previous = LedgerRecord.GENESIS;
        private long sealed;
        private String checkpoint = "";

        ExportLine.Entry next() {
            long number = edge.size() + 1;
            String task = "task-" + (number - 1) / ENTRIES_OF_A_TASK;
            long seq = (number - 1) % ENTRIES_OF_A_TASK + 1;
            String kind = seq == ENTRIES_OF_A_TASK ? "ended" : "moved";
            String payload = "{\"schema\":1,\"taskId\":\"" + task + "\",\"seq\":" + seq + ",\"kind\":\"" + kind
                    + "\",\"body\":{\"text\":\"" + FILL + "\"}}";
            LedgerRecord record = new LedgerRecord(
                            TEAM,
                            0,
                            "",
                            Topic.A2A_EVENTS.topicName(),
                            "agent-runtime",
                            seq,
                            task + ":" + seq,
                            "io.tandem.task.entry.v1",
                            START.plusMillis(number),
                            START.plusMillis(number),
                            new LedgerRecord.About(kind, "person:builder", "echo", "1", task, null, null, null),
                            Netstrings.sha256(payload.getBytes(StandardCharsets.UTF_8)),
                            "")
                    .at(number, previous);
            previous = record.hash();
            edge.add(MerkleHash.leaf(record.hash()));
            boolean due = number % EVERY == 0 || number == records;
            if (!due) {
                return new ExportLine.Entry(record, "It moved.", payload, null);
            }
            String text =
                    Checkpoint.of(TEAM, edge, START.plusMillis(number), sealed).text();
            sealed = number;
            checkpoint = signer.sign(text).format();
            return new ExportLine.Entry(record, "It moved.", payload, checkpoint);
        }
    }
}
