package io.tandem.router.chat;

/// Whether the model may, must or must not call a tool.
public sealed interface ToolChoice {
    record Auto() implements ToolChoice {}

    record None() implements ToolChoice {}

    record Required() implements ToolChoice {}

    record Named(String tool) implements ToolChoice {}
}
