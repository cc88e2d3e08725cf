package io.tandem.gateway.a2a;

import io.quarkus.security.identity.SecurityIdentity;
import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.A2aVersion;
import io.tandem.gateway.calls.Ask;
import io.tandem.kit.identity.Caller;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an HTTP request says besides its body: who asks which agent, and A2A's service parameters.
record Incoming(
        String agent,
        Caller caller,
        @Nullable String version,
        @Nullable String contentType,
        @Nullable String accept,
        @Nullable String lastEventId,
        Ask.Trace trace) {
    private static final String JSON = "application/json";
    private static final String TRACEPARENT = "00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}";

    static Incoming of(String agent, SecurityIdentity identity, HttpHeaders headers, UriInfo uri) {
        String version = headers.getHeaderString(A2aVersion.HEADER);
        String traceparent = headers.getHeaderString("traceparent");
        return new Incoming(
                agent,
                Caller.of(identity),
                version != null ? version : uri.getQueryParameters().getFirst(A2aVersion.HEADER),
                headers.getHeaderString(HttpHeaders.CONTENT_TYPE),
                headers.getHeaderString(HttpHeaders.ACCEPT),
                headers.getHeaderString("Last-Event-ID"),
                new Ask.Trace(
                        traceparent != null && traceparent.matches(TRACEPARENT) ? traceparent : null,
                        headers.getHeaderString(A2aVersion.EXTENSIONS_HEADER)));
    }

    /// Refuses a protocol version that is not ours.
    void checkVersion() {
        A2aVersion.check(version);
    }

    /// Refuses a body that does not say that it is JSON.
    ///
    /// @throws A2aException CONTENT_TYPE_NOT_SUPPORTED
    void checkBody() {
        String type = mediaType();
        if (!type.equals(JSON) && !type.equals(A2aJson.MEDIA_TYPE)) {
            throw new A2aException(
                    A2aError.CONTENT_TYPE_NOT_SUPPORTED,
                    "Send the body as " + JSON + " or " + A2aJson.MEDIA_TYPE,
                    Map.of("contentType", type.substring(0, Math.min(100, type.length()))));
        }
    }

    /// The media type of the answer: the request's, for a request without a body what it accepts, else plain JSON.
    String answerType() {
        boolean a2a = contentType != null
                ? mediaType().equals(A2aJson.MEDIA_TYPE)
                : accept != null && accept.contains(A2aJson.MEDIA_TYPE);
        return a2a ? A2aJson.MEDIA_TYPE : JSON;
    }

    /// The journal number that a client has seen last, or null.
    ///
    /// @throws A2aException INVALID_REQUEST if it is no number
    @Nullable
    Long afterSeq() {
        if (lastEventId == null || lastEventId.isBlank()) {
            return null;
        }
        if (!lastEventId.matches("[0-9]{1,18}")) {
            throw new A2aException(A2aError.INVALID_REQUEST, "Last-Event-ID must be the id of an event of ours");
        }
        return Long.valueOf(lastEventId);
    }

    private String mediaType() {
        String type = contentType == null ? "" : contentType;
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }
}
