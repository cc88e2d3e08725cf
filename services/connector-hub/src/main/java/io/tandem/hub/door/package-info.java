/// Keeps everybody but the hub away from the connectors that run in the same process.
///
/// Start reading at [ConnectorDoor].
///
/// Never here: a right of a person.
@NullMarked
package io.tandem.hub.door;

import org.jspecify.annotations.NullMarked;
