/// Where the hub may connect to: no address of a private network, of this machine or of a cloud's metadata, but for
/// what an administrator allows.
///
/// Start reading at [EgressDoor].
///
/// Never here: a decision by the name of a host alone; what is connected to is the address that was looked at.
@NullMarked
package io.tandem.hub.egress;

import org.jspecify.annotations.NullMarked;
