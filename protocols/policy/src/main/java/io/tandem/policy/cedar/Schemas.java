package io.tandem.policy.cedar;

import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.schema.Schema;
import io.tandem.policy.PolicyText;
import io.tandem.policy.Question;
import io.tandem.policy.Question.ToolShape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The schema, with an action for each tool that is spoken of. The newest few hundred are kept read.
final class Schemas {
    private static final int KEPT = 500;
    private static final Map<String, Schema> READ = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Schema> eldest) {
            return size() > KEPT;
        }
    });

    private Schemas() {}

    static Schema of(Question question) {
        ToolShape tool = question.tool();
        String key = tool == null ? "" : question.action() + " " + tool.definitionHash();
        Schema known = READ.get(key);
        if (known != null) {
            return known;
        }
        Schema schema = read(text(tool == null ? Map.of() : Map.of(question.action(), tool)));
        try {
            schema.cache();
        } catch (CacheException e) {
            throw new IllegalStateException("the schema cannot be kept: " + e.getMessage(), e);
        }
        READ.put(key, schema);
        return schema;
    }

    static Schema read(String text) {
        try {
            return Schema.parse(Schema.JsonOrCedar.Cedar, text);
        } catch (InternalException e) {
            throw new IllegalStateException("the schema cannot be read: " + e.getMessage(), e);
        }
    }

    /// The schema with these tools, by name.
    static String text(Map<String, ToolShape> tools) {
        StringBuilder text = new StringBuilder(PolicyText.SCHEMA);
        text.setLength(text.lastIndexOf("}"));
        tools.forEach((name, shape) -> text.append(action(name, shape)));
        return text.append("}\n").toString();
    }

    private static String action(String name, ToolShape shape) {
        return "\n  action " + ToolArguments.quoted(name)
                + " in [\"tool.call\"] appliesTo {\n    principal: [Agent],\n    resource: [Tool],\n    context: {"
                + " user: String, service?: String, actors: Set<String>, exempted: Bool, halts: Set<String>,\n"
                + "      left: Long, outsidePlan?: Bool, untrusted: Bool, personal: Bool, secrecy: String,\n"
                + "      unvouched: Set<String>,\n      arguments: "
                + ToolArguments.type(shape.inputSchema()) + ",\n      numbers: "
                + ToolArguments.numbersType(shape.inputSchema()) + " },\n  };\n";
    }
}
