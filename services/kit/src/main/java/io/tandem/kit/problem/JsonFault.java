package io.tandem.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import org.jspecify.annotations.Nullable;

/// What is wrong with a JSON body, without the parser's own words.
record JsonFault(ProblemKind kind, String detail, @Nullable String field) {

    /// The fault behind an exception, or null if it is none of JSON's.
    static @Nullable JsonFault behind(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnrecognizedPropertyException unknown) {
                return new JsonFault(CommonProblem.INVALID_REQUEST, "There is no such field.", path(unknown));
            }
            if (cause instanceof JsonMappingException mapping) {
                return new JsonFault(
                        CommonProblem.INVALID_REQUEST, "The value does not fit this field.", path(mapping));
            }
            if (cause instanceof JsonProcessingException parsing) {
                return new JsonFault(CommonProblem.MALFORMED_JSON, where(parsing), null);
            }
        }
        return null;
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? "The body cannot be read as JSON."
                : "The body cannot be read as JSON from line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + " on.";
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }
}
