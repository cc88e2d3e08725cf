/// Servers that speak OpenAI's chat completions: OpenAI itself, Gemini's compatible surface, Ollama, llama-server, LM
/// Studio, vLLM and many more.
///
/// Start reading at [OpenAiProvider]. Source: OpenAI API reference, *Chat completions*, streaming.
///
/// Never here: a special case for one vendor that another server could not have asked for.
@NullMarked
package io.tandem.router.openai;

import org.jspecify.annotations.NullMarked;
