package io.tandem.governance.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A path into an answer that is JSON, alone or in a fenced block: `$`, then `.name`, `['name']` or `[0]` (the singular
/// queries of RFC 9535).
final class AnswerPath {
    private static final Pattern STEP =
            Pattern.compile("\\.([A-Za-z_][A-Za-z0-9_-]*)|\\['([^']*)'\\]|\\[\"([^\"]*)\"\\]|\\[(-?[0-9]{1,9})\\]");
    private static final Pattern FENCED = Pattern.compile("```(?:json)?\\s*\\n(.*?)```", Pattern.DOTALL);

    private AnswerPath() {}

    /// What stands there, or null.
    static @Nullable JsonNode find(String answer, String path) {
        Matcher fenced = FENCED.matcher(answer);
        @Nullable JsonNode tree = parse(fenced.find() ? fenced.group(1) : answer);
        return tree == null || !path.startsWith("$") ? null : follow(tree, path);
    }

    /// Whether two values are the same; numbers by value, `"3"` and `3` are not.
    static boolean same(JsonNode found, JsonNode wanted) {
        return found.isNumber() && wanted.isNumber()
                ? found.decimalValue().compareTo(wanted.decimalValue()) == 0
                : found.equals(wanted);
    }

    private static @Nullable JsonNode follow(JsonNode tree, String path) {
        JsonNode at = tree;
        Matcher steps = STEP.matcher(path);
        int end = 1;
        while (end < path.length()) {
            if (!steps.find(end) || steps.start() != end) {
                return null;
            }
            end = steps.end();
            JsonNode next = step(at, steps);
            if (next == null) {
                return null;
            }
            at = next;
        }
        return at;
    }

    private static @Nullable JsonNode step(JsonNode at, Matcher step) {
        String index = step.group(4);
        if (index != null) {
            int number = Integer.parseInt(index);
            return at.isArray() ? at.get(number < 0 ? at.size() + number : number) : null;
        }
        for (int group = 1; group <= 3; group++) {
            String name = step.group(group);
            if (name != null) {
                return at.get(name);
            }
        }
        return null;
    }

    private static @Nullable JsonNode parse(String text) {
        try {
            return EventJson.read(text.strip().getBytes(StandardCharsets.UTF_8), JsonNode.class);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
