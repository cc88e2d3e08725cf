/// Who may administer and see what, as one small table.
///
/// Start reading at [Rights].
///
/// Never here: a query; a default that allows.
@NullMarked
package io.tandem.hub.access;

import org.jspecify.annotations.NullMarked;
