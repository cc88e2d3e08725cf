package io.tandem.governance.seal;

import io.tandem.events.EventJson;
import io.tandem.events.LedgerHead;
import io.tandem.events.Topic;
import io.tandem.governance.ledger.WholeLedger;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.TopicView;
import io.tandem.ledger.LedgerKey;
import java.util.ArrayList;
import java.util.List;

/// What of the ledger's signatures is outside its database: keys and copies as files, and copies on `ledger.head`.
public final class LedgerCopies implements WholeLedger.Signatures, AutoCloseable {
    private final Sealer sealer;
    private final TopicView<LedgerHead> heads;

    public LedgerCopies(Broker broker, Sealer sealer) {
        this.sealer = sealer;
        this.heads = new TopicView<>(
                        broker,
                        "governance",
                        Topic.LEDGER_HEAD.topicName(),
                        bytes -> EventJson.read(bytes, LedgerHead.class))
                .start();
    }

    @Override
    public List<LedgerKey> knownKeys() {
        return sealer.knownKeys();
    }

    @Override
    public List<String> kept() {
        List<String> notes = new ArrayList<>(sealer.kept());
        for (LedgerHead head : heads.all()) {
            String checkpoint = head.checkpoint();
            if (checkpoint != null) {
                notes.add(checkpoint);
            }
        }
        return notes;
    }

    @Override
    public void close() {
        heads.close();
    }
}
