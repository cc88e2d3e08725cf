package io.tandem.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.A2aHttpClient;
import io.tandem.a2a.Message;
import io.tandem.a2a.SendMessageConfiguration;
import io.tandem.a2a.SendMessageRequest;
import io.tandem.a2a.SendMessageResponse;
import io.tandem.cli.demo.DemoProgress.Item;
import io.tandem.cli.demo.DemoProgress.State;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.ProblemSentence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Leaves one call of a writing tool waiting for an approval: the author tries the draft of `credit-clerk`.
record ApprovalStep(Platform author, Platform approver) {
    static final String NAME = "approval";
    static final String AGENT = "credit-clerk";

    private static final int MOST_ATTEMPTS = 3;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String REQUEST =
            "Issue a credit note over 25.00 EUR on invoice INV-00017; the reason is goods damaged in transit.";

    Item advance(Item before, AgentStep.Room room) {
        if (waits()) {
            return before.now(State.DONE, "waits for somebody to decide: ./tandem approvals list");
        }
        if (before.task().isEmpty()) {
            if (!room.missing().isEmpty()) {
                return before.now(State.WAITING, "waits for a model: " + room.missing());
            }
            if (!room.free() || author.find("/api/v1/agents/" + AGENT).isEmpty()) {
                return before.now(State.WAITING, "waits for its turn");
            }
            return ask(before);
        }
        String state = author.get("/api/v1/tasks/" + Platform.segment(before.task()))
                .path("summary")
                .path("state")
                .asText();
        return switch (state) {
            case "COMPLETED", "FAILED", "CANCELED", "REJECTED" ->
                before.attempts() >= MOST_ATTEMPTS
                        ? before.now(
                                State.FAILED,
                                "the model did not call the tool; see ./tandem tasks steps " + before.task())
                        : new Item(NAME, State.WORKING, "asks once more", "", before.attempts());
            default -> before.now(State.WORKING, "the agent is at work");
        };
    }

    private boolean waits() {
        for (JsonNode approval :
                approver.get("/api/v1/approvals?status=waiting&pageSize=100").path("items")) {
            if (approval.path("agent").asText().equals(AGENT)) {
                return true;
            }
        }
        return false;
    }

    private Item ask(Item before) {
        String trial = author.post("/api/v1/agents/" + AGENT + "/draft/trial", Map.of())
                .path("agent")
                .asText();
        try (A2aHttpClient client = author.agent(trial, TIMEOUT)) {
            SendMessageResponse sent = client.send(new SendMessageRequest(
                    null,
                    Message.user(UUID.randomUUID().toString(), REQUEST),
                    new SendMessageConfiguration(List.of(), null, 0, true),
                    null));
            return switch (sent) {
                case SendMessageResponse.OfTask task ->
                    new Item(
                            NAME,
                            State.WORKING,
                            "the agent is at work",
                            task.task().id(),
                            before.attempts() + 1);
                case SendMessageResponse.OfMessage message ->
                    new Item(NAME, State.FAILED, "the agent answered without a task", "", before.attempts() + 1);
            };
        } catch (A2aException e) {
            throw ProblemSentence.failure(e, trial);
        }
    }
}
