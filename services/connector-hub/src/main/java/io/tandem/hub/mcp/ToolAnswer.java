package io.tandem.hub.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a call of a tool ended.
public sealed interface ToolAnswer {

    /// The tool answered.
    ///
    /// @param failed the tool itself says that it failed
    record Answered(List<String> texts, @Nullable JsonNode structured, boolean failed) implements ToolAnswer {
        public Answered {
            texts = List.copyOf(texts);
        }
    }

    /// No answer in time; whether the tool did its work is unknown.
    record TimedOut() implements ToolAnswer {}

    /// The answer was cut off while it was read; the tool has probably done its work.
    record TooLarge() implements ToolAnswer {}

    /// The server did nothing, because of what it was shown.
    ///
    /// @param scopes that it wants; empty if it does not say
    record Refused(Why why, List<String> scopes) implements ToolAnswer {
        /// Why a server refuses (RFC 6750).
        public enum Why {
            /// It does not take the credential or token (401).
            NOT_TAKEN,
            /// The token lacks scopes (403, `insufficient_scope`).
            INSUFFICIENT_SCOPE,
            /// It knows who calls, and forbids it (403).
            FORBIDDEN
        }

        public Refused {
            scopes = List.copyOf(scopes);
        }

        /// In words, for people.
        public String reason() {
            return switch (why) {
                case NOT_TAKEN -> "The connector's server does not take the credential or token that it was shown.";
                case INSUFFICIENT_SCOPE ->
                    "The connector's server wants a token with "
                            + (scopes.isEmpty() ? "more scopes." : "the scopes " + String.join(", ", scopes) + ".");
                case FORBIDDEN -> "The connector's server forbids it to the account that it was called with.";
            };
        }
    }

    /// The connector could not be reached, or went away before it answered.
    ///
    /// @param reason for people, without the words of an exception
    record Unavailable(String reason) implements ToolAnswer {}
}
