package io.tandem.hub.call;

import io.tandem.events.ToolRecord.Effect;
import io.tandem.hub.call.ToolRequest.Wanted;
import io.tandem.hub.canonical.CanonicalJson;
import io.tandem.hub.grant.GrantAsks;
import io.tandem.hub.grant.GrantSettings;
import io.tandem.hub.grant.NotConnected;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/// A task waits for its person, who is told where to connect a server, before its call is decided on or made.
@Singleton
final class ConnectFirst {
    private static final String CONNECTED = "The server was connected just now; try again.";

    private final GrantAsks asks;
    private final Activities activities;
    private final GrantSettings settings;

    @Inject
    ConnectFirst(GrantAsks asks, Activities activities, GrantSettings settings) {
        this.asks = asks;
        this.activities = activities;
        this.settings = settings;
    }

    /// @throws ProblemException UNAVAILABLE if the person connected it just now
    Decision decision(ToolRequest request, Ruling ruling, NotConnected missing) {
        Wanted wanted = request.wanted();
        Decision.Connect connect = asked(request, ruling, missing)
                .orElseThrow(() -> new ProblemException(CommonProblem.UNAVAILABLE, CONNECTED));
        return new Decision(
                "connect",
                missing.reason(),
                null,
                null,
                CanonicalJson.of(wanted.arguments()).sha256(),
                wanted.binding(wanted.seq()).hash(),
                null,
                null,
                connect);
    }

    /// In the place of what the tool would have answered.
    Answer answer(ToolRequest request, Ruling ruling, Effect effect, NotConnected missing) {
        return asked(request, ruling, missing)
                .map(connect -> Answer.after(connect, missing.reason(), effect))
                .orElseGet(() -> Answer.without(Answer.UNAVAILABLE, CONNECTED, effect));
    }

    /// Empty if they did just now.
    private Optional<Decision.Connect> asked(ToolRequest request, Ruling ruling, NotConnected missing) {
        Wanted wanted = request.wanted();
        Optional<String> id =
                asks.ask(new GrantAsks.Waiting(wanted.taskId(), wanted.who().agent()), missing);
        activities.write(wanted, ruling, Activities.Attempt.unconnected(missing.reason(), request.approvalId()));
        return id.map(askId -> new Decision.Connect(askId, missing.connector(), settings.page(missing.connector())));
    }
}
