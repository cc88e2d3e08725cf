/// Starts the parts in order, watches them, brings a dead one back, and stops them all.
///
/// Start reading at [Supervisor], then [PartRun]. State that other commands read is one file, `run/state.json`, written
/// by
/// [StatusBoard] only. No part's details belong here, and no process may be started without a record in `run/`.
@NullMarked
package io.tandem.cli.supervisor;

import org.jspecify.annotations.NullMarked;
