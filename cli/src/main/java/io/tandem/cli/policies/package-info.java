/// `tandem policies`: what a team is judged by.
///
/// Start reading at [PoliciesCommand].
///
/// Never here: a check of a policy's text, which is the platform's.
@NullMarked
package io.tandem.cli.policies;

import org.jspecify.annotations.NullMarked;
