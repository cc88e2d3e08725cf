/// Public keys that sign passes: registered by their service, published on `registry.keys`.
///
/// Start reading at [KeysResource], then [SigningKeys].
///
/// Never here: a private key; a key registered for another service than the one that asks.
@NullMarked
package io.tandem.registry.keys;

import org.jspecify.annotations.NullMarked;
