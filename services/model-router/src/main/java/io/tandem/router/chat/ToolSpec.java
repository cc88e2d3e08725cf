package io.tandem.router.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// A tool that the model may call.
///
/// @param parameters JSON schema of the arguments
public record ToolSpec(String name, String description, ObjectNode parameters) {}
