/// A model that answers by rules from a file: for tests, demonstrations and benchmarks. Described for users in
/// `docs/reference/scripted-models.md`.
///
/// Start reading at [Rule], then [ScriptedProvider].
///
/// Never here: anything that a deployment without `TANDEM_MODELS_FILE` would run; state that a restart would change,
/// but for the counters of `times`.
@NullMarked
package io.tandem.router.scripted;

import org.jspecify.annotations.NullMarked;
