package io.tandem.gateway.a2a;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.JsonRpcException;
import io.tandem.a2a.JsonRpcRequest;
import io.tandem.a2a.Operation;
import io.tandem.a2a.kafka.KafkaCall;
import io.tandem.events.AgentSight;
import io.tandem.gateway.approval.ApprovalAnswers;
import io.tandem.gateway.calls.AgentCalls;
import io.tandem.gateway.calls.Ask;
import io.tandem.gateway.calls.GatewaySettings;
import io.tandem.gateway.delegation.CallerHandover;
import io.tandem.kit.identity.Caller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One request of either binding, from its bytes to its answer.
///
/// What does not depend on the agent is checked first, so that its refusals are the same for every name.
@Singleton
public class Exchange {
    private static final Logger LOG = Logger.getLogger(Exchange.class);

    private final AgentCalls calls;
    private final GatewaySettings settings;
    private final CurrentVertxRequest connection;
    private final ApprovalAnswers approvals;
    private final CallerHandover handover;

    @Inject
    public Exchange(
            AgentCalls calls,
            GatewaySettings settings,
            CurrentVertxRequest connection,
            ApprovalAnswers approvals,
            CallerHandover handover) {
        this.handover = handover;
        this.approvals = approvals;
        this.calls = calls;
        this.settings = settings;
        this.connection = connection;
    }

    /// A JSON-RPC request.
    Response jsonRpc(Incoming incoming, byte[] body) {
        JsonRpcForm form = new JsonRpcForm(NullNode.getInstance());
        try {
            incoming.checkBody();
            JsonRpcRequest request = JsonRpcRequest.parse(body);
            form = new JsonRpcForm(request.id());
            incoming.checkVersion();
            return answer(incoming, request.operation(), request.params(), A2aJson.write(request.params()), form);
        } catch (JsonRpcException e) {
            return refusal(incoming, new JsonRpcForm(e.id()), e.error());
        } catch (A2aException e) {
            return refusal(incoming, form, e);
        } catch (RuntimeException e) {
            return refusal(incoming, form, unforeseen(e));
        }
    }

    /// A request of HTTP+JSON without a body, its parameters put together from path and query.
    Response http(Incoming incoming, Operation operation, Supplier<JsonNode> parameters) {
        HttpJsonForm form = new HttpJsonForm();
        try {
            incoming.checkVersion();
            JsonNode tree = parameters.get();
            return answer(incoming, operation, tree, A2aJson.write(tree), form);
        } catch (A2aException e) {
            return refusal(incoming, form, e);
        } catch (RuntimeException e) {
            return refusal(incoming, form, unforeseen(e));
        }
    }

    /// A request of HTTP+JSON whose body is the operation's request.
    Response http(Incoming incoming, Operation operation, byte[] body) {
        HttpJsonForm form = new HttpJsonForm();
        try {
            incoming.checkBody();
            incoming.checkVersion();
            JsonNode tree = A2aJson.parse(body);
            if (!tree.isObject()) {
                throw new A2aException(A2aError.INVALID_REQUEST, "The body must be one JSON object");
            }
            return answer(incoming, operation, tree, body, form);
        } catch (A2aException e) {
            return refusal(incoming, form, e);
        } catch (RuntimeException e) {
            return refusal(incoming, form, unforeseen(e));
        }
    }

    private Response answer(Incoming incoming, Operation operation, JsonNode tree, byte[] request, WireForm form) {
        Optional<byte[]> decided = operation == Operation.SEND_MESSAGE || operation == Operation.SEND_STREAMING_MESSAGE
                ? approvals.answer(incoming.agent(), tree)
                : Optional.empty();
        if (decided.isPresent()) {
            byte[] message = form.result(decided.get());
            return operation.streaming()
                    ? EventStream.single(message)
                    : Response.ok(message, incoming.answerType()).build();
        }
        AgentSight agent = calls.agent(incoming.agent(), incoming.caller());
        checkOffered(operation, agent, incoming.caller());
        @Nullable Long after = operation.streaming() ? incoming.afterSeq() : null;
        Ask ask =
                new Ask(operation, agent, incoming.caller(), taskOf(operation, tree), after, incoming.trace(), request);
        if (!operation.streaming()) {
            return Response.ok(form.result(calls.ask(ask)), incoming.answerType())
                    .build();
        }
        KafkaCall call = calls.open(ask);
        return EventStream.begin(new EventStream.Source(calls, settings, ask), call, form, connection.getCurrent());
    }

    private void checkOffered(Operation operation, AgentSight agent, Caller caller) {
        switch (operation) {
            case SEND_MESSAGE, SEND_STREAMING_MESSAGE -> {
                calls.checkTakesTasks(agent, caller);
                handover.hand(agent, caller);
            }
            case GET_TASK, SUBSCRIBE_TO_TASK -> handover.renew(agent, caller);
            case LIST_TASKS, CANCEL_TASK -> {}
            case CREATE_TASK_PUSH_NOTIFICATION_CONFIG,
                    GET_TASK_PUSH_NOTIFICATION_CONFIG,
                    LIST_TASK_PUSH_NOTIFICATION_CONFIGS,
                    DELETE_TASK_PUSH_NOTIFICATION_CONFIG ->
                throw new A2aException(A2aError.PUSH_NOTIFICATION_NOT_SUPPORTED);
            case GET_EXTENDED_AGENT_CARD -> throw new A2aException(A2aError.EXTENDED_AGENT_CARD_NOT_CONFIGURED);
        }
    }

    /// The task that a request names: it is the record's key, so that one task's commands keep their order.
    private static @Nullable String taskOf(Operation operation, JsonNode tree) {
        JsonNode id =
                switch (operation) {
                    case SEND_MESSAGE, SEND_STREAMING_MESSAGE -> {
                        JsonNode message = tree.path("message");
                        yield message.has("taskId") ? message.path("taskId") : message.path("task_id");
                    }
                    case LIST_TASKS -> NullNode.getInstance();
                    default -> tree.path("id");
                };
        return id.isTextual() && !id.textValue().isEmpty() ? id.textValue() : null;
    }

    private static Response refusal(Incoming incoming, WireForm form, A2aException error) {
        return Response.status(form.status(error))
                .type(incoming.answerType())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(form.error(error))
                .build();
    }

    private static A2aException unforeseen(RuntimeException e) {
        LOG.error("an A2A request failed", e);
        return new A2aException(A2aError.INTERNAL_ERROR);
    }
}
