/// Starting what needs other parts of the platform, which may still be starting themselves.
///
/// Start reading at [Starting].
///
/// Never here: giving up; holding up the process's own start.
@NullMarked
package io.tandem.kit.start;

import org.jspecify.annotations.NullMarked;
