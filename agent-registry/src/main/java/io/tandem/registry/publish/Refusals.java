package io.tandem.registry.publish;

import io.tandem.events.AuditEvent;
import jakarta.enterprise.context.ApplicationScoped;
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

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void record(AuditEvent denied) {
        publication.audit(denied);
    }
}
