/// Which models there are, why, what they cost, and which of them a tier means.
///
/// Start reading at [Catalog]; [Discovery] is the order in which providers are looked for.
///
/// Never here: a call to a model; HTTP on the way to the process's start.
@NullMarked
package io.tandem.router.catalog;

import org.jspecify.annotations.NullMarked;
