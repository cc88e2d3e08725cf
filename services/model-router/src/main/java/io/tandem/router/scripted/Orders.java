package io.tandem.router.scripted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Orders that texts give: `CALL connector/tool {arguments}`, whoever wrote them. A model that carries them out is as
/// gullible as can be.
final class Orders {
    private static final Pattern ORDER = Pattern.compile("CALL ([A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+) (?=\\{)");
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private Orders() {}

    /// In their order; an order inside another one's arguments is not given yet.
    static List<Rule.ToolUse> in(List<String> texts) {
        List<Rule.ToolUse> orders = new ArrayList<>();
        for (String text : texts) {
            List<Rule.ToolUse> plain = of(text);
            orders.addAll(plain.isEmpty() ? of(unquoted(text)) : plain);
        }
        return orders;
    }

    private static List<Rule.ToolUse> of(String text) {
        List<Rule.ToolUse> orders = new ArrayList<>();
        Matcher order = ORDER.matcher(text);
        int from = 0;
        while (order.find(from)) {
            from = order.end();
            try (var parser = MAPPER.createParser(text.substring(order.end()))) {
                JsonNode arguments = MAPPER.readTree(parser);
                if (arguments instanceof ObjectNode) {
                    orders.add(new Rule.ToolUse(order.group(1), arguments));
                    from += (int) parser.currentLocation().getCharOffset();
                }
            } catch (JsonProcessingException e) {
                from = order.end(); // not well said: nobody could carry it out
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        return orders;
    }

    /// A text that was taken out of JSON still has its quotes masked.
    private static String unquoted(String text) {
        return text.replace("\\\"", "\"").replace("\\n", "\n");
    }
}
