/// `tandem connections`: what one granted to agents at tool servers.
///
/// Start reading at [ConnectionsCommand].
///
/// Never here: a token, or the way to an authorization server; people go there with their browser.
@NullMarked
package io.tandem.cli.connections;

import org.jspecify.annotations.NullMarked;
