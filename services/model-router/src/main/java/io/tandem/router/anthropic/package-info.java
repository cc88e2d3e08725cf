/// Anthropic's Messages API. Source: Anthropic API reference, *Messages* and *Streaming messages*, version 2023-06-01.
///
/// Start reading at [AnthropicProvider].
///
/// Never here: a choice of model; anything of OpenAI's shapes.
@NullMarked
package io.tandem.router.anthropic;

import org.jspecify.annotations.NullMarked;
