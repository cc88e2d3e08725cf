package io.tandem.router.chat;

/// @param ready whether calls are taken now
/// @param detail for people, such as how much of a model has been fetched
public record ProviderState(boolean ready, String detail) {
    public static final ProviderState READY = new ProviderState(true, "");
}
