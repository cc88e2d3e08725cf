package io.tandem.governance.node;

import io.tandem.governance.router.ModelAway;
import io.tandem.governance.router.Models;
import java.util.Optional;

/// For tests in which nobody judges.
public final class NoModel {
    public static final Models MODELS = new Models(
            question -> {
                throw new ModelAway("There is no model in this test.");
            },
            tier -> Optional.empty());

    private NoModel() {}
}
