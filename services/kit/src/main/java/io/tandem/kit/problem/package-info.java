/// Refusals and failures as every service tells them: RFC 9457, `application/problem+json`.
///
/// Start reading at [Problem]. A service has one enum that implements [ProblemKind] and throws [ProblemException];
/// [CommonProblem] is what any HTTP service can meet; [ProblemMapper] is the one exception mapper of the platform.
///
/// Never here: an exception's own text on its way to a caller; an A2A error (those have their bindings' forms).
@NullMarked
package io.tandem.kit.problem;

import org.jspecify.annotations.NullMarked;
