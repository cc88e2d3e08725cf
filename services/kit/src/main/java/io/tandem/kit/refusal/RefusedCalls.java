package io.tandem.kit.refusal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.a2a.A2aException;
import io.tandem.events.AuditEvent;
import java.time.Instant;

/// How a call of an agent that was refused stands on record, at the edge and in the runtime alike.
public final class RefusedCalls {
    private static final String ACTION = "call.refused";

    private final RefusalLog log;

    public RefusedCalls(RefusalLog log) {
        this.log = log;
    }

    /// Something that exists and that this caller may not see: an agent, or somebody else's task with it.
    ///
    /// @param caller `person:NAME` or `service:CLIENT`
    /// @param team the agent's
    /// @param problem such as `agent-not-found`, which is what the caller was told
    public void hidden(String caller, String agent, String team, String problem) {
        ObjectNode details = JsonNodeFactory.instance.objectNode().put("problem", problem);
        add(caller, agent, team, "no right to see or call it", details);
    }

    /// Work that an agent does not take from this caller, or not now.
    public void refused(String caller, String agent, String team, A2aException refusal) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        refusal.metadata().forEach(details::put);
        String said = refusal.getMessage();
        add(caller, agent, team, said == null ? refusal.error().title() : said, details);
    }

    private void add(String caller, String agent, String team, String reason, ObjectNode details) {
        log.add(new AuditEvent(
                AuditEvent.SCHEMA, ACTION, caller, team, agent, "denied", reason, details, Instant.now()));
    }
}
