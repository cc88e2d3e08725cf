/// Managed agents: from what registry and hub publish to the behaviour that runs a task.
///
/// Start reading at [Behaviours].
///
/// Never here: a version other than the one that the task pins.
@NullMarked
package io.tandem.runtime.managed;

import org.jspecify.annotations.NullMarked;
