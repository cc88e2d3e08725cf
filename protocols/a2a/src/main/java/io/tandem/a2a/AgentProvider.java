package io.tandem.a2a;

/// Who offers an agent (specification 4.4.2).
public record AgentProvider(
        @Required(emptyAllowed = true) String url,
        @Required(emptyAllowed = true) String organization) {}
