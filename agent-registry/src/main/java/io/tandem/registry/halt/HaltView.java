package io.tandem.registry.halt;

import io.tandem.events.Halt;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A halt in force as the API tells it.
///
/// @param target of a halt of everything it is `platform`
/// @param mayLift whether the caller may lift it
@Schema(name = "Halt")
public record HaltView(
        long id, Halt.Scope scope, String target, String reason, String by, Instant at, boolean mayLift) {}
