package io.tandem.governance.audit;

import jakarta.ws.rs.QueryParam;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// The query parameters that choose records.
public class RecordQuery {
    @QueryParam("team")
    @Parameter(description = "Whose chain")
    @Nullable
    String team;

    @QueryParam("person")
    @Parameter(description = "Who did it, as `person:NAME`, `service:CLIENT`, `agent:NAME`, or the bare name")
    @Nullable
    String person;

    @QueryParam("agent")
    @Parameter(description = "Which agent, by name")
    @Nullable
    String agent;

    @QueryParam("version")
    @Nullable
    String version;

    @QueryParam("task")
    @Parameter(description = "Task id")
    @Nullable
    String task;

    @QueryParam("tool")
    @Parameter(description = "As `connector/tool`")
    @Nullable
    String tool;

    @QueryParam("decision")
    @Parameter(description = "Such as `allowed`, `denied`, `granted`, `rejected`, `passed`, `failed`")
    @Nullable
    String decision;

    @QueryParam("kind")
    @Parameter(description = "What happened, such as `tool-call`, `approval`, `ended`, `ledger.exported`")
    @Nullable
    String kind;

    @QueryParam("from")
    @Parameter(description = "Happened at this time or later, RFC 3339")
    @Nullable
    String from;

    @QueryParam("to")
    @Parameter(description = "Happened before this time, RFC 3339")
    @Nullable
    String to;

    @QueryParam("q")
    @Parameter(description = "Text anywhere in the event")
    @Nullable
    String q;

    RecordFilter filter() {
        Map<String, @Nullable String> parameters = new LinkedHashMap<>();
        parameters.put("team", team);
        parameters.put("person", person);
        parameters.put("agent", agent);
        parameters.put("version", version);
        parameters.put("task", task);
        parameters.put("tool", tool);
        parameters.put("decision", decision);
        parameters.put("kind", kind);
        parameters.put("from", from);
        parameters.put("to", to);
        parameters.put("q", q);
        return RecordFilter.of(parameters);
    }
}
