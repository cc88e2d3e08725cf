package io.tandem.registry.policy;

import io.tandem.policy.PolicyCase;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What somebody wants a team to be judged by.
///
/// @param text policies in Cedar's language
/// @param cases situations with the decision that is expected
/// @param note what changes and why, for who decides
public record PolicyDraft(
        @Nullable String text,
        @Nullable List<PolicyCase> cases,
        @Nullable String note) {
    String given() {
        return Objects.requireNonNullElse(text, "");
    }

    List<PolicyCase> tests() {
        return cases == null ? List.of() : List.copyOf(cases);
    }
}
