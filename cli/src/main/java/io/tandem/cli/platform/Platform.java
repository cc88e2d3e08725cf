package io.tandem.cli.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tandem.a2a.A2aHttpClient;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The public surface of one platform, spoken to as one person. Every refusal comes as a [Failure] with its sentence.
public final class Platform {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /// A designer that works on a small local model takes minutes.
    private static final Duration PATIENT = Duration.ofMinutes(15);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final URI base;
    private final Supplier<String> token;

    public Platform(URI base, Supplier<String> token) {
        this.base = base;
        this.token = token;
    }

    public URI base() {
        return base;
    }

    public JsonNode get(String path) {
        return exchange(request(path).GET()).body();
    }

    /// With the entity tag.
    public Answer read(String path) {
        return exchange(request(path).GET());
    }

    /// Empty where there is no such thing, or nothing that this person may see.
    public Optional<Answer> find(String path) {
        try {
            return Optional.of(read(path));
        } catch (Failure e) {
            if (e.exitCode() == ExitCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// The body in another form than JSON.
    public String text(String path, String mediaType) {
        HttpRequest request = request(path).setHeader("Accept", mediaType).GET().build();
        HttpResponse<String> response = send(request, BodyHandlers.ofString());
        check(response.statusCode(), response.body());
        return response.body();
    }

    /// The body as a stream, for what is too large to hold.
    public InputStream stream(String path) {
        return stream(path, "*/*");
    }

    /// The body as a stream of server-sent events, for what tells how far it is.
    public InputStream events(String path) {
        return stream(path, "text/event-stream, application/problem+json");
    }

    private InputStream stream(String path, String mediaType) {
        HttpResponse<InputStream> response =
                send(request(path).setHeader("Accept", mediaType).GET().build(), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            try (InputStream body = response.body()) {
                check(response.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw gone(e);
            }
        }
        return response.body();
    }

    public JsonNode post(String path, Object body) {
        return exchange(json(path).POST(BodyPublishers.ofString(JsonFile.text(body))))
                .body();
    }

    public JsonNode put(String path, Object body) {
        return exchange(json(path).PUT(BodyPublishers.ofString(JsonFile.text(body))))
                .body();
    }

    public JsonNode delete(String path) {
        return exchange(request(path).DELETE()).body();
    }

    /// For what a model works on: waits for many minutes.
    public JsonNode postPatiently(String path, Object body) {
        return exchange(json(path).timeout(PATIENT).POST(BodyPublishers.ofString(JsonFile.text(body))))
                .body();
    }

    /// @param mediaType of the text
    public JsonNode post(String path, String text, String mediaType) {
        return exchange(request(path).header("Content-Type", mediaType).POST(BodyPublishers.ofString(text)))
                .body();
    }

    /// Replaces what has this entity tag.
    ///
    /// @param mediaType of the text
    public JsonNode put(String path, String text, String mediaType, String etag) {
        return exchange(request(path)
                        .header("Content-Type", mediaType)
                        .header("If-Match", etag)
                        .PUT(BodyPublishers.ofString(text)))
                .body();
    }

    /// An A2A client for an agent's name, or `name@version`.
    public A2aHttpClient agent(String name, Duration timeout) {
        return new A2aHttpClient(
                base.resolve(base.getPath() + "/a2a/agents/" + segment(name)),
                A2aHttpClient.Settings.defaults().withBearer(token).withTimeouts(timeout, Duration.ofMinutes(10)));
    }

    /// A name as one segment of a path.
    public static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%40", "@");
    }

    /// `path?a=b` of the parameters that are not empty.
    public static String query(String path, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .filter(parameter -> !parameter.getValue().isEmpty())
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    private HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(TIMEOUT)
                .header("Accept", "application/json, application/problem+json")
                .header("Authorization", "Bearer " + token.get());
    }

    private Answer exchange(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request.build(), BodyHandlers.ofString());
        check(response.statusCode(), response.body());
        return new Answer(
                response.statusCode(),
                tree(response.body()),
                response.headers().firstValue("ETag").orElse(null));
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw gone(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("The command was interrupted.", e);
        }
    }

    private Failure gone(IOException cause) {
        return new Failure(
                ExitCode.PLATFORM_DOWN,
                "No platform answers at " + base + ": see ./tandem status, or start it with ./tandem up.",
                cause);
    }

    private static void check(int status, String body) {
        if (status >= 300) {
            throw ProblemSentence.failure(status, tree(body));
        }
    }

    private static JsonNode tree(String body) {
        try {
            return body.isBlank() ? MissingNode.getInstance() : JsonFile.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
