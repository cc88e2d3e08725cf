package io.tandem.router.local;

import io.tandem.router.chat.AnswerSchema;
import io.tandem.router.chat.ChatMessage;
import io.tandem.router.chat.ChatRequest;
import io.tandem.router.chat.ToolCall;
import io.tandem.router.chat.ToolChoice;
import io.tandem.router.chat.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The conversation of one decision: first what is the same in every call, so that the worker has read it already;
/// then the agent with its tools; then what was said.
///
/// The examples are about a greenhouse, which no agent of the demonstration is.
final class DecisionPrompt {
    private static final int MOST_CALLS = 6;
    private static final int TOKENS = 700;
    private static final String RULES = """
            You are an agent that works in steps. In each step you write one JSON object and nothing else:
            {"tool": "<name of a tool>", "arguments": {...}} to call one of the tools that you were given, or
            {"tool": "answer", "arguments": {"text": "<what you tell the person>"}} to answer.
            Call a tool whenever the answer depends on facts that a tool can give. Take facts only from results of tools and from \
            what the person said; never invent numbers, names or dates. When a result holds what was asked for, answer, and \
            give all of it: every name and every number that was asked for. When a call failed, mend its arguments and call \
            again. Answer in the language of the person. When you may not do what is asked, answer that you cannot.""";
    private static final String EXAMPLE_TOOLS = """
            Your role: You look after a greenhouse.
            Your tools:
            - sensors/read: Reads one sensor. Arguments: {"sensor": string}
            - valves/open: Opens a valve for some minutes. Arguments: {"valve": string, "minutes": integer}

            """;
    private static final List<ChatMessage> EXAMPLES = List.of(
            user(EXAMPLE_TOOLS + "Person: How wet is the soil of the ferns?"),
            said("{\"tool\":\"sensors/read\",\"arguments\":{\"sensor\":\"soil-ferns\"}}"),
            user(PlainTurns.result("sensors/read", "{\"error\":\"no sensor soil-ferns; there is ferns-soil\"}")),
            said("{\"tool\":\"sensors/read\",\"arguments\":{\"sensor\":\"ferns-soil\"}}"),
            user(PlainTurns.result("sensors/read", "[{\"percent\":31,\"limit\":40},{\"percent\":35,\"limit\":40}]")),
            said("{\"tool\":\"answer\",\"arguments\":{\"text\":\"The soil of the ferns is at 31 % and 35 %, below its "
                    + "limit of 40 %.\"}}"),
            user(EXAMPLE_TOOLS + "Person: What can you do?"),
            said("{\"tool\":\"answer\",\"arguments\":{\"text\":\"I read the sensors of the greenhouse and open its "
                    + "valves for some minutes.\"}}"));

    private DecisionPrompt() {}

    /// What the worker is asked for this step.
    static ChatRequest of(ChatRequest request) {
        List<ToolSpec> listed = ToolShortlist.of(request);
        Guides guides = Guides.of(request.messages(), listed);
        List<ToolSpec> tools = allowed(request, listed).stream()
                .filter(tool -> !guides.told().containsKey(tool.name()))
                .toList();
        List<ToolSpec> mending = Mending.of(request.messages(), tools);
        tools = mending.isEmpty() ? tools : mending;
        boolean mustCall = !mending.isEmpty()
                || request.toolChoice() instanceof ToolChoice.Required
                || request.toolChoice() instanceof ToolChoice.Named;
        List<ChatMessage> messages = new ArrayList<>();
        messages.add(ChatMessage.of(ChatMessage.Role.system, RULES));
        messages.addAll(EXAMPLES);
        messages.addAll(conversation(guides, listed));
        ChatRequest.Sampling given = request.sampling();
        Integer most = given.maxTokens();
        ChatRequest.Sampling sampling = new ChatRequest.Sampling(
                0.0, null, most == null ? TOKENS : Math.min(most, TOKENS), given.seed(), List.of());
        return new ChatRequest(
                request.model(),
                messages,
                List.of(),
                new ToolChoice.None(),
                new AnswerSchema("decision", DecisionSchema.of(tools, !mustCall || tools.isEmpty(), request.schema())),
                sampling,
                request.stream());
    }

    /// None once the model repeats itself or has called often enough, so that it must answer.
    private static List<ToolSpec> allowed(ChatRequest request, List<ToolSpec> listed) {
        if (request.toolChoice() instanceof ToolChoice.Named(String name)) {
            return request.tools().stream()
                    .filter(tool -> tool.name().equals(name))
                    .toList();
        }
        List<ToolCall> calls = callsSinceUser(request.messages());
        int count = calls.size();
        boolean repeats = count >= 2
                && calls.get(count - 1).name().equals(calls.get(count - 2).name())
                && calls.get(count - 1).arguments().equals(calls.get(count - 2).arguments());
        return repeats || count >= MOST_CALLS ? List.of() : listed;
    }

    private static List<ToolCall> callsSinceUser(List<ChatMessage> messages) {
        List<ToolCall> calls = new ArrayList<>();
        for (ChatMessage message : messages) {
            if (message.role() == ChatMessage.Role.user) {
                calls.clear();
            }
            calls.addAll(message.toolCalls());
        }
        return calls;
    }

    private static List<ChatMessage> conversation(Guides guides, List<ToolSpec> tools) {
        String role = guides.messages().stream()
                .filter(message -> message.role() == ChatMessage.Role.system)
                .map(ChatMessage::text)
                .collect(Collectors.joining("\n"));
        String head = "Your role: " + role + "\nYour tools:\n"
                + tools.stream().map(ToolText::of).collect(Collectors.joining()) + "\n"
                + guides.told().entrySet().stream()
                        .map(told -> PlainTurns.result(told.getKey(), told.getValue()) + "\n\n")
                        .collect(Collectors.joining());
        List<ChatMessage> turns = new ArrayList<>();
        boolean first = true;
        for (ChatMessage turn : PlainTurns.of(guides.messages())) {
            switch (turn.role()) {
                case system -> {}
                case user -> {
                    boolean result = turn.text().startsWith("Result of ");
                    String text = result ? turn.text() : "Person: " + turn.text();
                    turns.add(user(first ? head + text : text));
                    first = false;
                }
                case assistant ->
                    turns.add(said(
                            turn.text().startsWith("{\"tool\":")
                                    ? turn.text()
                                    : PlainTurns.decision(DecisionSchema.ANSWER, ToolText.textArgument(turn.text()))));
                case tool -> throw new IllegalStateException("plain turns hold no tools");
            }
        }
        if (first) {
            turns.add(user(head));
        }
        return turns;
    }

    private static ChatMessage user(String text) {
        return ChatMessage.of(ChatMessage.Role.user, text);
    }

    private static ChatMessage said(String text) {
        return ChatMessage.of(ChatMessage.Role.assistant, text);
    }
}
