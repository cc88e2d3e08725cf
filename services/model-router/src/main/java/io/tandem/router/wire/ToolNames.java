package io.tandem.router.wire;

import io.tandem.router.chat.ToolSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Providers take letters, digits, `_` and `-` in a tool's name only; ours are `connector/tool`. The way there and
/// back.
public final class ToolNames {
    private static final Pattern NOT_ALLOWED = Pattern.compile("[^a-zA-Z0-9_-]");

    private final Map<String, String> ours = new HashMap<>();

    public ToolNames(List<ToolSpec> tools) {
        tools.forEach(tool -> ours.putIfAbsent(sent(tool.name()), tool.name()));
    }

    /// The name that the provider is told.
    public static String sent(String name) {
        return NOT_ALLOWED.matcher(name).replaceAll("_");
    }

    /// The caller's name of what the provider calls so.
    public String ours(String sent) {
        return ours.getOrDefault(sent, sent);
    }
}
