package io.tandem.governance.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What one check said.
///
/// @param check its name, as in the definition
/// @param expected what the definition asks for
/// @param reason in plain words
/// @param judgement where a judge said it
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CheckResult(
        String check,
        String expected,
        boolean passed,
        String reason,
        @Nullable Judgement judgement) {

    /// Of a check that no judge is asked for.
    public CheckResult(String check, String expected, boolean passed, String reason) {
        this(check, expected, passed, reason, null);
    }

    /// Whether it keeps its run from passing. What a judge says as advice keeps nothing back.
    public boolean fails() {
        return !passed && (judgement == null || judgement.counts());
    }
}
