package io.tandem.gateway.a2a;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.Operation;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/// A2A 1.0 over HTTP+JSON (specification 11), below the same base as JSON-RPC.
@Path("/a2a/agents/{agent}")
@Authenticated
@RunOnVirtualThread
public class HttpJsonResource {
    private final Exchange exchange;
    private final SecurityIdentity identity;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    @Inject
    @SuppressWarnings("NullAway.Init") // The container sets the context fields.
    public HttpJsonResource(Exchange exchange, SecurityIdentity identity) {
        this.exchange = exchange;
        this.identity = identity;
    }

    @POST
    @Path("message:send")
    @Consumes(MediaType.WILDCARD)
    public Response send(@PathParam("agent") String agent, byte[] body) {
        return exchange.http(incoming(agent), Operation.SEND_MESSAGE, body);
    }

    @POST
    @Path("message:stream")
    @Consumes(MediaType.WILDCARD)
    public Response stream(@PathParam("agent") String agent, byte[] body) {
        return exchange.http(incoming(agent), Operation.SEND_STREAMING_MESSAGE, body);
    }

    @GET
    @Path("tasks")
    public Response list(@PathParam("agent") String agent) {
        return exchange.http(incoming(agent), Operation.LIST_TASKS, () -> QueryJson.of(uri.getQueryParameters()));
    }

    /// `/tasks/{id}`, and `/tasks/{id}:subscribe` for clients whose event source can only GET.
    @GET
    @Path("tasks/{task}")
    public Response get(@PathParam("agent") String agent, @PathParam("task") String segment) {
        TaskPath task = TaskPath.of(segment);
        Operation operation = task.verb().equals("subscribe") ? Operation.SUBSCRIBE_TO_TASK : Operation.GET_TASK;
        return exchange.http(incoming(agent), operation, () -> {
            if (!task.verb().isEmpty() && operation == Operation.GET_TASK) {
                throw TaskPath.unknown();
            }
            return QueryJson.of(uri.getQueryParameters(), task.id());
        });
    }

    /// `/tasks/{id}:cancel` and `/tasks/{id}:subscribe`; the body is optional.
    @POST
    @Path("tasks/{task}")
    @Consumes(MediaType.WILDCARD)
    public Response change(@PathParam("agent") String agent, @PathParam("task") String segment, byte[] body) {
        TaskPath task = TaskPath.of(segment);
        Operation operation = task.verb().equals("subscribe") ? Operation.SUBSCRIBE_TO_TASK : Operation.CANCEL_TASK;
        return exchange.http(incoming(agent), operation, () -> {
            if (!task.verb().equals("cancel") && operation == Operation.CANCEL_TASK) {
                throw TaskPath.unknown();
            }
            return object(body).put("id", task.id());
        });
    }

    @POST
    @Path("tasks/{task}/pushNotificationConfigs")
    @Consumes(MediaType.WILDCARD)
    public Response createPush(@PathParam("agent") String agent, @PathParam("task") String task) {
        return push(agent, Operation.CREATE_TASK_PUSH_NOTIFICATION_CONFIG);
    }

    @GET
    @Path("tasks/{task}/pushNotificationConfigs")
    public Response listPush(@PathParam("agent") String agent, @PathParam("task") String task) {
        return push(agent, Operation.LIST_TASK_PUSH_NOTIFICATION_CONFIGS);
    }

    @GET
    @Path("tasks/{task}/pushNotificationConfigs/{config}")
    public Response getPush(@PathParam("agent") String agent, @PathParam("task") String task) {
        return push(agent, Operation.GET_TASK_PUSH_NOTIFICATION_CONFIG);
    }

    @DELETE
    @Path("tasks/{task}/pushNotificationConfigs/{config}")
    public Response deletePush(@PathParam("agent") String agent, @PathParam("task") String task) {
        return push(agent, Operation.DELETE_TASK_PUSH_NOTIFICATION_CONFIG);
    }

    @GET
    @Path("extendedAgentCard")
    public Response extendedCard(@PathParam("agent") String agent) {
        return push(agent, Operation.GET_EXTENDED_AGENT_CARD);
    }

    private Response push(String agent, Operation operation) {
        return exchange.http(incoming(agent), operation, () -> QueryJson.of(uri.getQueryParameters()));
    }

    private Incoming incoming(String agent) {
        return Incoming.of(agent, identity, headers, uri);
    }

    private static ObjectNode object(byte[] body) {
        if (body.length == 0) {
            return A2aJson.parse(new byte[] {'{', '}'}).deepCopy();
        }
        if (A2aJson.parse(body) instanceof ObjectNode object) {
            return object;
        }
        throw A2aException.invalid("", "The body must be one JSON object");
    }
}
