/// `tandem call`: one message to an agent over A2A, its answer shown as it comes.
///
/// Start reading at [CallCommand]. An agent's text reaches the terminal through [LiveText] only, which takes control
/// characters out.
@NullMarked
package io.tandem.cli.call;

import org.jspecify.annotations.NullMarked;
