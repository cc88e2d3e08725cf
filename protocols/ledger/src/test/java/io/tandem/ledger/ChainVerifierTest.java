package io.tandem.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.ledger.LedgerProblem.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChainVerifierTest {
    private static final Instant T = Instant.parse("2026-01-02T03:04:05.123456Z");

    private final List<LedgerRecord> chain = chain("sales", 10);

    private static byte[] payload(String eventId) {
        return ("{\"id\":\"" + eventId + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    private static List<LedgerRecord> chain(String team, int length) {
        List<LedgerRecord> chain = new ArrayList<>();
        String previous = LedgerRecord.GENESIS;
        for (int n = 1; n <= length; n++) {
            LedgerRecord next = event(team, "t1:" + n, (long) n).at(n, previous);
            chain.add(next);
            previous = next.hash();
        }
        return chain;
    }

    private static LedgerRecord event(String team, String id, @Nullable Long sequence) {
        LedgerRecord.About about =
                new LedgerRecord.About("moved", "person:builder", "echo", "1", "t1", null, null, null);
        return new LedgerRecord(
                team,
                0,
                "",
                "a2a.events",
                "runtime",
                sequence,
                id,
                "t",
                T,
                T,
                about,
                Netstrings.sha256(payload(id)),
                "");
    }

    private static LedgerRecord renumbered(LedgerRecord r, long number) {
        return new LedgerRecord(
                r.team(),
                number,
                r.previousHash(),
                r.stream(),
                r.source(),
                r.sequence(),
                r.eventId(),
                r.type(),
                r.time(),
                r.recorded(),
                r.about(),
                r.payloadHash(),
                r.hash());
    }

    private static LedgerRecord decided(LedgerRecord r, String decision) {
        LedgerRecord.About a = r.about();
        return new LedgerRecord(
                r.team(),
                r.number(),
                r.previousHash(),
                r.stream(),
                r.source(),
                r.sequence(),
                r.eventId(),
                r.type(),
                r.time(),
                r.recorded(),
                new LedgerRecord.About(
                        a.kind(), a.person(), a.agent(), a.version(), a.task(), a.tool(), decision, a.subject()),
                r.payloadHash(),
                r.hash());
    }

    private Verification verify(List<LedgerRecord> records) {
        return verify(records, chain.getLast());
    }

    private static Verification verify(List<LedgerRecord> records, LedgerRecord last) {
        ChainVerifier verifier = new ChainVerifier(ChainVerifier.Scope.WHOLE, ChainVerifier.Payloads.GIVEN);
        records.forEach(record -> verifier.accept(record, payload(record.eventId())));
        return verifier.finish(List.of(new ChainHead("sales", last.number(), last.hash())), T.plusSeconds(3600));
    }

    private static void assertFirst(Verification found, Kind kind, long number) {
        assertThat(found.ok()).isFalse();
        assertThat(found.firstBad()).isNotNull();
        assertThat(found.problems().getFirst().kind())
                .as(found.problems().toString())
                .isEqualTo(kind);
        assertThat(found.problems().getFirst().number()).isEqualTo(number);
    }

    @Nested
    class GivenAnUntouchedChain {
        @Test
        void holds() {
            Verification found = verify(chain);

            assertThat(found.ok()).as(found.problems().toString()).isTrue();
            assertThat(found.records()).isEqualTo(10);
            assertThat(found.firstBad()).isNull();
        }

        @Test
        void hasAHashThatOthersCanCompute() {
            assertThat(new Netstrings().add("1").add(null).add("é").sha256())
                    .isEqualTo(Netstrings.sha256("1:1,-,2:é,".getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Nested
    class GivenAChangedRecord {
        @Test
        void isNamed() {
            chain.set(4, decided(chain.get(4), "allowed"));

            Verification found = verify(chain);

            assertFirst(found, Kind.CHANGED, 5);
            assertThat(found.problems().stream().filter(p -> p.kind() == Kind.CHANGED))
                    .hasSize(1);
        }

        @Test
        void isNamedEvenWithAHashMadeAnew() {
            LedgerRecord forged = decided(chain.get(4), "allowed");
            chain.set(4, forged.at(5, forged.previousHash()));

            assertFirst(verify(chain), Kind.CHANGED, 5);
        }

        @Test
        void isNamedAtTheEndEvenWithAHashMadeAnew() {
            LedgerRecord last = chain.getLast();
            LedgerRecord forged = decided(last, "allowed");
            chain.set(9, forged.at(10, forged.previousHash()));

            assertFirst(verify(chain, last), Kind.CHANGED, 10);
        }
    }

    @Nested
    class GivenAPayload {
        @Test
        void thatChangedIsNamed() {
            ChainVerifier verifier = new ChainVerifier(ChainVerifier.Scope.WHOLE, ChainVerifier.Payloads.GIVEN);
            chain.forEach(record -> verifier.accept(record, payload(record.number() == 3 ? "x" : record.eventId())));

            Verification found = verifier.finish(
                    List.of(new ChainHead("sales", 10, chain.getLast().hash())), T);

            assertFirst(found, Kind.PAYLOAD_CHANGED, 3);
        }

        @Test
        void thatIsGoneIsNamed() {
            ChainVerifier verifier = new ChainVerifier(ChainVerifier.Scope.WHOLE, ChainVerifier.Payloads.GIVEN);
            chain.forEach(record -> verifier.accept(record, record.number() == 3 ? null : payload(record.eventId())));

            Verification found = verifier.finish(
                    List.of(new ChainHead("sales", 10, chain.getLast().hash())), T);

            assertFirst(found, Kind.PAYLOAD_MISSING, 3);
        }
    }

    @Nested
    class GivenAMissingRecord {
        @Test
        void isNamed() {
            chain.remove(4);

            assertFirst(verify(chain), Kind.REMOVED, 5);
        }

        @Test
        void isNamedThoughTheRestWasRenumbered() {
            chain.remove(4);
            for (int i = 4; i < chain.size(); i++) {
                chain.set(i, renumbered(chain.get(i), i + 1));
            }

            assertFirst(verify(chain), Kind.REMOVED, 5);
        }

        @Test
        void isNamedAtTheEnd() {
            LedgerRecord last = chain.removeLast();

            assertFirst(verify(chain, last), Kind.REMOVED, 10);
        }

        @Test
        void isNamedIfAllAreGone() {
            assertFirst(verify(List.of()), Kind.REMOVED, 1);
        }
    }

    @Nested
    class GivenAnInsertedRecord {
        @Test
        void isNamedThoughTheRestWasRenumbered() {
            LedgerRecord last = chain.getLast();
            LedgerRecord forged =
                    event("sales", "t9:1", null).at(5, chain.get(3).hash());
            chain.add(4, forged);
            for (int i = 5; i < chain.size(); i++) {
                chain.set(i, renumbered(chain.get(i), i + 1));
            }

            assertFirst(verify(chain, last), Kind.INSERTED, 5);
        }

        @Test
        void isNamedBehindTheHead() {
            LedgerRecord last = chain.getLast();
            chain.add(event("sales", "t9:1", null).at(11, last.hash()));

            assertFirst(verify(chain, last), Kind.INSERTED, 11);
        }
    }

    @Nested
    class GivenRecordsThatChangedPlaces {
        @Test
        void areNamed() {
            LedgerRecord fifth = chain.get(4);
            chain.set(4, renumbered(chain.get(5), 5));
            chain.set(5, renumbered(fifth, 6));

            Verification found = verify(chain);

            assertFirst(found, Kind.REORDERED, 6);
            assertThat(found.problemCount()).isEqualTo(1);
        }

        @Test
        void areNamedWithTheirNumbersKept() {
            LedgerRecord fifth = chain.remove(4);
            chain.add(6, fifth);

            assertFirst(verify(chain), Kind.REORDERED, 5);
        }
    }

    @Nested
    class GivenASource {
        private List<LedgerRecord> withoutNumber(int missing) {
            List<LedgerRecord> records = new ArrayList<>();
            String previous = LedgerRecord.GENESIS;
            for (long n = 1; n <= 6; n++) {
                if (n != missing) {
                    LedgerRecord next = event("sales", "t1:" + n, n).at(records.size() + 1, previous);
                    records.add(next);
                    previous = next.hash();
                }
            }
            return records;
        }

        @Test
        void thatLostAnEventIsNamedWithTheRecordAfterTheGap() {
            List<LedgerRecord> records = withoutNumber(4);

            Verification found = verify(records, records.getLast());

            assertFirst(found, Kind.SOURCE_GAP, 4);
            assertThat(found.problems().getFirst().detail()).contains("number 4", "task t1");
        }

        @Test
        void countsOnWhenOneOfItsEventsIsAboutATask() {
            List<LedgerRecord> records = new ArrayList<>();
            String previous = LedgerRecord.GENESIS;
            for (long n = 1; n <= 3; n++) {
                LedgerRecord next = audited("hub:" + n, n, n == 2 ? "t1" : null).at(n, previous);
                records.add(next);
                previous = next.hash();
            }

            assertThat(verify(records, records.getLast()).problems()).isEmpty();
        }

        private static LedgerRecord audited(String id, long sequence, @Nullable String task) {
            LedgerRecord.About about =
                    new LedgerRecord.About("approval.assigned", "person:approver", null, null, task, null, null, null);
            return new LedgerRecord(
                    "sales",
                    0,
                    "",
                    "audit.hub",
                    "hub",
                    sequence,
                    id,
                    "t",
                    T,
                    T,
                    about,
                    Netstrings.sha256(payload(id)),
                    "");
        }

        @Test
        void thatLostItsFirstEventIsNamed() {
            List<LedgerRecord> records = withoutNumber(1);

            assertFirst(verify(records, records.getLast()), Kind.SOURCE_GAP, 1);
        }

        @Test
        void mayStillBeSendingWhatIsMissing() {
            List<LedgerRecord> records = withoutNumber(4);
            ChainVerifier verifier = new ChainVerifier(ChainVerifier.Scope.WHOLE, ChainVerifier.Payloads.GIVEN);
            records.forEach(record -> verifier.accept(record, payload(record.eventId())));

            Verification found = verifier.finish(
                    List.of(new ChainHead("sales", 5, records.getLast().hash())), T.plusSeconds(5));

            assertThat(found.ok()).isTrue();
            assertThat(found.pendingGaps()).isEqualTo(1);
        }
    }

    @Nested
    class GivenAPartOfTheLedger {
        @Test
        void holdsThoughRecordsAreLeftOut() {
            ChainVerifier verifier = new ChainVerifier(ChainVerifier.Scope.PART, ChainVerifier.Payloads.GIVEN);
            chain.stream()
                    .filter(record -> record.number() % 3 != 0)
                    .forEach(record -> verifier.accept(record, payload(record.eventId())));

            assertThat(verifier.finish(List.of(), T.plusSeconds(3600)).ok()).isTrue();
        }

        @Test
        void namesAChange() {
            ChainVerifier verifier = new ChainVerifier(ChainVerifier.Scope.PART, ChainVerifier.Payloads.GIVEN);
            verifier.accept(chain.get(1), payload("t1:2"));
            verifier.accept(decided(chain.get(5), "allowed"), payload("t1:6"));

            assertFirst(verifier.finish(List.of(), T), Kind.CHANGED, 6);
        }
    }
}
