package io.tandem.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.agents.Draft;
import io.tandem.cli.demo.DemoAgent.Aim;
import io.tandem.cli.demo.DemoProgress.Item;
import io.tandem.cli.demo.DemoProgress.State;
import io.tandem.cli.platform.Answer;
import io.tandem.cli.platform.Platform;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// Brings one agent a step further in its lifecycle, from wherever it stands. Never waits, and never does a thing
/// twice: what to do next is read off the platform each time.
///
/// @param author who writes and submits
/// @param approver who decides
record AgentStep(Platform author, Platform approver) {
    private static final int MOST_EVALUATIONS = 3;
    private static final String REASON = "Demo set: every case of its evaluation was read and found in order.";

    /// @param free whether another evaluation may begin now
    /// @param missing why no model answers, empty where one does
    record Room(boolean free, String missing) {}

    Item advance(DemoAgent agent, Item before, Room room) {
        String path = "/api/v1/agents/" + agent.name();
        Optional<Answer> known = author.find(path);
        if (known.isEmpty()) {
            author.post("/api/v1/agents", agent.definition(), Draft.YAML);
            return before.now(State.WORKING, "the draft is saved");
        }
        if (known.get().body().path("latestVersion").asInt() == 0) {
            author.post(path + "/versions", Map.of());
            return before.now(State.WORKING, "version 1 is saved");
        }
        JsonNode version = author.get(path + "/versions/1");
        String state = version.path("state").asText();
        return switch (state) {
            case "DRAFT" -> draft(agent, before, version, room);
            case "IN_EVALUATION" -> before.now(State.WORKING, evaluation(agent));
            case "IN_REVIEW" -> review(agent, before);
            default -> before.now(State.DONE, state);
        };
    }

    private Item draft(DemoAgent agent, Item before, JsonNode version, Room room) {
        JsonNode result = version.path("evaluation");
        boolean failed = result.isObject() && !result.path("passed").asBoolean();
        if (failed && agent.aim() == Aim.EVALUATION_FAILED) {
            return before.now(State.DONE, "its evaluation failed, as it was meant to");
        }
        long tried = StreamSupport.stream(version.path("moves").spliterator(), false)
                .filter(move -> move.path("to").asText().equals("IN_EVALUATION"))
                .count();
        if (failed && tried >= MOST_EVALUATIONS) {
            return before.now(
                    State.FAILED,
                    "passed " + result.path("passedCases").asText() + " of "
                            + result.path("cases").asText() + " cases, " + tried + " times; see ./tandem evaluate "
                            + agent.name() + "@1");
        }
        if (!room.missing().isEmpty()) {
            return before.now(State.WAITING, "waits for a model: " + room.missing());
        }
        Optional<String> peer =
                agent.after().stream().filter(name -> !active(name)).findFirst();
        if (peer.isPresent()) {
            return before.now(State.WAITING, "waits until " + peer.get() + " is active");
        }
        if (!room.free()) {
            return before.now(State.WAITING, "waits for its turn to be evaluated");
        }
        author.post("/api/v1/agents/" + agent.name() + "/versions/1/transitions", Map.of("to", "IN_EVALUATION"));
        return before.now(State.WORKING, "its evaluation begins");
    }

    private Item review(DemoAgent agent, Item before) {
        if (agent.aim() != Aim.ACTIVE) {
            return before.now(State.DONE, "waits for a review");
        }
        approver.post(
                "/api/v1/agents/" + agent.name() + "/versions/1/transitions", Map.of("to", "ACTIVE", "reason", REASON));
        return before.now(State.DONE, "ACTIVE");
    }

    private boolean active(String name) {
        return author.find("/api/v1/agents/" + name)
                .filter(answer -> answer.body().hasNonNull("activeVersion"))
                .isPresent();
    }

    private String evaluation(DemoAgent agent) {
        JsonNode newest = author.get("/api/v1/evaluations?pageSize=1&version=1&agent=" + agent.name())
                .path("items")
                .path(0);
        String problem = newest.path("problem").asText("");
        return newest.isMissingNode()
                ? "waits for its evaluation to begin"
                : "in evaluation, " + newest.path("doneRuns").asInt() + " of "
                        + newest.path("runs").asInt() + " runs done" + (problem.isEmpty() ? "" : ": " + problem);
    }
}
