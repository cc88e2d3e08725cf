package io.tandem.router.scripted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tandem.router.chat.ChatMessage;
import io.tandem.router.chat.ChatRequest;
import io.tandem.router.chat.Origin;
import io.tandem.router.chat.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a rule is matched against.
///
/// @param asked the tier or model that is asked for, such as `tandem/fast`
/// @param call which model call this is since the last user message, from 1
/// @param lastTool the tool whose result is the last message, or null
/// @param toolResults since the last user message, in order
/// @param newest texts since the model last said something, in order
record Situation(
        String asked,
        String agent,
        String taskId,
        String lastUser,
        String system,
        int call,
        ChatMessage.Role last,
        @Nullable String lastTool,
        String lastToolResult,
        List<String> toolResults,
        @Nullable String schema,
        List<String> newest) {
    /// Keeps amounts as they stand: 12.50, not 12.5.
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /// `{{lastToolResult /rows/0/0}}`, `{{toolResult 1}}`, `{{toolResult 2 /rows/0/0}}`: a result, or a place in it.
    private static final Pattern RESULT =
            Pattern.compile("\\{\\{(?:lastToolResult|toolResult (\\d{1,3}))(?: (/[^}]*))?}}");

    Situation {
        toolResults = List.copyOf(toolResults);
        newest = List.copyOf(newest);
    }

    static Situation of(ChatRequest request, Origin origin) {
        ChatMessage last = request.messages().getLast();
        int call = 1;
        List<String> results = new ArrayList<>();
        for (ChatMessage message : request.messages().reversed()) {
            if (message.role() == ChatMessage.Role.user) {
                break;
            }
            call += message.role() == ChatMessage.Role.assistant ? 1 : 0;
            if (message.role() == ChatMessage.Role.tool) {
                results.addFirst(message.text());
            }
        }
        return new Situation(
                request.model(),
                origin.agent() == null ? "" : origin.agent(),
                origin.taskId() == null ? "" : origin.taskId(),
                request.last(ChatMessage.Role.user),
                request.messages().stream()
                        .filter(message -> message.role() == ChatMessage.Role.system)
                        .map(ChatMessage::text)
                        .collect(Collectors.joining("\n")),
                call,
                last.role(),
                tool(request, last),
                request.last(ChatMessage.Role.tool),
                results,
                request.schema() == null ? null : request.schema().name(),
                newest(request));
    }

    private static List<String> newest(ChatRequest request) {
        List<String> texts = new ArrayList<>();
        for (ChatMessage message : request.messages().reversed()) {
            if (message.role() == ChatMessage.Role.assistant) {
                break;
            }
            texts.addFirst(message.text());
        }
        return texts;
    }

    private static @Nullable String tool(ChatRequest request, ChatMessage last) {
        if (last.toolCallId() == null) {
            return null;
        }
        for (ChatMessage message : request.messages().reversed()) {
            for (ToolCall call : message.toolCalls()) {
                if (call.id().equals(last.toolCallId())) {
                    return call.name();
                }
            }
        }
        return null;
    }

    /// Puts this conversation's texts where a template names them.
    String fill(String template) {
        if (!template.contains("{{")) {
            return template;
        }
        return RESULT.matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(result(found.group(1), found.group(2))))
                .replace("{{lastUser}}", lastUser)
                .replace("{{agent}}", agent)
                .replace("{{taskId}}", taskId)
                .replace("{{call}}", Integer.toString(call));
    }

    /// What is not there is nothing.
    private String result(@Nullable String number, @Nullable String place) {
        int at = number == null ? 0 : Integer.parseInt(number);
        String result =
                number == null ? lastToolResult : at < 1 || at > toolResults.size() ? "" : toolResults.get(at - 1);
        if (place == null) {
            return result;
        }
        try {
            JsonNode found = MAPPER.readTree(result).at(place);
            return found.isContainerNode() ? found.toString() : found.asText();
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
