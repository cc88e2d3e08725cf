package io.tandem.router.catalog;

import io.tandem.router.chat.Provider;

/// A model that can be called.
///
/// @param name what callers use
/// @param id the provider's own name
/// @param local whether it runs on this machine
public record Model(String name, Provider provider, String id, Price price, boolean local) {}
