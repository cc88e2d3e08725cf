package io.tandem.runtime.effect;

import io.tandem.a2a.kafka.RequestSender;
import io.tandem.kit.pass.PassSigner;
import io.tandem.runtime.activation.Outside;
import io.tandem.runtime.agent.Effect;
import javax.sql.DataSource;

/// The real world outside: model router, connector hub, peers.
public final class World implements Outside {
    private final ModelCalls models;
    private final HubCalls hub;
    private final PeerCalls peers;
    private final RecordedCalls recorded;

    /// The services that effects reach over HTTP.
    public record Services(ServiceCalls router, ServiceCalls hub) {}

    /// @param dataSource where tasks know what they work for, and where what they did is recorded
    /// @param replyTopic where this node reads what peers answer
    public World(
            Services services, DataSource dataSource, RequestSender requests, PassSigner passes, String replyTopic) {
        this.models = new ModelCalls(services.router());
        this.hub = new HubCalls(services.hub(), new Ancestry(dataSource));
        this.peers = new PeerCalls(requests, passes, replyTopic);
        this.recorded = new RecordedCalls(dataSource);
    }

    @Override
    public Done carryOut(Effect effect, Held held) {
        return switch (effect) {
            case Effect.Think think -> models.think(think.request(), held);
            case Effect.Decide decide -> hub.decide(decide, held);
            case Effect.Call call -> hub.call(call, held);
            case Effect.Ask ask -> peers.ask(ask, held);
            case Effect.Recall recall -> recorded.recall(recall, held);
        };
    }
}
