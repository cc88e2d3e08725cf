package io.tandem.governance.judge;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An answer that somebody labelled.
///
/// @param task whose answer it is; its text is read where the task is recorded
/// @param input what was asked; null where the task's text is gone or not for the reader
/// @param meets whether it meets the rubric
/// @param source where it came from
@Schema(name = "JudgeLabel")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Label(
        String id,
        @Nullable String task,
        @Nullable String input,
        @Nullable String answer,
        boolean meets,
        @Nullable String reason,
        Source source,
        String labelledBy,
        Instant labelledAt) {

    public enum Source {
        /// By hand, beside an answer.
        PERSON,
        /// From a file.
        IMPORT,
        /// From what somebody said of a task's result.
        OUTCOME
    }

    /// An answer to label: a task's, or one with its own text.
    @Schema(name = "NewJudgeLabel")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record New(
            @Nullable String task,
            @Nullable String input,
            @Nullable String answer,
            @Nullable Boolean meets,
            @Nullable String reason) {}

    Label without() {
        return new Label(id, task, null, null, meets, reason, source, labelledBy, labelledAt);
    }

    Label with(String asked, String said) {
        return new Label(id, task, asked, said, meets, reason, source, labelledBy, labelledAt);
    }
}
