package io.tandem.acceptance;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.A2aHttpClient;
import io.tandem.a2a.GetTaskRequest;
import io.tandem.a2a.Message;
import io.tandem.a2a.Part;
import io.tandem.a2a.SendMessageConfiguration;
import io.tandem.a2a.SendMessageRequest;
import io.tandem.a2a.SendMessageResponse;
import io.tandem.a2a.Task;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One question to an agent that works with the local model, and what became of it.
final class Asked {
    private static final Duration LONGEST = Duration.ofMinutes(40);
    private static final Pattern GROUPS = Pattern.compile("(?<=\\d)[,\u00a0\u202f'](?=\\d{3})");

    private final TandemUnderTest tandem;
    private final String agent;
    private final String question;
    private final List<String> tools = new ArrayList<>();
    private final List<String> queries = new ArrayList<>();
    private @Nullable Task task;
    private @Nullable ShopTruth truth;

    Asked(TandemUnderTest tandem, String agent, String question) {
        this.tandem = tandem;
        this.agent = agent;
        this.question = question;
    }

    void ask() {
        SendMessageRequest request = new SendMessageRequest(
                null,
                Message.user(UUID.randomUUID().toString(), question),
                new SendMessageConfiguration(List.of(), null, 0, true),
                null);
        String id;
        try (A2aHttpClient client = tandem.agent(agent, "builder")) {
            id = ((SendMessageResponse.OfTask) client.send(request)).task().id();
        }
        await().atMost(LONGEST).pollInterval(Duration.ofSeconds(2)).until(() -> {
            try (A2aHttpClient client = tandem.agent(agent, "builder")) {
                task = client.get(new GetTaskRequest(null, id, null));
            }
            return task.status().state().isTerminal();
        });
        JsonNode steps =
                Api.as(tandem, "builder").get("/api/v1/tasks/" + id + "/steps").body();
        for (JsonNode step : steps.path("items")) {
            if (step.path("kind").asText().equals("tool-intent")) {
                tools.add(step.findPath("tool").asText());
                queries.add(step.findPath("sql").asText());
            }
        }
    }

    void compare(ShopTruth now) {
        truth = now;
    }

    String question() {
        return question;
    }

    List<String> tools() {
        return tools;
    }

    List<String> queries() {
        return queries;
    }

    String answer() {
        StringBuilder text = new StringBuilder();
        if (task != null) {
            task.artifacts().forEach(artifact -> artifact.parts().forEach(part -> {
                if (part instanceof Part.Text said) {
                    text.append(said.text());
                }
            }));
        }
        return task == null || text.isEmpty() ? "(no answer: " + task + ")" : text.toString();
    }

    /// Whether the answer gives the total that SQL gives.
    boolean right() {
        return truth != null && gives(truth.total());
    }

    /// Whether it names each customer with the right amount.
    boolean eachRight() {
        return truth != null
                && truth.byCustomer().entrySet().stream()
                        .allMatch((Map.Entry<String, BigDecimal> one) ->
                                answer().contains(one.getKey()) && gives(one.getValue()));
    }

    private boolean gives(BigDecimal amount) {
        String plain = GROUPS.matcher(answer()).replaceAll("");
        String whole = Pattern.quote(amount.setScale(2).toPlainString());
        String bare = Pattern.quote(amount.stripTrailingZeros().toPlainString());
        return Pattern.compile("(?<![\\d.])(" + whole + "|" + bare + ")(?![\\d])")
                .matcher(plain)
                .find();
    }
}
