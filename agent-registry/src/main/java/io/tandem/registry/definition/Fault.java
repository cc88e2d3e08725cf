package io.tandem.registry.definition;

/// One thing that is wrong with a definition.
///
/// @param path such as `spec.tools[0]`
/// @param message a sentence for people
public record Fault(String path, String message) {
    @Override
    public String toString() {
        return path.isEmpty() ? message : path + ": " + message;
    }
}
