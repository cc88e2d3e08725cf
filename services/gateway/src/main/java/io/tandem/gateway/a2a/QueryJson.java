package io.tandem.gateway.a2a;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.a2a.A2aException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Set;

/// Query parameters as the fields of a request (specification 11.3): text as it is, numbers and booleans checked.
final class QueryJson {
    private static final Set<String> TEXTS =
            Set.of("tenant", "contextId", "status", "pageToken", "statusTimestampAfter");
    private static final Set<String> NUMBERS = Set.of("pageSize", "historyLength");
    private static final Set<String> BOOLEANS = Set.of("includeArtifacts");

    private QueryJson() {}

    /// @throws A2aException INVALID_PARAMS with the parameter's name
    static ObjectNode of(MultivaluedMap<String, String> query) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        query.forEach((name, values) -> put(object, name, values.getFirst()));
        return object;
    }

    /// The same with the task's id, which the path gives.
    static ObjectNode of(MultivaluedMap<String, String> query, String id) {
        return of(query).put("id", id);
    }

    private static void put(ObjectNode object, String name, String value) {
        if (TEXTS.contains(name)) {
            object.put(name, value);
        } else if (NUMBERS.contains(name)) {
            object.put(name, number(name, value));
        } else if (BOOLEANS.contains(name)) {
            object.put(name, flag(name, value));
        }
    }

    private static int number(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw A2aException.invalid(name, "must be an integer");
        }
    }

    private static boolean flag(String name, String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw A2aException.invalid(name, "must be true or false");
        };
    }
}
