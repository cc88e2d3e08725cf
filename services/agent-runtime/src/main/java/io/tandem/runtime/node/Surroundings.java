package io.tandem.runtime.node;

import io.tandem.a2a.kafka.RequestSender;
import io.tandem.runtime.activation.Outside;
import io.tandem.runtime.agent.Behaviour;
import io.tandem.runtime.task.TaskHead;
import java.util.function.Function;

/// What a runtime node is put into: the world its effects reach, and what its agents do.
public interface Surroundings {
    /// @param requests sends to peers
    /// @param peerReplies the topic on which this node reads what peers answer
    Outside world(RequestSender requests, String peerReplies);

    /// @param published behaviours of the versions that the registry publishes
    default Function<TaskHead, Behaviour> behaviours(Function<TaskHead, Behaviour> published) {
        return published;
    }
}
