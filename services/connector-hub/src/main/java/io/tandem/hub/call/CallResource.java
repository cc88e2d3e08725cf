package io.tandem.hub.call;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.hub.approval.Approvals;
import io.tandem.hub.connector.Exemptions;
import io.tandem.hub.connector.HubSettings;
import io.tandem.hub.connector.PinnedTools;
import io.tandem.hub.ledger.LedgerGate;
import io.tandem.hub.mcp.McpConnections;
import io.tandem.hub.publish.Publication;
import io.tandem.hub.result.SchemaCheck;
import io.tandem.hub.result.Screening;
import io.tandem.kit.identity.InternalCallers;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// `POST /internal/hub/decide` and `/internal/hub/call`: the runtime's door to tools.
@Path("/internal/hub")
@Authenticated
@InternalCallers({"tandem-runtime"})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class CallResource {
    private final Calls calls;
    private final Publication publication;

    @Inject
    CallResource(Sources sources, Approvals approvals, Activities activities, LedgerGate ledger, HubSettings settings) {
        this.publication = sources.publication();
        this.calls = new Calls(
                sources.gate(settings.argumentBytes()),
                approvals,
                activities,
                sources.reach(),
                sources.connectFirst(),
                sources.connections(),
                new Results(new Screening(settings.modelBytes(), sources.schemas()), wanted -> sources.tools()
                        .promise(wanted.connector(), wanted.tool())),
                new Calls.Rules(ledger::check, settings));
    }

    @POST
    @Path("/decide")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Decision decide(ToolRequest request) {
        awaitAgents();
        return calls.decide(request);
    }

    @POST
    @Path("/call")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Answer call(ToolRequest request) {
        awaitAgents();
        return calls.call(request);
    }

    /// Until the hub knows all agents it would deny what is allowed; the runtime asks again.
    private void awaitAgents() {
        if (!publication.ready()) {
            throw new ProblemException(CommonProblem.UNAVAILABLE, "The hub is still starting.");
        }
    }

    /// What the gate reads.
    @Singleton
    public static final class Sources {
        private final Publication publication;
        private final PinnedTools tools;
        private final Exemptions exemptions;
        private final McpConnections connections;
        private final Reach reach;
        private final ConnectFirst connectFirst;
        private final SchemaCheck schemas = new SchemaCheck();

        @Inject
        Sources(
                Publication publication,
                PinnedTools tools,
                Exemptions exemptions,
                McpConnections connections,
                Reach reach,
                ConnectFirst connectFirst) {
            this.reach = reach;
            this.connectFirst = connectFirst;
            this.connections = connections;
            this.publication = publication;
            this.tools = tools;
            this.exemptions = exemptions;
        }

        Publication publication() {
            return publication;
        }

        PinnedTools tools() {
            return tools;
        }

        /// @param longest most bytes of canonical arguments
        ToolGate gate(int longest) {
            return new ToolGate(
                    publication::agent,
                    wanted -> tools.find(wanted.connector(), wanted.tool()),
                    wanted -> exemptions.holds(new Exemptions.Case(
                            wanted.connector(),
                            wanted.tool(),
                            wanted.who().agent(),
                            wanted.who().version())),
                    new ArgumentCheck(schemas),
                    new ToolGate.Rules(publication.policies(), publication.halts()),
                    longest);
        }

        Reach reach() {
            return reach;
        }

        ConnectFirst connectFirst() {
            return connectFirst;
        }

        McpConnections connections() {
            return connections;
        }

        SchemaCheck schemas() {
            return schemas;
        }
    }
}
