/// Black-box tests: a Tandem as people start it, real parts and all, reached only by its public surface.
///
/// Start reading at [TandemUnderTest].
///
/// Never here: a class of a service; a look into a database of Tandem's own (the demo shop's is the company's).
@NullMarked
package io.tandem.acceptance;

import org.jspecify.annotations.NullMarked;
