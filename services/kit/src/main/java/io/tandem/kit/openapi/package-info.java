/// How the platform's one OpenAPI document becomes exact: what is always there, what a refusal looks like.
///
/// Start reading at [PublicDocument]. The document is made while the application is built; nothing of this runs later.
///
/// Never here: a path or a schema of one service.
@NullMarked
package io.tandem.kit.openapi;

import org.jspecify.annotations.NullMarked;
