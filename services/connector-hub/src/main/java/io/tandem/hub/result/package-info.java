/// What a tool answered, before anybody reads it: bounded, as its schema promises, and without secrets.
///
/// Start reading at [Screening].
///
/// Never here: a label that is lowered; a part of an answer in a log or an error.
@NullMarked
package io.tandem.hub.result;

import org.jspecify.annotations.NullMarked;
