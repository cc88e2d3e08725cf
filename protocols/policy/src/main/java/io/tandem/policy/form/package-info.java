/// Rules as people fill them in, and what is made of them: Cedar's text, cases, and a sentence.
///
/// Start reading at [Rule], then [RuleText]. The text is what decides; a rule travels in it as an annotation, so there
/// is one thing to keep, and [io.tandem.policy.cedar.CedarRules] reads it back.
///
/// Never here: a decision, a model, a vendor's type.
@NullMarked
package io.tandem.policy.form;

import org.jspecify.annotations.NullMarked;
