package io.tandem.router.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// The JSON schema that the answer's text must follow.
public record AnswerSchema(String name, ObjectNode schema) {}
