/// What an agent definition may look like: its JSON Schema, its rules, JSON and YAML, and its hash.
///
/// Start reading at [DefinitionReader]; [CaseRules] is what the schema cannot say, [Digest] is the identity of a
/// version.
///
/// Never here: a question to another part, such as whether a person or a tool exists.
@NullMarked
package io.tandem.registry.definition;

import org.jspecify.annotations.NullMarked;
