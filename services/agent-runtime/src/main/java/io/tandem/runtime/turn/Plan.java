package io.tandem.runtime.turn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.a2a.Message;
import io.tandem.a2a.Part;
import io.tandem.a2a.Role;
import io.tandem.events.EventJson;
import io.tandem.events.PlanNotice;
import io.tandem.runtime.journal.Entry;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an agent wants to call, told before it calls anything, and whether a person has agreed.
///
/// @param steps in order; none for an answer without any call
record Plan(List<PlanNotice.Step> steps) {
    /// The function that a model proposes a plan with.
    static final String PROPOSE = "plan";

    private static final Pattern YES = Pattern.compile(
            "(?i)\\s*(yes|ok|okay|agreed|i agree|agree|go|go ahead|do it|please do|ja|einverstanden)[\\s.!]*");
    private static final String EVALUATION = "service:tandem-governance";
    private static final String AGENT = "agent:";

    Plan {
        steps = List.copyOf(steps);
    }

    static Plan of(Entry.ToolCall call) {
        List<PlanNotice.Step> steps = new ArrayList<>();
        for (JsonNode step : call.arguments().path("steps")) {
            steps.add(new PlanNotice.Step(
                    step.path("tool").asText(), step.path("why").asText()));
        }
        return new Plan(steps);
    }

    /// The plan that was agreed to, null if none was.
    static @Nullable Plan agreed(Turns turns) {
        Plan agreed = null;
        for (Entry.ToolCall call : turns.callsOf(PROPOSE)) {
            Entry.ToolOutcome outcome = turns.outcomeOf(call.id());
            if (outcome != null && outcome.status().equals("ok")) {
                agreed = of(call);
            }
        }
        return agreed;
    }

    List<String> tools() {
        return steps.stream().map(PlanNotice.Step::tool).distinct().toList();
    }

    /// What the version cannot call, if the plan names such a thing.
    ///
    /// @param held whether the version holds it
    Optional<String> unknown(Predicate<String> held) {
        return tools().stream().filter(Predicate.not(held)).findFirst();
    }

    /// Whether that answers it with a yes. Another plan's hash is no yes, and an agent's words are none.
    boolean agreedBy(Entry.Received answer) {
        if (answer.from().startsWith(AGENT)) {
            return false;
        }
        Message message = answer.message();
        JsonNode said = message.metadata() == null ? null : message.metadata().get(PlanNotice.URI);
        if (said == null) {
            return YES.matcher(message.text()).matches();
        }
        try {
            PlanNotice.Answer given = EventJson.read(said, PlanNotice.Answer.class);
            return Boolean.TRUE.equals(given.agree()) && hash().equals(given.hash());
        } catch (IllegalArgumentException e) {
            return false; // whatever it says, it is no yes
        }
    }

    /// In a trial there is nobody to ask; the plan holds all the same.
    static boolean nobodyToAsk(Turns turns) {
        return turns.entries().getFirst().entry() instanceof Entry.Received first
                && first.from().equals(EVALUATION);
    }

    /// Shows it to whoever asked.
    Message notice(String id) {
        StringBuilder text = new StringBuilder(steps.isEmpty() ? "I would answer without calling anything." : "");
        for (int at = 0; at < steps.size(); at++) {
            text.append(at == 0 ? "I would do this, and nothing else:" : "");
            text.append('\n').append(at + 1).append(". ").append(steps.get(at).tool());
            text.append(": ").append(steps.get(at).why());
        }
        text.append("\nSay yes, or what should be otherwise.");
        return new Message(
                id,
                null,
                null,
                Role.AGENT,
                List.of(Part.text(text.toString())),
                JsonNodeFactory.instance
                        .objectNode()
                        .set(PlanNotice.URI, EventJson.toTree(new PlanNotice(hash(), steps))),
                List.of(PlanNotice.URI),
                List.of());
    }

    private String hash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(EventJson.write(steps)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
