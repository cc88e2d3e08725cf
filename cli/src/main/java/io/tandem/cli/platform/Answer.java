package io.tandem.cli.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A successful answer.
///
/// @param body a missing node where there was none
/// @param etag of the representation, for `If-Match`
public record Answer(int status, JsonNode body, @Nullable String etag) {
    public Optional<String> entityTag() {
        return Optional.ofNullable(etag);
    }
}
