package io.tandem.governance.rerun;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.Money;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A replay of requests, as it is now.
///
/// @param version that is asked
/// @param days how far back requests were taken
/// @param judge that says whether other words say the same; null where nobody does
/// @param problem why it was given up
/// @param of how many requests there are
/// @param done how many of them were asked
/// @param totals what came of it so far; null before the first one is done
/// @param lines each request; only where one replay is asked for
@Schema(name = "RequestReplay")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RequestReplay(
        String id,
        String agent,
        String version,
        String team,
        String askedBy,
        int days,
        @Nullable String judge,
        State state,
        @Nullable String problem,
        int of,
        int done,
        Instant createdAt,
        @Nullable Instant finishedAt,
        @Nullable Totals totals,
        @Nullable List<Line> lines) {

    public enum State {
        WAITING,
        RUNNING,
        DONE,
        CANCELED,
        GIVEN_UP
    }

    RequestReplay with(@Nullable Totals sums, @Nullable List<Line> shown) {
        return new RequestReplay(
                id,
                agent,
                version,
                team,
                askedBy,
                days,
                judge,
                state,
                problem,
                of,
                done,
                createdAt,
                finishedAt,
                sums,
                shown);
    }

    /// One request, then and now.
    ///
    /// @param input what was asked; null where it is gone or not for the reader
    /// @param now null while it was not asked yet
    @Schema(name = "RequestReplayLine")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            Change change,
            @Nullable String input,
            Run then,
            @Nullable Run now) {}

    public enum Change {
        /// Not asked yet.
        OPEN,
        /// Equal words; white space does not count.
        SAME,
        /// Other words, which a judge that counts finds to say the same.
        EQUAL,
        DIFFERENT,
        /// The record of one of the two is gone.
        GONE
    }

    /// @param taskId where every step can be read
    /// @param answer null where it is gone or not for the reader
    /// @param state its last A2A state
    /// @param calls of tools and peers, in their order
    /// @param cost null if no model was called
    @Schema(name = "RequestReplayRun")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Run(
            String taskId,
            @Nullable String version,
            @Nullable String answer,
            @Nullable String state,
            List<Called> calls,
            @Nullable Money cost,
            @Nullable Double seconds) {
        public Run {
            calls = List.copyOf(calls);
        }
    }

    /// @param arguments null where the reader may not read the task
    /// @param recorded false where it would have been called and the record holds no such call
    @Schema(name = "RequestReplayCall")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Called(String tool, @Nullable JsonNode arguments, boolean recorded) {}
}
