package io.tandem.a2a;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One piece of a message or an artifact (specification 4.1.6): exactly one content, told by its member name, with an
/// optional file name, media type and metadata beside it. JSON trees in a part are not to be changed by the reader.
public sealed interface Part {
    /// The name of the file this part is, if it is one.
    @Nullable
    String filename();

    /// The media type of the content, for example `text/markdown`.
    @Nullable
    String mediaType();

    /// Metadata, keyed by extension URI where an extension owns it.
    @Nullable
    ObjectNode metadata();

    /// Text without file name, media type and metadata.
    static Part text(String text) {
        return new Text(text, null, null, null);
    }

    /// Structured data without file name, media type and metadata.
    static Part data(JsonNode data) {
        return new Data(data, null, null, null);
    }

    /// `{"text": "..."}`
    record Text(
            @Required(emptyAllowed = true) String text,
            @Nullable String filename,
            @Nullable String mediaType,
            @Nullable ObjectNode metadata)
            implements Part {}

    /// `{"raw": "<base64>"}`: the bytes of a file. The array is copied in and out.
    record Raw(
            @Required(emptyAllowed = true) byte[] raw,
            @Nullable String filename,
            @Nullable String mediaType,
            @Nullable ObjectNode metadata)
            implements Part {
        public Raw {
            raw = raw.clone();
        }

        @Override
        public byte[] raw() {
            return raw.clone();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Raw that
                    && Arrays.equals(raw, that.raw)
                    && Objects.equals(filename, that.filename)
                    && Objects.equals(mediaType, that.mediaType)
                    && Objects.equals(metadata, that.metadata);
        }

        @Override
        public int hashCode() {
            return Objects.hash(Arrays.hashCode(raw), filename, mediaType, metadata);
        }

        @Override
        public String toString() {
            return "Raw[" + raw.length + " bytes, filename=" + filename + ", mediaType=" + mediaType + "]";
        }
    }

    /// `{"url": "..."}`: where the bytes of a file are. Never fetched by this library.
    record Url(
            @Required String url,
            @Nullable String filename,
            @Nullable String mediaType,
            @Nullable ObjectNode metadata) implements Part {}

    /// `{"data": ...}`: any JSON value, `null` included.
    record Data(
            @Required(emptyAllowed = true) JsonNode data,
            @Nullable String filename,
            @Nullable String mediaType,
            @Nullable ObjectNode metadata)
            implements Part {}
}
