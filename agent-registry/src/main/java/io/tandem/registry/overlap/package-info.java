/// How much alike two agents are, by what they are for and by their tools.
///
/// Start reading at [NearDuplicates], then [Likeness].
///
/// Never here: a move of a version; more than name, team and owner of an agent that the caller may not see.
@NullMarked
package io.tandem.registry.overlap;

import org.jspecify.annotations.NullMarked;
