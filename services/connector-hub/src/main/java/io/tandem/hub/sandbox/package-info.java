/// Runs programs that are not ours: in namespaces of their own, with what they were given and nothing else.
///
/// Start reading at [Sandbox].
///
/// Never here: a program that runs outside the sandbox because there is none; a secret in a command line.
@NullMarked
package io.tandem.hub.sandbox;

import org.jspecify.annotations.NullMarked;
