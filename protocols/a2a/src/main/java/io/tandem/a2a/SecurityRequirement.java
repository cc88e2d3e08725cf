package io.tandem.a2a;

import java.util.List;
import java.util.Map;

/// Schemes that must all be met, each with its scopes (specification 4.5).
public record SecurityRequirement(Map<String, Scopes> schemes) {
    public SecurityRequirement {
        schemes = Map.copyOf(schemes);
    }

    /// One scheme with these scopes.
    public static SecurityRequirement of(String scheme, String... scopes) {
        return new SecurityRequirement(Map.of(scheme, new Scopes(List.of(scopes))));
    }

    /// The proto file's `StringList`.
    public record Scopes(List<String> list) {
        public Scopes {
            list = List.copyOf(list);
        }
    }
}
