package io.tandem.kit.problem;

import jakarta.ws.rs.NotFoundException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is wrong with a query parameter. Jakarta REST answers a value that does not fit its parameter as if the
/// address did not exist, which sends its reader looking in the wrong place.
record QueryFault(String field, String detail) {

    /// The parameter whose value could not be read, or null if the address really does not exist.
    static @Nullable QueryFault behind(NotFoundException thrown, Map<String, List<String>> query) {
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            String said = String.valueOf(cause.getMessage());
            for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
                if (parameter.getValue().stream().anyMatch(value -> unreadable(said, value))) {
                    return new QueryFault(parameter.getKey(), "The value does not fit this parameter.");
                }
            }
        }
        return null;
    }

    private static boolean unreadable(String said, String value) {
        return said.contains('"' + value + '"') || said.contains("'" + value + "'") || said.endsWith("." + value);
    }
}
