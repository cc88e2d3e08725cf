package io.tandem.governance.erasure;

import io.tandem.events.AuditEvent;
import io.tandem.events.EventJson;
import io.tandem.governance.audit.AuditDesk;
import io.tandem.governance.publish.Publication;
import io.tandem.governance.seal.Sealer;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Erasures of payloads: an auditor or administrator proposes one, another carries it out. What was
/// proposed is carried out as it was shown, whatever came into the ledger since.
public final class ErasureDesk implements AutoCloseable {
    /// What copies there are that an erasure does not reach.
    static final List<String> ELSEWHERE = List.of(
            "the journal of tasks that the runtime keeps, which people's task pages show",
            "approvals that the hub keeps, with their arguments",
            "model calls that the router keeps (figures, no text)",
            "cases of agents' versions that were made of a task, and evaluations that asked them",
            "reasons that people gave with outcomes, and labels that hold an answer's text",
            "the streams in Kafka, for up to 30 days",
            "exports, evidence and events for a SIEM that somebody took",
            "backups of the database, and its free space until it is vacuumed");

    private static final int MOST = 200;
    private static final int LONGEST_REASON = 1000;
    private static final String PLATFORM = "platform";

    private final DataSource dataSource;
    private final Publication publication;
    private final Clock clock;
    private final Retention retention;
    private final ErasureThread thread;

    /// @param keep how long payloads are kept, as it is configured
    public ErasureDesk(
            DataSource dataSource, Publication publication, Sealer sealer, Optional<Period> keep, Clock clock) {
        this.dataSource = dataSource;
        this.publication = publication;
        this.clock = clock;
        this.retention = new Retention(dataSource, keep, clock);
        this.thread = new ErasureThread(new Eraser(dataSource, publication, sealer, clock), retention);
    }

    public ErasureDesk start() {
        thread.start();
        return this;
    }

    @Override
    public void close() {
        thread.close();
    }

    Retention.Kept retention(Caller caller) {
        check(caller, "ledger.erasure-read");
        return retention.kept();
    }

    /// Some of them, newest first.
    ///
    /// @param nextPageToken empty at the end
    record Page(List<PayloadErasure> items, String nextPageToken) {}

    /// @param pageSize null for as many as there may be
    /// @param pageToken as the page before told it; null for the newest
    /// @throws ProblemException FORBIDDEN, INVALID_REQUEST
    Page page(Caller caller, @Nullable Integer pageSize, @Nullable String pageToken) {
        check(caller, "ledger.erasure-read");
        int size = pageSize == null ? MOST : pageSize;
        if (size < 1 || size > MOST) {
            throw ProblemException.invalid("pageSize", "It is between 1 and " + MOST + ".");
        }
        String after = pageToken == null || pageToken.isBlank() ? null : pageToken;
        List<PayloadErasure> found = read(connection -> ErasureRows.page(connection, after, size + 1));
        return found.size() > size
                ? new Page(found.subList(0, size), found.get(size - 1).id())
                : new Page(found, "");
    }

    /// @throws ProblemException FORBIDDEN, NOT_FOUND
    PayloadErasure one(Caller caller, String id) {
        check(caller, "ledger.erasure-read");
        return read(connection -> ErasureRows.one(connection, id)).orElseThrow(ErasureDesk::unknown);
    }

    /// What an erasure would take now; nothing is kept of it.
    ///
    /// @throws ProblemException FORBIDDEN
    ErasurePreview preview(Caller caller, Terms terms) {
        check(caller, "ledger.erasure-preview");
        return read(connection -> Selection.of(connection, terms)).preview(ELSEWHERE, warnings(terms));
    }

    /// @throws ProblemException FORBIDDEN, INVALID_REQUEST, NOTHING_TO_ERASE
    PayloadErasure propose(Caller caller, Terms terms, String reason) {
        check(caller, "ledger.erasure-proposed");
        if (reason.length() > LONGEST_REASON) {
            throw ProblemException.invalid("reason", "It has at most " + LONGEST_REASON + " characters.");
        }
        return write(connection -> {
            Selection selection = Selection.of(connection, terms);
            if (selection.isEmpty()) {
                throw new ProblemException(
                        ErasureProblem.NOTHING_TO_ERASE,
                        "No payload goes by that: see the preview for what stays and what still runs.");
            }
            PayloadErasure proposed = new PayloadErasure(
                    newId(),
                    terms.person(),
                    terms.before(),
                    reason,
                    PayloadErasure.State.PROPOSED,
                    selection.preview(ELSEWHERE, warnings(terms)),
                    caller.id(),
                    now(),
                    null,
                    null,
                    null,
                    0);
            ErasureRows.add(connection, proposed, selection.parts());
            record(connection, caller, "ledger.erasure-proposed", proposed);
            return proposed;
        });
    }

    /// @throws ProblemException FORBIDDEN, NOT_FOUND, NEEDS_SOMEBODY_ELSE, DECIDED_ALREADY
    PayloadErasure carryOut(Caller caller, String id) {
        check(caller, "ledger.erasure-carried-out");
        PayloadErasure decided = write(connection -> {
            PayloadErasure erasure = proposed(connection, id);
            if (erasure.proposedBy().equals(caller.id())) {
                refuse(caller, "ledger.erasure-carried-out", id);
                throw new ProblemException(
                        ErasureProblem.NEEDS_SOMEBODY_ELSE,
                        "You proposed it: another auditor or administrator must carry it out.");
            }
            return decide(connection, caller, erasure, PayloadErasure.State.CARRIED_OUT, "ledger.erasure-carried-out");
        });
        thread.hint();
        return decided;
    }

    /// @throws ProblemException FORBIDDEN, NOT_FOUND, DECIDED_ALREADY
    PayloadErasure withdraw(Caller caller, String id) {
        check(caller, "ledger.erasure-withdrawn");
        return write(connection -> decide(
                connection,
                caller,
                proposed(connection, id),
                PayloadErasure.State.WITHDRAWN,
                "ledger.erasure-withdrawn"));
    }

    static String newId() {
        return "ers-" + UUID.randomUUID();
    }

    private PayloadErasure decide(
            Connection connection, Caller caller, PayloadErasure erasure, PayloadErasure.State state, String action)
            throws SQLException {
        ErasureRows.decide(connection, erasure.id(), state, caller.id(), now());
        record(connection, caller, action, erasure);
        return ErasureRows.one(connection, erasure.id()).orElseThrow(ErasureDesk::unknown);
    }

    private static PayloadErasure proposed(Connection connection, String id) throws SQLException {
        PayloadErasure erasure = ErasureRows.lock(connection, id).orElseThrow(ErasureDesk::unknown);
        if (erasure.state() != PayloadErasure.State.PROPOSED) {
            throw new ProblemException(
                    ErasureProblem.DECIDED_ALREADY,
                    "It is " + erasure.state() + " since " + erasure.decidedAt() + ", by " + erasure.decidedBy() + ".");
        }
        return erasure;
    }

    private List<String> warnings(Terms terms) {
        List<String> warnings = new ArrayList<>();
        Instant before = terms.before();
        if (before != null && before.isAfter(Retention.shortest(clock.instant()))) {
            warnings.add(Retention.WARNING);
        }
        if (terms.person() != null) {
            warnings.add("Names in the records' headers stay, since they are part of what was hashed and signed.");
        }
        return warnings;
    }

    private void check(Caller caller, String action) {
        if (caller.kind() != Caller.Kind.person || !AuditDesk.readsAll(caller)) {
            refuse(caller, action, "erasures");
            throw new ProblemException(
                    CommonProblem.FORBIDDEN, "Only auditors and administrators may see or make erasures.");
        }
    }

    private void refuse(Caller caller, String action, String subject) {
        publication.audit(new AuditEvent(
                AuditEvent.SCHEMA, action, caller.id(), PLATFORM, subject, "denied", null, null, clock.instant()));
    }

    private void record(Connection connection, Caller caller, String action, PayloadErasure erasure)
            throws SQLException {
        Map<String, Object> details = new TreeMap<>();
        details.put("records", erasure.preview().records());
        if (erasure.person() != null) {
            details.put("person", erasure.person());
        }
        if (erasure.before() != null) {
            details.put("before", erasure.before());
        }
        publication.audit(
                connection,
                new AuditEvent(
                        AuditEvent.SCHEMA,
                        action,
                        caller.id(),
                        PLATFORM,
                        "erasure " + erasure.id(),
                        "allowed",
                        erasure.reason(),
                        EventJson.toTree(details),
                        clock.instant()));
    }

    private static ProblemException unknown() {
        return new ProblemException(CommonProblem.NOT_FOUND, "There is no such erasure.");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T read(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            T result = work.on(connection);
            connection.rollback();
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read erasures", e);
        }
    }

    private <T> T write(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                publication.hint();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot write an erasure", e);
        }
    }

    static @Nullable String person(@Nullable String given) {
        return given == null || given.isBlank() ? null : given.contains(":") ? given : "person:" + given;
    }
}
