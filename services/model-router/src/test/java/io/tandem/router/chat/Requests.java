package io.tandem.router.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Requests and streams for tests.
public final class Requests {
    public static final Origin NOBODY = new Origin("sales", "person:builder", null, null, null, null, null);

    private Requests() {}

    public static ChatRequest of(String json) {
        return ChatRequestReader.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    public static ChatRequest saying(String text) {
        return of("{'model':'tandem/fast','messages':[{'role':'user','content':" + EventJson.toTree(text) + "}]}");
    }

    public static ChatRequest withTool() {
        return of("""
                {'model':'tandem/fast','messages':[{'role':'system','content':'Be brief.'},{'role':'user','content':'Find it'}],
                 'tools':[{'type':'function','function':{'name':'documents/search','description':'Finds text',
                   'parameters':{'type':'object','properties':{'query':{'type':'string'}},'required':['query']}}}]}""");
    }

    public static List<Delta> all(DeltaStream stream) {
        List<Delta> deltas = new ArrayList<>();
        for (Delta delta = stream.next(); delta != null; delta = stream.next()) {
            deltas.add(delta);
        }
        return deltas;
    }

    public static String text(List<Delta> deltas) {
        StringBuilder text = new StringBuilder();
        deltas.forEach(delta -> text.append(delta instanceof Delta.Text(String piece) ? piece : ""));
        return text.toString();
    }

    public static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text.substring(text.indexOf('{')));
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    public static @Nullable ModelProblem problemOf(Runnable action) {
        try {
            action.run();
            return null;
        } catch (ModelFailure e) {
            return e.problem();
        }
    }
}
