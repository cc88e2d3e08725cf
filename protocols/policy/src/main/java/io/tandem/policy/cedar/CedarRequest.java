package io.tandem.policy.cedar;

import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.Context;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.CedarMap;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.policy.Question;
import io.tandem.policy.Question.ToolShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A question in Cedar's words, checked against the schema with the called tool's action in it.
record CedarRequest(AuthorizationRequest request, Set<Entity> entities) {
    private static final String ARGUMENTS = "arguments";

    static CedarRequest of(Question question) {
        Entity principal = entity(question.principal());
        Entity resource = entity(question.resource());
        Map<String, Value> context = attributes(question.context());
        ToolShape tool = question.tool();
        if (tool != null) {
            JsonNode arguments = question.context().path(ARGUMENTS);
            context.put(ARGUMENTS, ToolArguments.values(tool.inputSchema(), arguments));
            context.put("numbers", ToolArguments.numbers(tool.inputSchema(), arguments));
        }
        AuthorizationRequest request = new AuthorizationRequest(
                principal.getEUID(),
                uid("Action", question.action()),
                resource.getEUID(),
                new Context(context),
                Optional.of(Schemas.of(question)),
                true);
        return new CedarRequest(request, Set.of(principal, resource));
    }

    private static Entity entity(Question.Thing thing) {
        return new Entity(uid(thing.type(), thing.id()), attributes(thing.attributes()), Set.of());
    }

    private static EntityUID uid(String type, String id) {
        return EntityTypeName.parse("Tandem::" + type)
                .orElseThrow(() -> new IllegalArgumentException("no entity type " + type))
                .of(id);
    }

    private static Map<String, Value> attributes(JsonNode object) {
        Map<String, Value> values = new HashMap<>();
        object.properties().forEach(field -> {
            if (!field.getKey().equals(ARGUMENTS)) {
                values.put(field.getKey(), value(field.getValue()));
            }
        });
        return values;
    }

    private static Value value(JsonNode json) {
        return switch (json.getNodeType()) {
            case STRING -> new PrimString(json.asText());
            case BOOLEAN -> new PrimBool(json.asBoolean());
            case NUMBER -> new PrimLong(json.asLong());
            case ARRAY -> {
                List<Value> values = new ArrayList<>();
                json.forEach(one -> values.add(value(one)));
                yield new CedarList(values);
            }
            case OBJECT -> new CedarMap(attributes(json));
            default -> throw new IllegalArgumentException("policies know no " + json.getNodeType());
        };
    }
}
