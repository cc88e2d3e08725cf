/// The programs that make a platform: PostgreSQL, Kafka, Keycloak, and the platform process, one class each.
///
/// Start reading at [Part]. A part prepares its files and says how it is launched and when it is ready;
/// it never starts, watches or stops a process of its own that outlives the call (the supervisor does).
@NullMarked
package io.tandem.cli.parts;

import org.jspecify.annotations.NullMarked;
