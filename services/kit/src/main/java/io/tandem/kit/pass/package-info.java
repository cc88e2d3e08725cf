/// The pass: a short signed statement of who acts for whom, on which body, until when.
///
/// Start reading at [Pass]; [PassSigner] makes one, [PassVerifier] checks one against the keys on `registry.keys`.
///
/// Never here: a user's token; a pass that widens the one it comes from.
@NullMarked
package io.tandem.kit.pass;

import org.jspecify.annotations.NullMarked;
