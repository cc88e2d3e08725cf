/// What a description says by itself, by rules: words, prohibitions, tools that fit, cases that a right agent passes.
///
/// Start reading at [Wish].
///
/// Never here: a language model; a word of any particular enterprise's data.
@NullMarked
package io.tandem.registry.wish;

import org.jspecify.annotations.NullMarked;
