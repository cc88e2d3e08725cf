/// Who may do what with an agent: by team, role, visibility and grants, deny by default.
///
/// Start reading at [AgentRights].
///
/// Never here: the database; a yes that no rule gives.
@NullMarked
package io.tandem.registry.access;

import org.jspecify.annotations.NullMarked;
