package io.tandem.runtime.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.Artifact;
import io.tandem.a2a.Message;
import io.tandem.a2a.TaskState;
import io.tandem.events.Flow;
import io.tandem.events.Money;
import io.tandem.events.PolicyDecision;
import io.tandem.events.ToolRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that happened in a task.
public sealed interface Entry {
    /// The entry's name in rows and events.
    String kind();

    /// Whether it changes the task's A2A status, and so the time that lists are ordered by.
    default boolean changesStatus() {
        return this instanceof Moved || this instanceof Ended;
    }

    /// A message from outside: the first one begins the task, later ones steer or continue it.
    ///
    /// @param policy the decision that let it pass; null in entries older than policies
    record Received(Message message, String from, @Nullable PolicyDecision policy) implements Entry {
        @Override
        public String kind() {
            return "received";
        }
    }

    /// Somebody asked to cancel.
    ///
    /// @param halt what was halted, by whom and why; null for any other cancel
    record CancelAsked(String from, @Nullable String halt) implements Entry {
        @Override
        public String kind() {
            return "cancel-asked";
        }
    }

    /// Output, whole or a piece of it.
    record Produced(Artifact artifact, boolean append, boolean lastChunk) implements Entry {
        @Override
        public String kind() {
            return "produced";
        }
    }

    /// The task's A2A state changed without ending it.
    record Moved(TaskState state, @Nullable Message message) implements Entry {
        @Override
        public String kind() {
            return "moved";
        }
    }

    /// Nothing runs until something arrives, or until that time.
    record Waited(String reason, @Nullable Instant until) implements Entry {
        @Override
        public String kind() {
            return "waited";
        }
    }

    /// The end; nothing follows.
    ///
    /// @param reason a stable word such as `POISON`, where the state alone does not say why
    record Ended(
            TaskState state,
            @Nullable Message message,
            @Nullable String reason) implements Entry {
        @Override
        public String kind() {
            return "ended";
        }
    }

    /// One call of a model: what it said and what it wants called.
    ///
    /// @param callId the router's id for the call, for the cost ledger
    /// @param tools calls it asked for, in order; empty if it answered
    /// @param tokens input and output, as the provider counted them
    record ModelTurn(
            String callId,
            String provider,
            String model,
            String tier,
            String text,
            List<ToolCall> tools,
            Tokens tokens,
            Money cost,
            long millis)
            implements Entry {
        public ModelTurn {
            tools = List.copyOf(tools);
        }

        @Override
        public String kind() {
            return "model-turn";
        }
    }

    /// Tokens of one model call.
    record Tokens(long input, long output) {}

    /// A call that a model asked for.
    ///
    /// @param id unique in its task
    /// @param tool `connector/tool`, `agent/NAME` for a peer, or `refuse`
    record ToolCall(String id, String tool, JsonNode arguments) {}

    /// A call waits for a person's approval, which holds for exactly these arguments.
    ///
    /// @param terms what whoever decides is shown; null in entries older than that
    record ApprovalAsked(
            ToolCall call,
            String approvalId,
            String reason,
            @Nullable ApprovalTerms terms) implements Entry {
        @Override
        public String kind() {
            return "approval-asked";
        }
    }

    /// What a waiting approval is bound to, and until when.
    ///
    /// @param hash its binding hash
    record ApprovalTerms(String hash, Instant dueAt, Instant expiresAt) {}

    /// The approval was decided.
    ///
    /// @param decision `granted`, `rejected` or `expired`
    /// @param arguments what may be called instead of what was asked for, where the approver changed it; else null
    record ApprovalDecided(
            String approvalId,
            String decision,
            String by,
            @Nullable String reason,
            @Nullable JsonNode arguments) implements Entry {
        @Override
        public String kind() {
            return "approval-decided";
        }
    }

    /// A call waits until the person it is for has connected its server.
    ///
    /// @param askId as the hub tells of it
    /// @param url where the person connects it
    record ConnectionAsked(ToolCall call, String askId, String connector, String reason, String url) implements Entry {
        @Override
        public String kind() {
            return "connection-asked";
        }
    }

    /// The person connected the server.
    record ConnectionMade(String askId, String connector, String by) implements Entry {
        @Override
        public String kind() {
            return "connection-made";
        }
    }

    /// Nobody connects the server any more; the call is decided on anew.
    record ConnectionWithdrawn(String askId, String connector, String reason) implements Entry {
        @Override
        public String kind() {
            return "connection-withdrawn";
        }
    }

    /// The call is about to be made under the key `taskId:seq` of this entry.
    ///
    /// @param effect what a repeat would do, as the hub said
    record ToolIntent(
            ToolCall call,
            ToolRecord.Effect effect,
            @Nullable String approvalId) implements Entry {
        @Override
        public String kind() {
            return "tool-intent";
        }
    }

    /// What became of a call.
    ///
    /// @param status `ok`, `tool-error`, `denied`, `timeout`, `too-large`, `unavailable` or `uncertain`
    /// @param content what the model is told
    /// @param raises what reading it adds to what the tool's handling says; null for nothing
    record ToolOutcome(
            String callId,
            String tool,
            String status,
            String content,
            @Nullable String reason,
            long millis,
            @Nullable Flow raises)
            implements Entry {
        /// One that adds nothing.
        public ToolOutcome(
                String callId, String tool, String status, String content, @Nullable String reason, long millis) {
            this(callId, tool, status, content, reason, millis, null);
        }

        @Override
        public String kind() {
            return "tool-outcome";
        }
    }

    /// A peer is asked under the message id `taskId:seq` of this entry; asking again changes nothing.
    ///
    /// @param flow what this task had read; null in entries older than flows
    record ChildSent(
            String callId,
            String agent,
            String text,
            @Nullable Flow flow) implements Entry {
        @Override
        public String kind() {
            return "child-sent";
        }
    }

    /// The peer's task came to an end or to a pause.
    ///
    /// @param taskId the child's id, null if it never began
    /// @param flow what the child had read, as its answer says; null if it says nothing of it
    record ChildReplied(
            String callId,
            String agent,
            @Nullable String taskId,
            String state,
            String text,
            @Nullable Flow flow) implements Entry {
        @Override
        public String kind() {
            return "child-replied";
        }
    }

    /// The agent declined, as a decision of its own.
    record Refused(String reason) implements Entry {
        @Override
        public String kind() {
            return "refused";
        }
    }
}
