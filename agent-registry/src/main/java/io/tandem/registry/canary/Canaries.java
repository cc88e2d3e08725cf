package io.tandem.registry.canary;

import io.tandem.events.AgentRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// The canaries, at most one of an agent at a time. Who calls holds the lock of the agent's row.
@ApplicationScoped
public class Canaries {

    /// The one that goes on, as everybody else knows it.
    public Optional<AgentRecord.Canary> open(String agent) {
        return Optional.ofNullable(CanaryRow.open(agent)).map(CanaryRow::record);
    }

    /// @param baseline the active version
    /// @param by who starts it, as `person:NAME`
    @Transactional(Transactional.TxType.MANDATORY)
    public void begin(String agent, int number, int baseline, CanaryTerms terms, String by) {
        CanaryRow row = new CanaryRow();
        row.agent = agent;
        row.number = number;
        row.baseline = baseline;
        row.share = terms.wantedShare();
        row.minimumRuns = terms.wantedRuns();
        row.automatic = terms.byItself();
        row.startedBy = by;
        row.since = now();
        row.persist();
    }

    /// Ends the agent's canary, if there is one.
    @Transactional(Transactional.TxType.MANDATORY)
    public void end(String agent) {
        CanaryRow row = CanaryRow.open(agent);
        if (row != null) {
            row.endedAt = now();
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
