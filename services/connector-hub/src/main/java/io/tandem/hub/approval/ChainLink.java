package io.tandem.hub.approval;

/// One agent at work on somebody's behalf, in its task.
///
/// @param agent `name@version`
public record ChainLink(String agent, String taskId) {}
