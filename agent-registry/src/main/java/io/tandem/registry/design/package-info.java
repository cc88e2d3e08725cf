/// The designer: plain words become a whole draft, step by step, with reasons.
///
/// Start reading at [DesignsResource], then [Designer].
///
/// Never here: a draft saved as an agent without a person having seen it; model output that was not validated.
@NullMarked
package io.tandem.registry.design;

import org.jspecify.annotations.NullMarked;
