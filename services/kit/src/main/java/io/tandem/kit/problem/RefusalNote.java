package io.tandem.kit.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jspecify.annotations.Nullable;

/// Why a request was refused, noted at it for whoever puts that on record. The caller is told nothing of it.
public final class RefusalNote {
    /// Something is there, and was answered as if it were not.
    public static final String HIDDEN = "hidden";

    private static final String PROPERTY = RefusalNote.class.getName();

    private RefusalNote() {}

    static void write(ContainerRequestContext request, String why) {
        request.setProperty(PROPERTY, why);
    }

    /// One word, such as `expired` for a token; null where nothing was noted.
    public static @Nullable String read(ContainerRequestContext request) {
        return (String) request.getProperty(PROPERTY);
    }
}
