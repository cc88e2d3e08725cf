package io.tandem.registry.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.events.EventJson;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import io.tandem.registry.definition.CaseTable;
import io.tandem.registry.definition.DefinitionReader;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/agents/{name}/draft/cases`: cases from elsewhere added to the evaluation of the draft, all or none.
@Path("/api/v1/agents/{name}/draft/cases")
@Tag(name = "Agents")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class CasesResource {
    private final Agents agents;
    private final DefinitionReader reader;
    private final SecurityIdentity identity;

    @Inject
    public CasesResource(Agents agents, DefinitionReader reader, SecurityIdentity identity) {
        this.agents = agents;
        this.reader = reader;
        this.identity = identity;
    }

    /// @param cases as in a definition; the id may be left out
    @Schema(name = "NewCases")
    public record NewCases(@Nullable List<JsonNode> cases) {}

    /// @param added ids of the cases that are new
    /// @param cases how many there are now
    @Schema(name = "AddedCases")
    public record AddedCases(List<String> added, int cases) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "addCases", summary = "Add cases to the evaluation of the draft, all or none")
    public AddedCases add(@PathParam("name") String name, NewCases body) {
        List<ObjectNode> cases = new ArrayList<>();
        for (JsonNode one : AgentsResource.required("cases", body.cases())) {
            if (!(one instanceof ObjectNode object)) {
                throw ProblemException.invalid("cases[" + cases.size() + "]", "A case is an object.");
            }
            cases.add(object.deepCopy());
        }
        return add(name, cases);
    }

    @POST
    @Consumes("text/csv")
    @Operation(hidden = true)
    public AddedCases addTable(@PathParam("name") String name, String table) {
        return add(name, CaseTable.read(table));
    }

    private AddedCases add(String name, List<ObjectNode> cases) {
        Caller caller = Caller.of(identity);
        AgentHead head = agents.head(name, caller);
        ObjectNode definition = (ObjectNode) EventJson.toTree(AgentsResource.draft(head));
        ArrayNode known = (ArrayNode) definition.at("/spec/evaluation/cases");
        List<String> added = named(known, cases);
        agents.saveDraft(name, reader.checked(definition), head.etag(), caller);
        return new AddedCases(added, known.size());
    }

    /// Puts cases behind the known ones; one without an id gets a number.
    private static List<String> named(ArrayNode known, List<ObjectNode> cases) {
        Set<String> taken = new HashSet<>();
        known.forEach(one -> taken.add(one.path("id").asText()));
        List<String> added = new ArrayList<>();
        int number = known.size();
        for (ObjectNode one : cases) {
            String id = one.path("id").asText("");
            while (id.isEmpty() || (!one.has("id") && taken.contains(id))) {
                number++;
                id = "case-" + number;
            }
            one.put("id", id);
            taken.add(id);
            added.add(id);
            known.add(one);
        }
        return added;
    }
}
