package io.tandem.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.ledger.LedgerProblem.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TaskEvidenceTest {
    private final LedgerRecord erasure = AnExport.of(1, List.of(AnExport.erased("e1", Map.of("sales", "1-3"))))
            .entries
            .getFirst()
            .record();

    private TaskEvidence with(@Nullable String payload) {
        return new TaskEvidence(
                        TaskEvidence.FORMAT,
                        "task-1",
                        AnExport.T,
                        List.of(AnExport.SIGNER.key()),
                        List.of(),
                        List.of(new TaskEvidence.Proved(erasure, "It happened.", payload, null)),
                        null)
                .signedBy(AnExport.SIGNER);
    }

    @Nested
    class GivenAnErasureWhosePayloadWasEdited {
        @Test
        void isToldAsChangedHoweverUnreadableItIs() {
            for (String edited : List.of(
                    "{\"details\":{\"erasure\":\"e1\",\"records\":{\"sales\":\"all of them\"}}}", "{}", "no JSON")) {
                assertThat(with(edited).problems(List.of(AnExport.SIGNER.key())))
                        .as(edited)
                        .extracting(LedgerProblem::kind)
                        .containsExactly(Kind.PAYLOAD_CHANGED);
            }
        }
    }
}
