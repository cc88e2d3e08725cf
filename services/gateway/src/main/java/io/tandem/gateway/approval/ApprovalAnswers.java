package io.tandem.gateway.approval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.Message;
import io.tandem.a2a.Part;
import io.tandem.a2a.Role;
import io.tandem.a2a.SendMessageRequest;
import io.tandem.a2a.SendMessageResponse;
import io.tandem.events.ApprovalNotice;
import io.tandem.events.EventJson;
import io.tandem.gateway.calls.GatewaySettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/// Messages that decide on an approval: they carry [ApprovalNotice.Answer] in their metadata. They are no work for the
/// agent and never reach it; the hub decides on them as it does for everybody else.
@Singleton
public class ApprovalAnswers {
    private final HubApprovals hub;
    private final SecurityIdentity identity;

    @Inject
    public ApprovalAnswers(GatewaySettings settings, SecurityIdentity identity) {
        this.hub = new HubApprovals(
                settings.hubUrl(),
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .build());
        this.identity = identity;
    }

    /// Takes the decision that a message carries, under the sender's own token.
    ///
    /// @param agent the name that the message was sent to
    /// @param request a `SendMessageRequest`
    /// @return the answer, one message; empty for a message that decides nothing
    /// @throws A2aException for a decision that is not complete, not about that task, or not the sender's to take
    public Optional<byte[]> answer(String agent, JsonNode request) {
        if (!request.path("message").path("metadata").has(ApprovalNotice.URI)) {
            return Optional.empty();
        }
        Message message = A2aJson.read(request, SendMessageRequest.class).message();
        ApprovalNotice.Answer answer = read(message);
        String token = ((JsonWebToken) identity.getPrincipal()).getRawToken();
        String id = given("approvalId", answer.approvalId());
        ObjectNode decision = JsonNodeFactory.instance.objectNode();
        decision.put("hash", given("hash", answer.hash())).put("decision", given("decision", answer.decision()));
        if (answer.reason() != null) {
            decision.put("reason", answer.reason());
        }
        if (answer.arguments() != null) {
            decision.set("arguments", answer.arguments());
        }
        JsonNode known = hub.get(id, token);
        String task = known.path("taskId").asText();
        if (!task.equals(message.taskId())
                || !agent.split("@", 2)[0].equals(known.path("agent").asText())) {
            throw A2aException.invalid("message.taskId", "is not the task that asks for this approval");
        }
        JsonNode decided = hub.decide(id, decision, token);
        return Optional.of(A2aJson.write(new SendMessageResponse.OfMessage(told(message, decided))));
    }

    private static ApprovalNotice.Answer read(Message message) {
        ObjectNode metadata = message.metadata();
        try {
            return EventJson.read(
                    metadata == null ? JsonNodeFactory.instance.objectNode() : metadata.path(ApprovalNotice.URI),
                    ApprovalNotice.Answer.class);
        } catch (IllegalArgumentException e) {
            throw invalid("", "is no decision: approvalId, hash, decision, reason");
        }
    }

    private static String given(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw invalid("." + field, "is missing");
        }
        return value;
    }

    private static A2aException invalid(String field, String what) {
        return A2aException.invalid("message.metadata[" + ApprovalNotice.URI + "]" + field, what);
    }

    private static Message told(Message message, JsonNode decided) {
        ObjectNode said = JsonNodeFactory.instance.objectNode();
        said.put("approvalId", decided.path("id").asText())
                .put("hash", decided.path("bindingHash").asText())
                .put("status", decided.path("status").asText());
        return new Message(
                message.messageId() + ":decided",
                message.contextId(),
                message.taskId(),
                Role.AGENT,
                List.of(Part.text("The approval is " + decided.path("status").asText() + "; the task goes on.")),
                JsonNodeFactory.instance.objectNode().set(ApprovalNotice.URI, said),
                List.of(ApprovalNotice.URI),
                List.of());
    }
}
