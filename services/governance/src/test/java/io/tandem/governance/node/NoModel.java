package io.tandem.governance.node;

import io.tandem.governance.router.ModelAnswer;
import io.tandem.governance.router.ModelAway;
import io.tandem.governance.router.ModelQuestion;
import java.util.function.Function;

/// For tests in which nobody judges.
public final class NoModel implements Function<ModelQuestion, ModelAnswer> {
    @Override
    public ModelAnswer apply(ModelQuestion question) {
        throw new ModelAway("There is no model in this test.");
    }
}
