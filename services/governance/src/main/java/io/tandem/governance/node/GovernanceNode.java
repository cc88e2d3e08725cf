package io.tandem.governance.node;

import io.tandem.events.AuditEvent;
import io.tandem.governance.audit.AuditDesk;
import io.tandem.governance.canary.CanaryDesk;
import io.tandem.governance.erasure.ErasureDesk;
import io.tandem.governance.evaluation.EvaluationDesk;
import io.tandem.governance.impact.ImpactDesk;
import io.tandem.governance.judge.JudgeDesk;
import io.tandem.governance.ledger.Ledger;
import io.tandem.governance.ledger.LedgerConsumer;
import io.tandem.governance.period.PeriodDesk;
import io.tandem.governance.publish.Publication;
import io.tandem.governance.replay.ReplayDesk;
import io.tandem.governance.rerun.RequestReplayDesk;
import io.tandem.governance.router.Models;
import io.tandem.governance.scoring.ScoringDesk;
import io.tandem.governance.seal.LedgerCopies;
import io.tandem.governance.seal.LedgerPulse;
import io.tandem.governance.seal.Sealer;
import io.tandem.governance.use.AgentUseFeed;
import io.tandem.governance.use.UseDesk;
import io.tandem.governance.worth.WorthDesk;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.GroupReach;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Governance of one process, put together by hand so that it runs without a container too.
public final class GovernanceNode implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GovernanceNode.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Publication publication;
    private final AuditDesk desk;
    private final ErasureDesk erasures;
    private final PeriodDesk periods;
    private final EvaluationDesk evaluations;
    private final JudgeDesk judges;
    private final RequestReplayDesk requests;
    private final ReplayDesk replays;
    private final WorthDesk worth;
    private final ImpactDesk impact;
    private final CanaryDesk canaries;
    private final UseDesk use;
    private final ScoringDesk scoring;

    /// Starts everything.
    ///
    /// @param register makes a key known to the registry
    public GovernanceNode(
            DataSource dataSource,
            Broker broker,
            GovernanceSettings settings,
            Clock clock,
            Models models,
            Function<EvaluationDesk.Key, AutoCloseable> register) {
        this.publication = keep(new Publication(dataSource, broker));
        Sealer sealer = new Sealer(
                dataSource,
                new Sealer.Files(settings.ledgerKey(), settings.ledgerCopies()),
                (transaction, signed) -> publication.publish(transaction, LedgerPulse.copy(signed)),
                clock,
                Sealer.Pace.USUAL);
        LedgerCopies copies = keep(new LedgerCopies(broker, sealer));
        this.desk = new AuditDesk(dataSource, publication, new AuditDesk.Seal(sealer, copies), clock);
        this.periods = new PeriodDesk(dataSource, publication, sealer.signer(), clock);
        this.erasures =
                keep(new ErasureDesk(dataSource, publication, sealer, settings.payloadRetention(), clock).start());
        keep(new LedgerConsumer(broker, new Ledger(dataSource, clock)).start());
        this.replays = keep(new ReplayDesk(dataSource, broker, publication, clock));
        this.judges = keep(new JudgeDesk(dataSource, publication, models, clock, broker.node()));
        this.evaluations = keep(new EvaluationDesk(
                dataSource,
                broker,
                publication,
                new EvaluationDesk.Settings(
                        settings.evaluationsAtOnce(), settings.evaluationTaskTimeout(), settings.evaluationPause()),
                new EvaluationDesk.Outside(judges, register),
                clock));
        this.requests = keep(new RequestReplayDesk(
                dataSource, publication, evaluations, judges, clock, broker.node(), settings.evaluationTaskTimeout()));
        keep(new LedgerPulse(
                        dataSource,
                        publication,
                        sealer,
                        evaluations.signer(),
                        new GroupReach(broker, LedgerConsumer.GROUP, LedgerConsumer.topics(), clock))
                .start());
        this.impact = new ImpactDesk(dataSource, evaluations::published);
        this.canaries =
                keep(new CanaryDesk(dataSource, publication, evaluations::published, evaluations::agentsKnown, clock));
        this.use = new UseDesk(dataSource, evaluations::published, clock);
        AgentUseFeed feed = keep(new AgentUseFeed(dataSource, publication, evaluations::published, clock).start());
        this.scoring =
                keep(new ScoringDesk(dataSource, publication, judges, evaluations::published, feed::changed, clock));
        this.worth = keep(new WorthDesk(dataSource, broker, publication, evaluations::published, feed::changed));
    }

    /// Whether views are at their end and agents may be asked.
    public boolean ready() {
        return evaluations.ready();
    }

    public EvaluationDesk evaluations() {
        return evaluations;
    }

    public JudgeDesk judges() {
        return judges;
    }

    public RequestReplayDesk requests() {
        return requests;
    }

    public ReplayDesk replays() {
        return replays;
    }

    public WorthDesk worth() {
        return worth;
    }

    public ImpactDesk impact() {
        return impact;
    }

    public UseDesk use() {
        return use;
    }

    public ScoringDesk scoring() {
        return scoring;
    }

    public CanaryDesk canaries() {
        return canaries;
    }

    public AuditDesk desk() {
        return desk;
    }

    public PeriodDesk periods() {
        return periods;
    }

    public ErasureDesk erasures() {
        return erasures;
    }

    /// Records what somebody was kept from doing.
    void refused(AuditEvent event) {
        publication.audit(event);
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("a part of governance did not stop cleanly", e);
            }
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }
}
