package io.tandem.runtime.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.EventJson;
import io.tandem.runtime.activation.Outside;
import io.tandem.runtime.agent.ModelRequest;
import io.tandem.runtime.task.TaskHead;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Model turns, streamed from the model router. Aborting closes the connection, which reaches the provider.
///
/// A call that failed in a way that may pass is made again a few times: nothing outside the journal changes by it.
/// While the router itself is away the task waits, as long as its budget of time lasts.
final class ModelCalls {
    private static final Logger LOG = Logger.getLogger(ModelCalls.class);
    private static final String PATH = "/v1/chat/completions";
    private static final String FAILED = "MODEL_UNAVAILABLE";
    private static final int SPENT = 402;
    private static final Duration FIRST_ANSWER = Duration.ofMinutes(5);
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(1), Duration.ofSeconds(4));

    private static final Duration ROUTER_AWAY = Duration.ofSeconds(5);

    private final ServiceCalls services;

    ModelCalls(ServiceCalls services) {
        this.services = services;
    }

    Outside.Done think(ModelRequest request, Outside.Held held) {
        @Nullable String problem = null;
        for (int attempt = 0; attempt <= PAUSES.size(); attempt++) {
            if (held.abort().asked()) {
                return new Outside.Done.Aborted();
            }
            try {
                return once(request, held);
            } catch (IOException e) {
                if (held.abort().asked()) {
                    return new Outside.Done.Aborted();
                }
                LOG.warnf("model call of task %s: %s", held.head().id(), e.getMessage());
                problem = e instanceof ModelProblem ? String.valueOf(e.getMessage()) : null;
                pause(attempt);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Outside.Done.Aborted();
            }
        }
        if (held.abort().asked()) {
            return new Outside.Done.Aborted();
        }
        return problem == null
                ? new Outside.Done.Later("the model router", Instant.now().plus(ROUTER_AWAY))
                : new Outside.Done.Impossible(FAILED, problem);
    }

    /// A failure of the model's side that may pass.
    private static final class ModelProblem extends IOException {
        private static final long serialVersionUID = 1L;

        ModelProblem(String message) {
            super(message);
        }
    }

    private Outside.Done once(ModelRequest request, Outside.Held held) throws IOException, InterruptedException {
        ModelAnswer turn = new ModelAnswer(held.deltas());
        HttpResponse<InputStream> answer = services.post(
                new ServiceCalls.Request(PATH, headers(request, held), body(request), FIRST_ANSWER),
                HttpResponse.BodyHandlers.ofInputStream(),
                held.abort());
        try (InputStream stream = answer.body()) {
            held.abort().onAbort(() -> close(stream));
            if (answer.statusCode() != 200) {
                return problem(answer.statusCode(), stream.readAllBytes());
            }
            return read(stream, turn, held);
        }
    }

    private static Outside.Done read(InputStream stream, ModelAnswer answer, Outside.Held held) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null) {
            if (line.startsWith("data:")) {
                String data = line.substring("data:".length()).strip();
                if (data.equals("[DONE]")) {
                    return new Outside.Done.Outcome(List.of(answer.turn(held.seq())));
                }
                JsonNode chunk = chunk(data);
                if (chunk.hasNonNull("error")) {
                    throw new ModelProblem(chunk.get("error").path("message").asText("The model failed"));
                }
                answer.add(chunk);
            }
            line = lines.readLine();
        }
        if (held.abort().asked()) {
            return new Outside.Done.Aborted();
        }
        throw new ModelProblem("The model's answer broke off");
    }

    private static JsonNode chunk(String data) throws ModelProblem {
        try {
            return EventJson.read(data.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        } catch (IllegalArgumentException e) {
            throw new ModelProblem("The model router sent something unreadable");
        }
    }

    private static Outside.Done problem(int status, byte[] body) throws ModelProblem {
        @Nullable String message = null;
        try {
            message = EventJson.read(body, JsonNode.class).at("/error/message").asText(null);
        } catch (IllegalArgumentException e) {
            LOG.debugf("problem without a body, status %d", status);
        }
        String text = message == null ? "The model router answered " + status : message;
        if (status == SPENT) {
            return new Outside.Done.Impossible("BUDGET_EXCEEDED", text);
        }
        if (status == 429 || status >= 500 && status != 503) {
            throw new ModelProblem(text);
        }
        return new Outside.Done.Impossible(FAILED, text);
    }

    private static ObjectNode body(ModelRequest request) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("model", request.model());
        body.put("stream", true);
        body.putObject("stream_options").put("include_usage", true);
        body.put("temperature", 0);
        body.set("messages", request.messages());
        if (!request.tools().isEmpty()) {
            body.set("tools", request.tools());
        }
        return body;
    }

    private static Map<String, String> headers(ModelRequest request, Outside.Held held) {
        TaskHead head = held.head();
        Map<String, String> headers = new HashMap<>(Map.of(
                "Tandem-Task", head.id(),
                "Tandem-Seq", Long.toString(held.seq()),
                "Tandem-Team", head.team(),
                "Tandem-Agent", head.agent(),
                "Tandem-Version", head.version(),
                "Tandem-On-Behalf-Of", head.owner()));
        if (request.perDay() != null) {
            headers.put("Tandem-Agent-Per-Day", request.perDay().toPlainString());
        }
        return headers;
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            LOG.debugf("closing a model call: %s", e.getMessage());
        }
    }

    private static void pause(int attempt) {
        if (attempt < PAUSES.size()) {
            try {
                Thread.sleep(PAUSES.get(attempt));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
