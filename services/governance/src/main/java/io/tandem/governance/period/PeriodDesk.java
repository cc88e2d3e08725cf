package io.tandem.governance.period;

import io.tandem.events.AuditEvent;
import io.tandem.events.EventJson;
import io.tandem.governance.audit.AuditDesk;
import io.tandem.governance.ledger.WholeLedger;
import io.tandem.governance.publish.Publication;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import io.tandem.ledger.LedgerSigner;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/// Makes reports for auditors and administrators; each is on record before it is made.
public final class PeriodDesk {
    private final DataSource dataSource;
    private final Publication publication;
    private final LedgerSigner signer;
    private final Clock clock;

    public PeriodDesk(DataSource dataSource, Publication publication, LedgerSigner signer, Clock clock) {
        this.dataSource = dataSource;
        this.publication = publication;
        this.signer = signer;
        this.clock = clock;
    }

    /// @throws ProblemException FORBIDDEN, INVALID_REQUEST
    PeriodReport report(Caller caller, PeriodReader.Period period) {
        if (!AuditDesk.readsAll(caller)) {
            record(caller, period, "denied");
            throw new ProblemException(
                    CommonProblem.FORBIDDEN, "Only auditors and administrators make reports of the ledger.");
        }
        if (!period.from().isBefore(period.to())) {
            throw ProblemException.invalid("to", "It is later than from.");
        }
        record(caller, period, "allowed");
        try (Connection connection = WholeLedger.snapshot(dataSource)) {
            PeriodReport report = new PeriodReader(connection, period).read(clock.instant());
            connection.rollback();
            return report;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the ledger", e);
        }
    }

    /// The same as a signed PDF.
    byte[] pdf(Caller caller, PeriodReader.Period period) {
        try {
            return PeriodPdf.of(report(caller, period), signer);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write the report", e);
        }
    }

    private void record(Caller caller, PeriodReader.Period period, String decision) {
        Map<String, Object> details = new TreeMap<>(Map.of("from", period.from(), "to", period.to()));
        if (period.team() != null) {
            details.put("team", period.team());
        }
        publication.audit(new AuditEvent(
                AuditEvent.SCHEMA,
                "ledger.reported",
                caller.id(),
                "platform",
                "ledger",
                decision,
                null,
                EventJson.toTree(details),
                clock.instant()));
    }
}
