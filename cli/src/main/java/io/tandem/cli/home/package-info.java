/// Where this Tandem keeps its files, what the environment says about it, and its generated secrets.
///
/// Start reading at [Settings]. Secrets and demo passwords are written readable by the owner only, and never logged.
@NullMarked
package io.tandem.cli.home;

import org.jspecify.annotations.NullMarked;
