package io.tandem.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything that is on record about one task, each record with the proof that it is in a signed
/// checkpoint. Where payloads were erased, the records of the erasures that name them are among the
/// records.
///
/// @param evidence [#FORMAT]
/// @param keys of the ledger; only those known from elsewhere count
/// @param checkpoints the newest of each team that has a record here, as signed notes
/// @param records in the order of their time
/// @param seal a signed note over [#sealed()], which covers all of the above; null until it is made
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskEvidence(
        String evidence,
        String task,
        Instant at,
        List<LedgerKey> keys,
        List<String> checkpoints,
        List<Proved> records,
        @Nullable String seal) {
    public static final String FORMAT = "tandem-evidence/1";

    public TaskEvidence {
        keys = List.copyOf(keys);
        checkpoints = List.copyOf(checkpoints);
        records = List.copyOf(records);
    }

    /// A record and its proof.
    ///
    /// @param summary what happened, in one sentence
    /// @param payload the event's JSON text as it was recorded, null once it was erased
    /// @param proof null where its team's tree could not be signed that far
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Proved(
            LedgerRecord record,
            String summary,
            @Nullable String payload,
            @Nullable InclusionProof proof) {}

    /// With a seal of that signer.
    public TaskEvidence signedBy(LedgerSigner signer) {
        return with(signer.sign(sealed()).format());
    }

    /// The text that the seal signs: the task, and the SHA-256 of this without its seal.
    public String sealed() {
        return "tandem-evidence\n" + task + "\n" + Netstrings.sha256(EventJson.write(with(null))) + "\n";
    }

    /// What is wrong with it.
    ///
    /// @param known the ledger's keys as they are known
    public List<LedgerProblem> problems(List<LedgerKey> known) {
        Seals seals = new Seals(known, List.of(), List.of());
        List<LedgerProblem> problems = new ArrayList<>();
        if (!sealHolds(seals)) {
            problems.add(new LedgerProblem(
                    LedgerProblem.Kind.FILE_CHANGED, "", 0, null, "The evidence is not as a known key signed it."));
        }
        Map<String, Checkpoint> roots = new HashMap<>();
        checkpoints.forEach(
                note -> seals.checkpoint(note).ifPresent(checkpoint -> roots.put(checkpoint.team(), checkpoint)));
        CallPairs pairs = new CallPairs();
        MissingPayloads missing = new MissingPayloads();
        for (Proved proved : records) {
            Optional<LedgerProblem> fault =
                    fault(proved, roots.get(proved.record().team()));
            fault.ifPresent(problems::add);
            String payload = proved.payload();
            if (payload == null) {
                pairs.withoutPayload(proved.record());
                missing.gone(proved.record());
            } else if (fault.isEmpty()) { // what was changed says nothing of other records
                byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
                pairs.add(proved.record(), bytes);
                missing.add(proved.record(), bytes);
            }
        }
        problems.addAll(missing.problems());
        problems.addAll(pairs.problems(at));
        return problems;
    }

    private boolean sealHolds(Seals seals) {
        try {
            SignedNote note = SignedNote.parse(seal == null ? "" : seal);
            return note.text().equals(sealed()) && seals.signed(note);
        } catch (IllegalArgumentException e) {
            return false; // no signature
        }
    }

    private static Optional<LedgerProblem> fault(Proved proved, @Nullable Checkpoint checkpoint) {
        LedgerRecord record = proved.record();
        String payload = proved.payload();
        InclusionProof proof = proved.proof();
        if (!record.computeHash().equals(record.hash())) {
            return problem(LedgerProblem.Kind.CHANGED, record, "It does not say what it said when it was written.");
        }
        if (payload != null
                && !Netstrings.sha256(payload.getBytes(StandardCharsets.UTF_8)).equals(record.payloadHash())) {
            return problem(LedgerProblem.Kind.PAYLOAD_CHANGED, record, "Its payload is not the one that was recorded.");
        }
        boolean proves = proof != null
                && checkpoint != null
                && proof.size() == checkpoint.size()
                && proof.index() == record.number() - 1
                && proof.leads(MerkleHash.leaf(record.hash()), checkpoint.rootBytes());
        return proves
                ? Optional.empty()
                : problem(LedgerProblem.Kind.REWRITTEN, record, "It is not proved to be in a signed checkpoint.");
    }

    private static Optional<LedgerProblem> problem(LedgerProblem.Kind kind, LedgerRecord record, String detail) {
        return Optional.of(new LedgerProblem(kind, record.team(), record.number(), record.eventId(), detail));
    }

    private TaskEvidence with(@Nullable String other) {
        return new TaskEvidence(evidence, task, at, keys, checkpoints, records, other);
    }
}
