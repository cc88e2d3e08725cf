package io.tandem.registry.design;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.AgentDefinition;
import io.tandem.events.EventJson;
import io.tandem.registry.design.DesignResult.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// What differs between two definitions, field by field; lists count as one value.
final class Differences {
    private Differences() {}

    static List<Difference> between(AgentDefinition before, AgentDefinition after) {
        List<Difference> found = new ArrayList<>();
        compare("", EventJson.toTree(before), EventJson.toTree(after), found);
        return found;
    }

    private static void compare(String path, JsonNode before, JsonNode after, List<Difference> found) {
        if (before.equals(after)) {
            return;
        }
        if (!before.isObject() || !after.isObject()) {
            found.add(
                    new Difference(path, before.isMissingNode() ? null : before, after.isMissingNode() ? null : after));
            return;
        }
        TreeSet<String> fields = new TreeSet<>();
        before.fieldNames().forEachRemaining(fields::add);
        after.fieldNames().forEachRemaining(fields::add);
        for (String field : fields) {
            compare(path.isEmpty() ? field : path + "." + field, before.path(field), after.path(field), found);
        }
    }
}
