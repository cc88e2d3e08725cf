package io.tandem.runtime.node;

import io.tandem.a2a.kafka.RequestSender;
import io.tandem.runtime.activation.Outside;
import io.tandem.runtime.agent.Behaviour;
import io.tandem.runtime.task.TaskHead;
import java.util.function.Function;

/// A test's own behaviours, and no world outside.
record TestSurroundings(Function<TaskHead, Behaviour> own) implements Surroundings {
    @Override
    public Outside world(RequestSender requests, String peerReplies) {
        return (effect, held) -> new Outside.Done.Impossible("NO_WORLD", "This test has no world outside");
    }

    @Override
    public Function<TaskHead, Behaviour> behaviours(Function<TaskHead, Behaviour> published) {
        return own;
    }
}
