/// JSON in its one canonical form (RFC 8785), and hashes over it.
///
/// Start reading at [CanonicalJson].
///
/// Never here: what is hashed and why.
@NullMarked
package io.tandem.hub.canonical;

import org.jspecify.annotations.NullMarked;
