package io.tandem.policy.cedar;

import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import io.tandem.events.EventJson;
import io.tandem.policy.form.Rule;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The rules that a text carries in its annotations.
public final class CedarRules {
    private static final String FORM = "form";

    private CedarRules() {}

    /// In the text's order; empty for a text that cannot be read.
    public static List<Rule> of(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        try {
            return PolicySet.parsePolicies(text).policies.stream()
                    .sorted(Comparator.comparingInt(CedarPolicies::place))
                    .map(CedarRules::rule)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (InternalException e) {
            return List.of();
        }
    }

    /// What somebody wrote into the annotation by hand may be no rule.
    private static Optional<Rule> rule(Policy policy) {
        try {
            return Optional.ofNullable(policy.getAnnotations().get(FORM))
                    .map(form -> EventJson.read(form.getBytes(StandardCharsets.UTF_8), Rule.class));
        } catch (InternalException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
