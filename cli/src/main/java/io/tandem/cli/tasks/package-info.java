/// `tandem tasks`: what agents did and do, step by step.
///
/// Start reading at [TasksCommand]. Nothing here changes a task.
@NullMarked
package io.tandem.cli.tasks;

import org.jspecify.annotations.NullMarked;
