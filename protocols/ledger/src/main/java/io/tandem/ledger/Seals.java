package io.tandem.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What signatures are checked with.
///
/// @param keys that may have signed
/// @param newest the newest checkpoint of each team, as whoever gave the records says
/// @param kept the newest, and checkpoints that were kept apart from the records; the records must agree with each
public record Seals(List<LedgerKey> keys, List<Checkpoint> newest, List<Checkpoint> kept) {
    public Seals {
        keys = List.copyOf(keys);
        newest = List.copyOf(newest);
        kept = List.copyOf(kept);
    }

    /// Whether one of the keys signed it.
    public boolean signed(SignedNote note) {
        return keys.stream().anyMatch(key -> key.signed(note));
    }

    /// The checkpoint in a note that one of the keys signed.
    public Optional<Checkpoint> checkpoint(String note) {
        try {
            SignedNote signed = SignedNote.parse(note);
            return signed(signed) ? Optional.of(Checkpoint.read(signed.text())) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no note, or no checkpoint in it
        }
    }

    Map<String, Checkpoint> newestByTeam() {
        Map<String, Checkpoint> byTeam = new HashMap<>();
        newest.forEach(checkpoint -> byTeam.put(checkpoint.team(), checkpoint));
        return byTeam;
    }
}
