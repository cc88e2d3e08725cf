package io.tandem.a2a.kafka;

/// Where an answer goes: the caller's reply topic and its id for the call.
public record ReplyAddress(String topic, String requestId) {}
