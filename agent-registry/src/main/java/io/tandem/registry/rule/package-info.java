/// Rules of teams as people fill them in, and from plain words.
///
/// Start reading at [RulesResource], then [RuleDesk] and [WordReader].
///
/// Never here: anything that is kept; a text that decides before a person has proposed it and another has agreed.
@NullMarked
package io.tandem.registry.rule;

import org.jspecify.annotations.NullMarked;
