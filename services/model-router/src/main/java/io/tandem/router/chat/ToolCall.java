package io.tandem.router.chat;

/// A tool that the model wants called.
///
/// @param arguments JSON text as the model wrote it; usually an object, but nobody checked that
public record ToolCall(String id, String name, String arguments) {}
