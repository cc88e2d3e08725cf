/// Tasks for people and programs: `/api/v1/tasks`.
///
/// Start reading at [TasksResource], then [TaskQueries].
///
/// Never here: a task shown to somebody who neither asked for it nor answers for its team.
@NullMarked
package io.tandem.runtime.api;

import org.jspecify.annotations.NullMarked;
