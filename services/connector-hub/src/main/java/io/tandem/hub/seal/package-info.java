/// Sealing: what the hub must read again and nobody else may, such as credentials in its database.
///
/// Start reading at [Sealing].
///
/// Never here: what is sealed; a key that is stored.
@NullMarked
package io.tandem.hub.seal;

import org.jspecify.annotations.NullMarked;
