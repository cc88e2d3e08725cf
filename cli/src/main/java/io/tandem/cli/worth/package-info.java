/// `tandem outcomes` and `tandem worth`: what a result was good for, and what agents are worth.
///
/// Start reading at [OutcomesCommand]. Nothing here reckons.
@NullMarked
package io.tandem.cli.worth;

import org.jspecify.annotations.NullMarked;
