package io.tandem.governance.audit;

import io.tandem.events.AuditEvent;
import io.tandem.events.EventJson;
import io.tandem.governance.ledger.WholeLedger;
import io.tandem.governance.publish.Publication;
import io.tandem.governance.seal.Sealer;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import io.tandem.ledger.LedgerSigner;
import io.tandem.ledger.TaskEvidence;
import io.tandem.ledger.Verification;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Who may read what of the ledger, and that it is recorded before it is read.
///
/// Auditors and administrators read everything. Everybody else reads what they did and what happened in their own
/// tasks, and neither exports nor verifies. What another team refused them they do not read: it would tell them that
/// there is something to refuse.
public final class AuditDesk {
    private static final Duration SAME_READ = Duration.ofMinutes(5);
    private static final int REMEMBERED = 10_000;
    private static final String PLATFORM = "platform";
    private static final String LEDGER = "ledger";

    private final Publication publication;
    private final Clock clock;
    private final RecordPages pages;
    private final LedgerExport export;
    private final EvidenceReader evidence;
    private final LedgerSigner signer;
    private final WholeLedger whole;
    private final Map<String, Instant> reads = new ConcurrentHashMap<>();

    /// Who signs, and where copies of what was signed are.
    public record Seal(Sealer sealer, WholeLedger.Signatures signatures) {}

    public AuditDesk(DataSource dataSource, Publication publication, Seal seal, Clock clock) {
        this.publication = publication;
        this.clock = clock;
        this.pages = new RecordPages(dataSource);
        this.export = new LedgerExport(dataSource, seal.sealer(), clock);
        this.evidence = new EvidenceReader(dataSource, seal.sealer(), clock);
        this.signer = seal.sealer().signer();
        this.whole = new WholeLedger(dataSource, clock, seal.signatures());
    }

    /// What a verification found, and how long that took.
    public record Verdict(Verification found, long millis) {}

    RecordPages.Page records(Caller caller, RecordFilter filter, @Nullable Integer size, @Nullable String token) {
        recordRead(caller, filter);
        return pages.page(readsAll(caller) ? filter : filter.ownOf(caller.id(), caller.teams()), size, token);
    }

    /// @throws ProblemException FORBIDDEN
    void checkExport(Caller caller, RecordFilter filter, LedgerExport.Format format) {
        checkReadsAll(caller, "ledger.exported");
        record(caller, "ledger.exported", "allowed", Map.of("format", format.name(), "filters", filter.given()));
    }

    void export(RecordFilter filter, LedgerExport.Format format, OutputStream to) throws IOException {
        export.write(filter, format, to);
    }

    /// @throws ProblemException FORBIDDEN
    Verdict verify(Caller caller) {
        checkVerify(caller);
        return verify((checked, records) -> {});
    }

    /// @throws ProblemException FORBIDDEN
    void checkVerify(Caller caller) {
        checkReadsAll(caller, "ledger.verified");
        record(caller, "ledger.verified", "allowed", Map.of());
    }

    /// For somebody who was checked.
    Verdict verify(WholeLedger.Progress progress) {
        long begin = System.nanoTime();
        try {
            Verification found = whole.verify(progress);
            return new Verdict(
                    found, Duration.ofNanos(System.nanoTime() - begin).toMillis());
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the ledger", e);
        }
    }

    /// Everything on record about a task, proved.
    ///
    /// @throws ProblemException NOT_FOUND where there is nothing, or nothing that the caller may read
    TaskEvidence evidence(Caller caller, String task) {
        RecordFilter ofTask = RecordFilter.of(Map.of("task", task));
        record(caller, "ledger.evidence", "allowed", Map.of("evidenceOf", task));
        try {
            TaskEvidence found =
                    evidence.read(task, readsAll(caller) ? ofTask : ofTask.ownOf(caller.id(), caller.teams()));
            if (found.records().isEmpty()) {
                throw new ProblemException(CommonProblem.NOT_FOUND, "There is no record of such a task.");
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the ledger", e);
        }
    }

    /// The same as a signed PDF.
    ///
    /// @throws ProblemException NOT_FOUND
    byte[] evidencePdf(Caller caller, String task) {
        try {
            return EvidencePdf.of(evidence(caller, task), signer);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write the evidence", e);
        }
    }

    /// The same read by the same caller is recorded once in five minutes, so that a page that refreshes itself does not
    /// fill the ledger with its own refreshing.
    private void recordRead(Caller caller, RecordFilter filter) {
        Instant now = clock.instant();
        if (reads.size() > REMEMBERED) {
            reads.values().removeIf(last -> last.plus(SAME_READ).isBefore(now));
        }
        String read = caller.id() + " " + filter.given();
        Instant last = reads.get(read);
        if (last == null || last.plus(SAME_READ).isBefore(now)) {
            record(caller, "ledger.read", "allowed", Map.of("filters", filter.given()));
            reads.put(read, now);
        }
    }

    private void checkReadsAll(Caller caller, String action) {
        if (!readsAll(caller)) {
            record(caller, action, "denied", Map.of());
            throw new ProblemException(
                    CommonProblem.FORBIDDEN, "Only auditors and administrators may export or verify the ledger.");
        }
    }

    private void record(Caller caller, String action, String decision, Map<String, ?> details) {
        publication.audit(new AuditEvent(
                AuditEvent.SCHEMA,
                action,
                caller.id(),
                PLATFORM,
                LEDGER,
                decision,
                null,
                EventJson.toTree(details),
                clock.instant()));
    }

    /// Whether somebody may read the ledger of all teams.
    public static boolean readsAll(Caller caller) {
        return caller.roles().contains("auditor") || caller.roles().contains("admin");
    }
}
