package io.tandem.runtime.managed;

import io.tandem.a2a.Message;
import io.tandem.a2a.Part;
import io.tandem.a2a.Task;
import io.tandem.events.Flow;
import io.tandem.runtime.journal.Flows;
import io.tandem.runtime.task.TaskHead;
import io.tandem.runtime.task.TaskReads;
import io.tandem.runtime.turn.AgentSpec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/// What was said before in the same conversation: earlier tasks of one context, owner and agent.
public final class Conversations {
    private static final Logger LOG = Logger.getLogger(Conversations.class);
    private static final int EXCHANGES = 6;

    private final TaskReads tasks;

    public Conversations(TaskReads tasks) {
        this.tasks = tasks;
    }

    /// The newest exchanges before that task, oldest first.
    List<AgentSpec.Remembered> before(TaskHead head) {
        try {
            List<AgentSpec.Remembered> exchanges = new ArrayList<>();
            for (Task task : tasks.completedBefore(head, EXCHANGES)) {
                if (!task.history().isEmpty()) {
                    Message asked = task.history().getFirst();
                    Flow said = Flows.in(asked.metadata()).orElse(Flow.NONE);
                    exchanges.add(new AgentSpec.Remembered(asked.text(), said, answer(task), said.and(Flows.of(task))));
                }
            }
            return exchanges;
        } catch (SQLException e) {
            LOG.warnf("task %s goes on without its conversation: %s", head.id(), e.getMessage());
            return List.of();
        }
    }

    private static String answer(Task task) {
        StringBuilder text = new StringBuilder();
        task.artifacts().forEach(artifact -> artifact.parts().forEach(part -> {
            if (part instanceof Part.Text said) {
                text.append(said.text());
            }
        }));
        return text.toString();
    }
}
