/// The web console: its files, its deep links, what it must know before anybody has signed in.
///
/// Start reading at [ConsoleRoutes], then [ConsoleConfigResource]. The sources are under `src/main/webui`.
///
/// Never here: a secret, or an answer that depends on who asks; the console calls the public surface as any program.
@NullMarked
package io.tandem.gateway.console;

import org.jspecify.annotations.NullMarked;
