package io.tandem.hub.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.events.EventJson;
import io.tandem.hub.egress.Confidential;
import io.tandem.hub.egress.EgressDoor;
import io.tandem.hub.oauth.OAuthFault.Kind;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Small JSON documents of servers that are not ours: through the [EgressDoor], over https (but on this machine),
/// without following redirects, bounded in time and size.
@Singleton
final class OutsideDocuments {
    private static final Logger LOG = Logger.getLogger(OutsideDocuments.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int LARGEST = 256 * 1024;

    private final EgressDoor door;
    private final Duration longest;

    @Inject
    OutsideDocuments(EgressDoor door) {
        this(door, ANSWER);
    }

    /// @param longest until an answer is read to its end
    OutsideDocuments(EgressDoor door, Duration longest) {
        this.door = door;
        this.longest = longest;
    }

    /// An answer, whatever its status.
    ///
    /// @param body an empty object if it is no JSON
    record Answer(int status, JsonNode body, Challenge challenge) {
        boolean isGood() {
            return status == 200;
        }

        /// A member that is a text, empty if it is none.
        String text(String member) {
            return body.path(member).asText("");
        }
    }

    /// @throws OAuthFault AWAY if it cannot be asked, UNFIT if it may not be
    Answer get(URI url) throws OAuthFault {
        return asked(HttpRequest.newBuilder(checked(url))
                .header("Accept", "application/json")
                .GET());
    }

    /// What a tool server says to somebody who shows nothing. Only the head of its answer is read.
    ///
    /// @throws OAuthFault AWAY if it cannot be asked, UNFIT if it may not be
    Challenge challenge(URI url) throws OAuthFault {
        return asked(HttpRequest.newBuilder(checked(url))
                        .header("Accept", "application/json, text/event-stream")
                        .GET())
                .challenge();
    }

    /// @param basic value of the header `Authorization`, empty for none
    /// @throws OAuthFault AWAY if it cannot be asked, UNFIT if it may not be
    Answer post(URI url, Map<String, String> form, String basic) throws OAuthFault {
        HttpRequest.Builder request = HttpRequest.newBuilder(checked(url))
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)));
        if (!basic.isEmpty()) {
            request.header("Authorization", basic);
        }
        return asked(request);
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private URI checked(URI url) throws OAuthFault {
        if (!Confidential.allows(url)) {
            throw OAuthFault.unfit(
                    ForeignText.of(url.toString()) + " is not asked: tokens and secrets go over https only.");
        }
        Optional<String> refusal = door.refusal(url.getHost());
        if (refusal.isPresent()) {
            throw OAuthFault.unfit(refusal.get());
        }
        return url;
    }

    /// Over a connection of its own: a kept one may be to another server, since the door is a proxy, or over already,
    /// and a form is not sent twice.
    private Answer asked(HttpRequest.Builder made) throws OAuthFault {
        HttpRequest request = made.build();
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .proxy(door.proxy())
                .build()) {
            // A timeout of the request would end with the head of its answer.
            CompletableFuture.runAsync(
                    http::shutdownNow, CompletableFuture.delayedExecutor(longest.toMillis(), TimeUnit.MILLISECONDS));
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            String type = response.headers().firstValue("Content-Type").orElse("");
            try (InputStream body = response.body()) {
                return new Answer(
                        response.statusCode(),
                        type.startsWith("text/event-stream") ? nothing() : json(body.readNBytes(LARGEST)),
                        new Challenge(String.join(", ", response.headers().allValues("WWW-Authenticate"))));
            } finally {
                http.shutdownNow();
            }
        } catch (IOException e) {
            LOG.debugf(e, "asking %s", request.uri());
            throw new OAuthFault(Kind.AWAY, request.uri().getHost() + " cannot be asked now; try again shortly.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OAuthFault(Kind.AWAY, "The platform is stopping; try again shortly.", e);
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return body.length == 0 ? nothing() : EventJson.read(body, JsonNode.class);
        } catch (IllegalArgumentException e) {
            LOG.debug("an answer is no JSON", e);
            return nothing();
        }
    }

    private static JsonNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }
}
