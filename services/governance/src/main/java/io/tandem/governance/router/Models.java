package io.tandem.governance.router;

import io.tandem.events.AgentDefinition.Tier;
import java.util.Optional;
import java.util.function.Function;

/// Language models, as governance knows them.
///
/// @param ask asks one; throws [ModelAway]
/// @param first which one a tier tries first now; nothing while nobody tells
public record Models(Function<ModelQuestion, ModelAnswer> ask, Function<Tier, Optional<String>> first) {}
