/// `tandem halts`: kill switches.
///
/// Start reading at [HaltsCommand].
///
/// Never here: who may halt what, which is the platform's to say.
@NullMarked
package io.tandem.cli.halts;

import org.jspecify.annotations.NullMarked;
