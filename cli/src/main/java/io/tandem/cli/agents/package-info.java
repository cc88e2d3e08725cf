/// `tandem agents`: the catalogue and the lifecycle of agents from the command line.
///
/// Start reading at [AgentsCommand]. No rule of the lifecycle is decided here: the registry says no, this passes it on.
@NullMarked
package io.tandem.cli.agents;

import org.jspecify.annotations.NullMarked;
