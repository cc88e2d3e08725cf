package io.tandem.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.ApprovalEvent;
import io.tandem.events.AskedCall;
import io.tandem.events.AuditEvent;
import io.tandem.events.EventJson;
import io.tandem.events.TaskEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A signed export as a platform writes it, and what somebody could make of it.
final class AnExport {
    static final LedgerSigner SIGNER = new LedgerSigner(LedgerSigner.newKeys());
    static final Instant T = Instant.parse("2026-01-02T03:04:05.123456Z");

    /// Lines in the making; all are open to change.
    final List<ExportLine.Entry> entries = new ArrayList<>();

    final List<ChainHead> heads = new ArrayList<>();
    final List<String> checkpoints = new ArrayList<>();
    LedgerSigner signer = SIGNER;

    /// @param every so many records there is a checkpoint, and one at the end
    static AnExport of(int every, List<Event> events) {
        AnExport export = new AnExport();
        export.chain("sales", every, events);
        return export;
    }

    /// An event as the ledger takes it.
    record Event(String stream, String id, @Nullable Long sequence, LedgerRecord.About about, Object body) {}

    AnExport chain(String team, int every, List<Event> events) {
        String previous = LedgerRecord.GENESIS;
        MerkleEdge edge = new MerkleEdge();
        long lastSize = 0;
        @Nullable String note = null;
        for (int n = 1; n <= events.size(); n++) {
            Event event = events.get(n - 1);
            byte[] payload = EventJson.write(event.body());
            LedgerRecord record = new LedgerRecord(
                            team,
                            0,
                            "",
                            event.stream(),
                            "source",
                            event.sequence(),
                            event.id(),
                            "t",
                            T,
                            T.plusSeconds(n),
                            event.about(),
                            Netstrings.sha256(payload),
                            "")
                    .at(n, previous);
            previous = record.hash();
            edge.add(MerkleHash.leaf(record.hash()));
            note = null;
            if (n % every == 0 || n == events.size()) {
                note = signer.sign(Checkpoint.of(team, edge, T.plusSeconds(n + 1), lastSize)
                                .text())
                        .format();
                lastSize = n;
            }
            entries.add(
                    new ExportLine.Entry(record, "It happened.", new String(payload, StandardCharsets.UTF_8), note));
        }
        heads.add(new ChainHead(team, events.size(), previous));
        if (note != null) {
            checkpoints.add(note);
        }
        return this;
    }

    /// The checkpoint in that line, from 1.
    String checkpoint(int entry) {
        return java.util.Objects.requireNonNull(entries.get(entry - 1).checkpoint());
    }

    /// The file, signed at its end.
    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExportWriter writer = new ExportWriter(out);
        try {
            writer.begin(new ExportLine.Begin(
                    ExportLine.FORMAT,
                    T.plusSeconds(1_000_000),
                    new TreeMap<>(),
                    heads,
                    List.of(signer.key()),
                    checkpoints));
            for (ExportLine.Entry entry : entries) {
                writer.entry(entry);
            }
            writer.end(heads, signer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// With the public key of [#SIGNER] alone.
    static Verification verify(byte[] file) throws ExportVerifier.NotAnExport {
        return verify(file, List.of());
    }

    static Verification verify(byte[] file, List<String> kept) throws ExportVerifier.NotAnExport {
        try {
            return ExportVerifier.verify(
                    new ByteArrayInputStream(file), new ExportVerifier.Trust(List.of(SIGNER.key()), kept));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether a verification finds anything wrong.
    static boolean detected(byte[] file, List<String> kept) {
        try {
            return !verify(file, kept).ok();
        } catch (ExportVerifier.NotAnExport e) {
            return true;
        }
    }

    static Event moved(String task, long seq) {
        return entry(task, seq, "moved", JsonNodeFactory.instance.objectNode().put("state", "WORKING"));
    }

    static Event intent(String task, long seq, String call, ObjectNode arguments, @Nullable String approval) {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("callId", call).put("tool", "shop/note");
        body.set("arguments", arguments);
        if (approval != null) {
            body.put("approvalId", approval);
        }
        return entry(task, seq, "tool-intent", body);
    }

    static Event outcome(String task, long seq, String call) {
        return entry(
                task,
                seq,
                "tool-outcome",
                JsonNodeFactory.instance.objectNode().put("callId", call).put("status", "ok"));
    }

    /// A call of a tool that was decided by policies.
    static Event decided(String task, long seq, String revision, String hash) {
        ObjectNode decision =
                JsonNodeFactory.instance.objectNode().put("revision", revision).put("revisionHash", hash);
        return entry(task, seq, "message", JsonNodeFactory.instance.objectNode().set("decision", decision));
    }

    /// Policies as the registry puts them on record.
    ///
    /// @param team whose; `platform` for those built in
    static Event policy(String team, String revision, String hash) {
        ObjectNode details =
                JsonNodeFactory.instance.objectNode().put("revision", revision).put("hash", hash);
        AuditEvent event = new AuditEvent(
                1, "policy.proposed", "person:builder", team, "policies of " + team, "allowed", null, details, T);
        LedgerRecord.About about = new LedgerRecord.About(
                "policy.proposed", "person:builder", null, null, null, null, "allowed", "policies of " + team);
        return new Event("audit.registry", "policy:" + revision + hash, null, about, event);
    }

    /// An erasure as governance puts it on record, in the platform's chain.
    ///
    /// @param records by team, as `3-5,9`
    static Event erased(String id, Map<String, String> records) {
        Erasure erasure = new Erasure(id, 1, 1, "person:builder", null, "person:auditor", records);
        AuditEvent event = new AuditEvent(
                1,
                Erasure.KIND,
                "person:admin",
                Erasure.TEAM,
                erasure.subject(),
                "allowed",
                "She asked for it.",
                EventJson.toTree(erasure),
                T);
        LedgerRecord.About about = new LedgerRecord.About(
                Erasure.KIND, "person:admin", null, null, null, null, "allowed", erasure.subject());
        return new Event("audit.governance", "erased:" + id, null, about, event);
    }

    /// Takes payloads away.
    AnExport without(String team, long from, long to) {
        entries.replaceAll(entry -> entry.record().team().equals(team)
                        && entry.record().number() >= from
                        && entry.record().number() <= to
                ? new ExportLine.Entry(entry.record(), entry.summary(), null, entry.checkpoint())
                : entry);
        return this;
    }

    static Event ended(String task, long seq) {
        return entry(task, seq, "ended", JsonNodeFactory.instance.objectNode().put("state", "COMPLETED"));
    }

    static Event entry(String task, long seq, String kind, ObjectNode body) {
        TaskEvent event = new TaskEvent(
                1, task, seq, 1, "c", null, "sales", "clerk", "1", "person:builder", kind, "WORKING", body, T);
        LedgerRecord.About about = new LedgerRecord.About(kind, "person:builder", "clerk", "1", task, null, null, null);
        return new Event("a2a.events", task + ":" + seq, seq, about, event);
    }

    static Event approval(String task, String status, ObjectNode arguments, String bindingHash) {
        return approval(task, status, arguments, bindingHash, null);
    }

    /// @param asked what the agent had asked for, where an approver changed it
    static Event approval(
            String task, String status, ObjectNode arguments, String bindingHash, @Nullable AskedCall asked) {
        ApprovalEvent event = new ApprovalEvent(
                1,
                "a1",
                task,
                3,
                "sales",
                "clerk",
                "1",
                "person:builder",
                "shop",
                "note",
                arguments,
                bindingHash,
                asked,
                status,
                "person:approver",
                null,
                T);
        LedgerRecord.About about =
                new LedgerRecord.About("approval", "person:approver", "clerk", "1", task, "shop/note", status, "a1");
        return new Event("hub.approvals", "a1:" + status, null, about, event);
    }
}
