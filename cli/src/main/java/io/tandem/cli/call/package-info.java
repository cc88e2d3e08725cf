/// `tandem call`: one message to an agent over A2A, its answer shown as it comes.
///
/// Start reading at [CallCommand]. An agent's text reaches the terminal through [LiveText] only, which takes control
/// characters out.
///
/// Never here: a control character of an agent on the terminal.
@NullMarked
package io.tandem.cli.call;

import org.jspecify.annotations.NullMarked;
