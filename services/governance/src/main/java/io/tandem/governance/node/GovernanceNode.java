package io.tandem.governance.node;

import io.tandem.governance.audit.AuditDesk;
import io.tandem.governance.ledger.Ledger;
import io.tandem.governance.ledger.LedgerConsumer;
import io.tandem.governance.publish.Publication;
import io.tandem.kit.kafka.Broker;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Governance of one process, put together by hand so that it runs without a container too.
public final class GovernanceNode implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GovernanceNode.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final AuditDesk desk;

    /// Starts everything.
    public GovernanceNode(DataSource dataSource, Broker broker, Clock clock) {
        Publication publication = keep(new Publication(dataSource, broker));
        this.desk = new AuditDesk(dataSource, publication, clock);
        keep(new LedgerConsumer(broker, new Ledger(dataSource, clock)).start());
    }

    public AuditDesk desk() {
        return desk;
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
