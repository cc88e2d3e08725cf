package io.tandem.a2a;

import org.jspecify.annotations.Nullable;

/// One server-sent event.
///
/// @param id the last `id:` seen, which a client sends back as `Last-Event-ID`
/// @param name the `event:` field, `message` by default
/// @param data the `data:` lines, joined by a line feed
public record SseEvent(@Nullable String id, String name, String data) {}
