package io.tandem.registry.publish;

import io.tandem.events.AuditEvent;
import io.tandem.kit.problem.RefusalNote;
import io.tandem.kit.refusal.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/// Records refusals in a transaction of their own: the one that was refused is rolled back.
@ApplicationScoped
public class Refusals {
    private final Publication publication;

    @Inject
    public Refusals(Publication publication) {
        this.publication = publication;
    }

    /// What somebody was kept from doing at the registry's paths. A refused move is recorded where it is judged, unless
    /// its agent is hidden from them.
    @Transactional
    void refused(@ObservesAsync Refusal refusal) {
        boolean judged = refusal.path().endsWith("/transitions") && !RefusalNote.HIDDEN.equals(refusal.note());
        if (refusal.concerns("registry") && !judged) {
            publication.audit(refusal.event());
        }
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void record(AuditEvent denied) {
        publication.audit(denied);
    }
}
