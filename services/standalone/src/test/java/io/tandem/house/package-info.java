/// The gates of the house: rules that hold for the code of every module, as tests.
///
/// Start reading at [House], which names modules and services, and [Sources], the repository as a compiler reads it.
/// Each rule's message says how to mend what it finds.
///
/// Never here: a rule about one class; a rule that only prose explains.
@NullMarked
package io.tandem.house;

import org.jspecify.annotations.NullMarked;
