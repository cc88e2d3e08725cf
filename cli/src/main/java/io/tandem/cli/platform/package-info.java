/// The running platform as this command line reaches it: its address, who calls, its public HTTP surface.
///
/// Start reading at [PlatformOptions]. Nothing here knows a service's classes, and no token is printed or logged.
@NullMarked
package io.tandem.cli.platform;

import org.jspecify.annotations.NullMarked;
