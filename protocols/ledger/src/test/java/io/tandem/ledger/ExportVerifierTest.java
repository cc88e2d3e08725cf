package io.tandem.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.AskedCall;
import io.tandem.ledger.LedgerProblem.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExportVerifierTest {
    /// SHA-256 of `{"arguments":{"amount":5},"seq":"3","taskId":"t1","tool":"shop/note"}`.
    private static final String BINDING =
            Netstrings.sha256("{\"arguments\":{\"amount\":5},\"seq\":\"3\",\"taskId\":\"t1\",\"tool\":\"shop/note\"}"
                    .getBytes(StandardCharsets.UTF_8));

    /// The same for an amount of 6.
    private static final String CHANGED = "355948a0ead9a0aaceb0d60145eb241d60e6a36d0c8fce54e71a517427c60fd6";

    private static ObjectNode amount(int amount) {
        return JsonNodeFactory.instance.objectNode().put("amount", amount);
    }

    private static List<AnExport.Event> moves(int count) {
        List<AnExport.Event> events = new ArrayList<>();
        for (int seq = 1; seq <= count; seq++) {
            events.add(AnExport.moved("t1", seq));
        }
        return events;
    }

    private static LedgerProblem first(byte[] file) throws ExportVerifier.NotAnExport {
        Verification found = AnExport.verify(file);
        assertThat(found.ok()).isFalse();
        return found.problems().getFirst();
    }

    @Nested
    class GivenAnUntouchedExport {
        private final AnExport export = AnExport.of(4, moves(10)).chain("finance", 3, moves(3));

        @Test
        void holdsWithThePublicKeyAlone() throws Exception {
            Verification found = AnExport.verify(export.bytes());

            assertThat(found.ok()).as(found.problems().toString()).isTrue();
            assertThat(found.sealing())
                    .isEqualTo(new Sealing(
                            4, 13, 0, 0, List.of(AnExport.SIGNER.key().id()), 0));
        }

        @Test
        void holdsBesideACheckpointThatWasKept() throws Exception {
            String kept = export.checkpoint(4);
            assertThat(AnExport.verify(export.bytes(), List.of(kept)).ok()).isTrue();
        }

        @Test
        void doesNotHoldWithAnotherKey() throws Exception {
            LedgerKey other = new LedgerSigner(LedgerSigner.newKeys()).key();
            Verification found = ExportVerifier.verify(
                    new ByteArrayInputStream(export.bytes()), new ExportVerifier.Trust(List.of(other), List.of()));

            assertThat(found.ok()).isFalse();
            assertThat(found.problems()).extracting(LedgerProblem::kind).contains(Kind.CHECKPOINT_CHANGED);
        }
    }

    @Nested
    class GivenAnExportOfTheFirstFormat {
        private byte[] file() throws IOException {
            AnExport export = AnExport.of(100, moves(3));
            StringBuilder lines = new StringBuilder();
            ExportLine.Begin begin = new ExportLine.Begin(
                    ExportLine.UNSIGNED, AnExport.T, new TreeMap<>(), export.heads, List.of(), List.of());
            lines.append(text(begin).replaceFirst(",\"keys\".*}$", "}")).append('\n');
            for (ExportLine.Entry entry : export.entries) {
                lines.append(text(new ExportLine.Entry(entry.record(), entry.summary(), entry.payload(), null)))
                        .append('\n');
            }
            lines.append(text(new ExportLine.End(3, Verification.headOf(export.heads), null, null)))
                    .append('\n');
            return lines.toString().getBytes(StandardCharsets.UTF_8);
        }

        private static String text(ExportLine line) {
            return new String(ExportLine.write(line), StandardCharsets.UTF_8);
        }

        @Test
        void holdsAndIsNotSaidToBeSigned() throws Exception {
            Verification found = ExportVerifier.verify(new ByteArrayInputStream(file()), ExportVerifier.Trust.none());

            assertThat(found.ok()).as(found.problems().toString()).isTrue();
            assertThat(found.sealing()).isNull();
        }

        @Test
        void isNotEnoughForWhoAsksForASignature() throws Exception {
            assertThat(first(file()).kind()).isEqualTo(Kind.FILE_CHANGED);
        }
    }

    @Nested
    class GivenRecordsFromBeforeThereWereCheckpoints {
        @Test
        void areSaidToBeSignedLate() throws Exception {
            Verification found = AnExport.verify(AnExport.of(1000, moves(300)).bytes());

            assertThat(found.ok()).isTrue();
            assertThat(Objects.requireNonNull(found.sealing()).sealedLate()).isBetween(200L, 260L);
        }
    }

    @Nested
    class GivenAChainWrittenAnew {
        @Test
        void isNamedByTheCheckpointThatItDoesNotMeet() throws Exception {
            AnExport signed = AnExport.of(4, moves(10));
            List<AnExport.Event> forged = moves(10);
            forged.set(5, AnExport.moved("t2", 6));
            AnExport export = AnExport.of(4, forged);
            for (int i = 0; i < 10; i++) {
                ExportLine.Entry entry = export.entries.get(i);
                export.entries.set(
                        i,
                        new ExportLine.Entry(
                                entry.record(),
                                entry.summary(),
                                entry.payload(),
                                signed.entries.get(i).checkpoint()));
            }

            LedgerProblem problem = first(export.bytes());

            assertThat(problem.kind()).isEqualTo(Kind.REWRITTEN);
            assertThat(problem.number()).isEqualTo(5);
            assertThat(problem.detail()).contains("records 5 to 8");
        }
    }

    @Nested
    class GivenCheckpoints {
        private final AnExport export = AnExport.of(4, moves(10));

        private void checkpoint(int record, @Nullable String note) {
            ExportLine.Entry entry = export.entries.get(record - 1);
            export.entries.set(
                    record - 1, new ExportLine.Entry(entry.record(), entry.summary(), entry.payload(), note));
        }

        @Test
        void areMissedWhenOneIsLeftOut() throws Exception {
            checkpoint(4, null);

            LedgerProblem problem = first(export.bytes());

            assertThat(problem.kind()).isEqualTo(Kind.CHECKPOINT_MISSING);
            assertThat(problem.number()).isEqualTo(8);
        }

        @Test
        void areMissedWhenTheLastIsLeftOut() throws Exception {
            checkpoint(10, null);

            assertThat(first(export.bytes()).kind()).isEqualTo(Kind.CHECKPOINT_MISSING);
        }

        @Test
        void areNotBelievedElsewhere() throws Exception {
            checkpoint(4, export.checkpoint(8));

            assertThat(first(export.bytes()).kind()).isEqualTo(Kind.CHECKPOINT_CHANGED);
        }
    }

    @Nested
    class GivenALedgerThatWasRolledBack {
        @Test
        void isFoundOutByACheckpointThatWasKept() throws Exception {
            String kept = AnExport.of(4, moves(10)).checkpoint(10);
            byte[] old = AnExport.of(4, moves(8)).bytes();

            Verification found = AnExport.verify(old, List.of(kept));

            assertThat(found.problems().getFirst().kind()).isEqualTo(Kind.ROLLED_BACK);
            assertThat(found.problems().getFirst().number()).isEqualTo(9);
        }
    }

    @Nested
    class GivenACallThatWasApproved {
        private Verification verify(AnExport.Event... events) throws ExportVerifier.NotAnExport {
            return AnExport.verify(AnExport.of(100, List.of(events)).bytes());
        }

        @Test
        void holdsWhenApprovalAndCallAreOfOnePiece() throws Exception {
            Verification found = verify(
                    AnExport.approval("t1", "granted", amount(5), BINDING),
                    AnExport.intent("t1", 1, "c1", amount(5), "a1"),
                    AnExport.outcome("t1", 2, "c1"),
                    AnExport.ended("t1", 3));

            assertThat(found.ok()).as(found.problems().toString()).isTrue();
            assertThat(found.notes()).isEmpty();
        }

        @Test
        void holdsWhenTheApproverChangedIt() throws Exception {
            Verification found = verify(
                    AnExport.approval("t1", "waiting", amount(5), BINDING),
                    AnExport.approval("t1", "granted", amount(6), CHANGED, new AskedCall(amount(5), BINDING)),
                    AnExport.intent("t1", 1, "c1", amount(6), "a1"),
                    AnExport.approval("t1", "used", amount(6), CHANGED, new AskedCall(amount(5), BINDING)),
                    AnExport.outcome("t1", 2, "c1"),
                    AnExport.ended("t1", 3));

            assertThat(found.ok()).as(found.problems().toString()).isTrue();
        }

        @Test
        void isNamedWhenWhatWasAskedForIsCalledAfterAChange() throws Exception {
            Verification found = verify(
                    AnExport.approval("t1", "waiting", amount(5), BINDING),
                    AnExport.approval("t1", "granted", amount(6), CHANGED, new AskedCall(amount(5), BINDING)),
                    AnExport.intent("t1", 1, "c1", amount(5), "a1"),
                    AnExport.outcome("t1", 2, "c1"));

            assertThat(found.problems()).singleElement().satisfies(problem -> assertThat(problem.detail())
                    .contains("another call"));
        }

        @Test
        void isNamedWhenItChangesWithoutAnApprover() throws Exception {
            assertThat(verify(
                                    AnExport.approval("t1", "waiting", amount(5), BINDING),
                                    AnExport.approval("t1", "granted", amount(6), CHANGED))
                            .problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.detail()).contains("no approver changed it"));
        }

        @Test
        void isNamedWhenItChangesAfterTheYes() throws Exception {
            assertThat(verify(
                                    AnExport.approval("t1", "granted", amount(5), BINDING),
                                    AnExport.approval(
                                            "t1", "used", amount(6), CHANGED, new AskedCall(amount(5), BINDING)))
                            .problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.detail()).contains("no approver changed it"));
        }

        @Test
        void isNamedWithOtherArguments() throws Exception {
            Verification found = verify(
                    AnExport.approval("t1", "granted", amount(5), BINDING),
                    AnExport.intent("t1", 1, "c1", amount(5000), "a1"),
                    AnExport.outcome("t1", 2, "c1"));

            assertThat(found.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.kind()).isEqualTo(Kind.APPROVAL_MISMATCH);
                assertThat(problem.number()).isEqualTo(2);
            });
        }

        @Test
        void isNamedWhenNobodyGrantedIt() throws Exception {
            Verification found = verify(
                    AnExport.approval("t1", "rejected", amount(5), BINDING),
                    AnExport.intent("t1", 1, "c1", amount(5), "a1"));

            assertThat(found.problems().getFirst().detail()).contains("never granted");
        }

        @Test
        void isNamedWithoutItsApproval() throws Exception {
            assertThat(verify(AnExport.intent("t1", 1, "c1", amount(5), "a1"))
                            .problems()
                            .getFirst()
                            .kind())
                    .isEqualTo(Kind.APPROVAL_MISMATCH);
        }

        @Test
        void isNamedWhenItsBindingIsOfSomethingElse() throws Exception {
            assertThat(verify(AnExport.approval("t1", "granted", amount(6), BINDING))
                            .problems()
                            .getFirst()
                            .kind())
                    .isEqualTo(Kind.APPROVAL_MISMATCH);
        }
    }

    @Nested
    class GivenDecisionsByPolicies {
        private List<LedgerProblem> problems(AnExport.Event... events) throws ExportVerifier.NotAnExport {
            return AnExport.verify(AnExport.of(100, List.of(events)).bytes()).problems();
        }

        @Test
        void holdWhenTheirTextIsOnRecord() throws Exception {
            assertThat(problems(
                            AnExport.decided("t1", 1, "sales@2", "aa"),
                            AnExport.decided("t1", 2, "built-in", "bb"),
                            AnExport.policy("sales", "2", "aa"),
                            AnExport.policy("sales", "built-in", "bb")))
                    .isEmpty();
        }

        @Test
        void areNamedOnceWhenNobodyPutThemOnRecord() throws Exception {
            assertThat(problems(
                            AnExport.policy("sales", "1", "aa"),
                            AnExport.decided("t1", 1, "sales@2", "aa"),
                            AnExport.decided("t1", 2, "sales@2", "aa")))
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.kind()).isEqualTo(Kind.POLICY_UNKNOWN);
                        assertThat(problem.number()).isEqualTo(2);
                        assertThat(problem.detail()).contains("sales@2");
                    });
        }

        @Test
        void areNamedWhenTheTextWasAnother() throws Exception {
            assertThat(problems(AnExport.policy("sales", "2", "aa"), AnExport.decided("t1", 1, "sales@2", "ab")))
                    .extracting(LedgerProblem::kind)
                    .containsExactly(Kind.POLICY_UNKNOWN);
        }
    }

    @Nested
    class GivenACallWithoutAnOutcome {
        @Test
        void isNotedOnceItsTaskIsOver() throws Exception {
            Verification found = AnExport.verify(
                    AnExport.of(100, List.of(AnExport.intent("t1", 1, "c1", amount(5), null), AnExport.ended("t1", 2)))
                            .bytes());

            assertThat(found.ok()).isTrue();
            assertThat(found.notes()).singleElement().satisfies(note -> {
                assertThat(note.kind()).isEqualTo(Kind.OUTCOME_MISSING);
                assertThat(note.number()).isEqualTo(1);
            });
        }
    }

    @Nested
    class GivenErasedPayloads {
        private AnExport export(String records) {
            return new AnExport()
                    .chain("platform", 1, List.of(AnExport.erased("e1", Map.of("sales", records))))
                    .chain("sales", 4, moves(10));
        }

        @Test
        void areNotedWithTheErasureThatNamesThem() throws Exception {
            Verification found = AnExport.verify(export("3-5,8")
                    .without("sales", 3, 5)
                    .without("sales", 8, 8)
                    .bytes());

            assertThat(found.ok()).as(found.problems().toString()).isTrue();
            assertThat(found.sealing()).isNotNull().satisfies(sealing -> assertThat(sealing.sealed())
                    .isEqualTo(11));
            assertThat(found.notes()).singleElement().satisfies(note -> {
                assertThat(note.kind()).isEqualTo(Kind.PAYLOAD_ERASED);
                assertThat(note.team()).isEqualTo("platform");
                assertThat(note.detail())
                        .contains(
                                "4 payloads were erased by erasure e1",
                                "person:builder",
                                "proposed by person:auditor",
                                "carried out by person:admin");
            });
        }

        @Test
        void areNamedWhereOneMoreIsGone() throws Exception {
            LedgerProblem problem = first(export("3-5").without("sales", 3, 7).bytes());

            assertThat(problem.kind()).isEqualTo(Kind.PAYLOAD_MISSING);
            assertThat(problem.number()).isEqualTo(6);
            assertThat(problem.detail()).contains("up to record 7");
        }

        @Test
        void areNamedWhereTheErasureWasForgedBehindItsRecord() throws Exception {
            AnExport export = export("3-5").without("sales", 3, 6);
            ExportLine.Entry erasure = export.entries.getFirst();
            export.entries.set(
                    0,
                    new ExportLine.Entry(
                            erasure.record(),
                            erasure.summary(),
                            Objects.requireNonNull(erasure.payload()).replace("3-5", "3-6"),
                            erasure.checkpoint()));

            assertThat(AnExport.verify(export.bytes()).problems())
                    .extracting(LedgerProblem::kind)
                    .contains(Kind.PAYLOAD_CHANGED, Kind.PAYLOAD_MISSING);
        }

        @Test
        void areNamedWhereSomebodyElseSaysThatTheyWereErased() throws Exception {
            AnExport.Event erased = AnExport.erased("e1", Map.of("sales", "3"));
            AnExport export = new AnExport()
                    .chain(
                            "platform",
                            1,
                            List.of(new AnExport.Event(
                                    "audit.registry", erased.id(), null, erased.about(), erased.body())))
                    .chain("sales", 4, moves(10))
                    .without("sales", 3, 3);

            assertThat(first(export.bytes()).kind()).isEqualTo(Kind.PAYLOAD_MISSING);
        }

        @Test
        void ofAnApprovalOrACallRaiseNoFalseAlarm() throws Exception {
            List<AnExport.Event> events = List.of(
                    AnExport.approval("t1", "waiting", amount(5), BINDING),
                    AnExport.approval("t1", "granted", amount(5), BINDING),
                    AnExport.intent("t1", 1, "c1", amount(5), "a1"),
                    AnExport.outcome("t1", 2, "c1"),
                    AnExport.ended("t1", 3));
            for (int number = 1; number <= 5; number++) {
                AnExport export = new AnExport()
                        .chain("platform", 1, List.of(AnExport.erased("e1", Map.of("sales", Integer.toString(number)))))
                        .chain("sales", 4, events)
                        .without("sales", number, number);

                Verification found = AnExport.verify(export.bytes());

                assertThat(found.problems())
                        .as("without the payload of record %d", number)
                        .isEmpty();
                assertThat(found.notes())
                        .as("without the payload of record %d", number)
                        .extracting(LedgerProblem::kind)
                        .containsExactly(Kind.PAYLOAD_ERASED);
            }
        }
    }

    @Nested
    class GivenAFileThatIsNone {
        @Test
        void isRefusedWithItsLine() {
            byte[] file = AnExport.of(4, moves(3)).bytes();
            byte[] cut = new String(file, StandardCharsets.UTF_8)
                    .lines()
                    .limit(3)
                    .reduce("", (all, line) -> all + line + "\n")
                    .getBytes(StandardCharsets.UTF_8);

            assertThatThrownBy(() -> AnExport.verify(cut))
                    .isInstanceOfSatisfying(ExportVerifier.NotAnExport.class, e -> assertThat(e.line())
                            .isEqualTo(3));
        }
    }
}
