package io.tandem.a2a;

/// An answer without content, `{}` on the wire: what deleting a push notification config gives back.
public record Empty() {}
