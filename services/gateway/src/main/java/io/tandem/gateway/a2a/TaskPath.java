package io.tandem.gateway.a2a;

import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;

/// The last segment of `/tasks/{id}` and `/tasks/{id}:{verb}`.
///
/// @param verb empty where there is none
record TaskPath(String id, String verb) {
    static TaskPath of(String segment) {
        int colon = segment.indexOf(':');
        return colon < 0
                ? new TaskPath(segment, "")
                : new TaskPath(segment.substring(0, colon), segment.substring(colon + 1));
    }

    static A2aException unknown() {
        return new A2aException(A2aError.METHOD_NOT_FOUND);
    }
}
