package io.tandem.governance.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.governance.seal.Proofs;
import io.tandem.governance.seal.Sealer;
import io.tandem.kit.testing.RealPostgres;
import io.tandem.ledger.Checkpoint;
import io.tandem.ledger.InclusionProof;
import io.tandem.ledger.LedgerKey;
import io.tandem.ledger.LedgerProblem.Kind;
import io.tandem.ledger.LedgerRecord;
import io.tandem.ledger.MerkleHash;
import io.tandem.ledger.SignedNote;
import io.tandem.ledger.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Signed checkpoints over a real database, and what they tell of somebody who owns it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SealedLedgerTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private RealPostgres postgres;
    private DataSource dataSource;
    private Ledger ledger;
    private Sealer sealer;
    private Instant now = START;
    private final List<Checkpoint> made = new ArrayList<>();
    private int events;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    private final Clock clock = new Clock() {
        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @BeforeAll
    void start() {
        postgres = RealPostgres.start();
    }

    @AfterAll
    void stop() {
        postgres.close();
    }

    @BeforeEach
    void empty() throws IOException {
        dataSource = postgres.migrated("governance");
        ledger = new Ledger(dataSource, clock);
        now = START;
        sealer = sealerIn(Files.createTempDirectory(home, "ledger"));
    }

    private Sealer sealerIn(Path folder) {
        return new Sealer(
                dataSource,
                new Sealer.Files(folder.resolve("key.pem"), folder.resolve("copies")),
                (transaction, signed) -> made.add(signed.checkpoint()),
                clock,
                new Sealer.Pace(Duration.ofSeconds(10), 100));
    }

    private void append(String team, int count) throws SQLException {
        List<Incoming> more = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events++;
            more.add(new Incoming(
                    new Incoming.Origin("model.usage", "model-router", "call-" + events, null),
                    "t",
                    now,
                    team,
                    new LedgerRecord.About("model-call", "person:builder", "a", "1", "t", null, "ok", "m"),
                    ("{\"call\":" + events + "}").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
        ledger.append(more);
    }

    private List<Checkpoint> sealDue() throws SQLException {
        made.clear();
        sealer.sealDue();
        return List.copyOf(made);
    }

    private Verification verify() throws SQLException {
        return new WholeLedger(dataSource, clock, new WholeLedger.Signatures() {
                    @Override
                    public List<LedgerKey> knownKeys() {
                        return sealer.knownKeys();
                    }

                    @Override
                    public List<String> kept() {
                        return sealer.kept();
                    }
                })
                .verify();
    }

    private void asOwner(String sql) {
        postgres.execute("set search_path to governance; set session_replication_role = replica; " + sql);
    }

    /// The owner writes the chain anew, hashes and all, with another person in one record.
    private void writeAnew(String team, long number) throws SQLException {
        List<LedgerRecord> records = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select " + RecordRows.COLUMNS + " from record r where team = ? order by number")) {
            select.setString(1, team);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    records.add(RecordRows.of(rows));
                }
            }
        }
        String previous = LedgerRecord.GENESIS;
        StringBuilder sql = new StringBuilder();
        for (LedgerRecord record : records) {
            LedgerRecord.About about = record.about();
            LedgerRecord forged = new LedgerRecord(
                            team,
                            0,
                            "",
                            record.stream(),
                            record.source(),
                            record.sequence(),
                            record.eventId(),
                            record.type(),
                            record.time(),
                            record.recorded(),
                            record.number() == number
                                    ? new LedgerRecord.About(
                                            about.kind(), "person:other", "a", "1", "t", null, "ok", "m")
                                    : about,
                            record.payloadHash(),
                            "")
                    .at(record.number(), previous);
            previous = forged.hash();
            sql.append(
                    "update record set person = '%s', previous_hash = '%s', hash = '%s' where team = '%s' and number = %d;"
                            .formatted(
                                    forged.about().person(),
                                    forged.previousHash(),
                                    forged.hash(),
                                    team,
                                    forged.number()));
        }
        sql.append("update chain set hash = '" + previous + "' where team = '" + team + "'");
        asOwner(sql.toString());
    }

    @Nested
    class GivenRecords {
        @Test
        void areSignedAfterTenSecondsOrAHundredRecordsAndOnlyWhenThereAreNew() throws SQLException {
            append("sales", 3);
            assertThat(sealDue()).extracting(Checkpoint::size).containsExactly(3L);
            append("sales", 5);
            assertThat(sealDue()).as("too soon").isEmpty();
            now = now.plusSeconds(10);
            assertThat(sealDue()).extracting(Checkpoint::size).containsExactly(8L);
            now = now.plusSeconds(10);
            assertThat(sealDue()).as("nothing new").isEmpty();
            append("sales", 1);
            assertThat(sealDue()).extracting(Checkpoint::size).containsExactly(9L);
            append("sales", 99);
            append("finance", 1);
            assertThat(sealDue()).extracting(Checkpoint::team).containsExactly("finance");
            append("sales", 1);
            assertThat(sealDue()).extracting(Checkpoint::size).containsExactly(109L);

            Verification found = verify();
            assertThat(found.ok()).as(found.problems().toString()).isTrue();
            assertThat(found.sealing()).isNotNull().satisfies(sealing -> {
                assertThat(sealing.checkpoints()).isEqualTo(5);
                assertThat(sealing.sealed()).isEqualTo(110);
                assertThat(sealing.unsealed()).isZero();
            });
        }

        @Test
        void areProvedOneByOne() throws SQLException {
            append("sales", 300);
            sealer.sealNow();
            append("sales", 277);
            sealer.sealNow();
            Checkpoint signed =
                    Checkpoint.read(SignedNote.parse(sealer.kept().getFirst()).text());

            try (Connection connection = dataSource.getConnection();
                    PreparedStatement select =
                            connection.prepareStatement("select number, hash from record order by number");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    InclusionProof proof = Proofs.of(connection, "sales", rows.getLong(1), 577);
                    assertThat(proof.leads(MerkleHash.leaf(rows.getString(2)), signed.rootBytes()))
                            .as("record %d", rows.getLong(1))
                            .isTrue();
                }
            }
        }

        @Test
        void areSaidToBeSignedLateWhereTheyWere() throws SQLException {
            append("sales", 40);
            now = now.plus(Duration.ofDays(3));
            append("sales", 2);
            sealer.sealNow();

            Verification found = verify();

            assertThat(found.ok()).isTrue();
            assertThat(found.sealing()).isNotNull().satisfies(sealing -> assertThat(sealing.sealedLate())
                    .isEqualTo(40));
        }

        @Test
        void areSignedOnByTheNextProcessAndWithANewKey() throws SQLException, IOException {
            Path folder = Files.createTempDirectory(home, "ledger");
            sealer = sealerIn(folder);
            append("sales", 5);
            sealer.sealNow();
            Files.delete(folder.resolve("key.pem"));
            sealer = sealerIn(folder);
            append("sales", 5);
            sealer.sealNow();

            assertThat(sealer.knownKeys()).hasSize(2);
            assertThat(verify().ok()).isTrue();
        }
    }

    @Nested
    class GivenSomebodyWhoOwnsTheDatabase {
        @BeforeEach
        void sealed() throws SQLException {
            append("sales", 10);
            sealer.sealNow();
            now = now.plusSeconds(20);
            append("sales", 10);
            sealer.sealNow();
        }

        @Test
        void aChainWrittenAnewIsFoundOutAndNotSignedOver() throws SQLException {
            writeAnew("sales", 14);

            Verification found = verify();

            assertThat(found.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.kind()).isEqualTo(Kind.REWRITTEN);
                assertThat(problem.number()).isEqualTo(11);
                assertThat(problem.detail()).contains("records 11 to 20");
            });
        }

        @Test
        void aRollBackIsFoundOutAndNotSignedOver() throws SQLException {
            asOwner("""
                    delete from record where number > 10; delete from payload where number > 10;
                    delete from checkpoint where size > 10;
                    update chain set number = 10, hash = (select hash from record where number = 10);
                    """);
            append("sales", 3);
            now = now.plusSeconds(20);

            Verification found = verify();

            assertThat(found.problems().getFirst().kind()).isEqualTo(Kind.ROLLED_BACK);
            assertThat(found.problems().getFirst().number()).isEqualTo(14);
            assertThat(sealDue()).isEmpty();
        }

        @Test
        void aCheckpointThatIsGoneIsNamed() throws SQLException {
            asOwner("delete from checkpoint where size = 10");

            assertThat(verify().problems().getFirst().kind()).isEqualTo(Kind.CHECKPOINT_MISSING);
        }

        @Test
        void aTreeThatIsNotTheSignedOneIsNotGoneOnWith() throws SQLException {
            asOwner("update checkpoint set edge = decode(repeat('00', 64), 'hex') where size = 20");
            append("sales", 3);
            now = now.plusSeconds(20);

            assertThat(sealDue()).isEmpty();
        }
    }
}
