package io.tandem.router.local;

import io.tandem.router.chat.ChatMessage;
import io.tandem.router.chat.ChatRequest;
import io.tandem.router.chat.ToolCall;
import io.tandem.router.chat.ToolSpec;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// At most six tools, for a small model is lost among more: those that share words with what was said last, and those
/// that were called already. What belongs to no connector (to refuse, for one) is always among them.
final class ToolShortlist {
    private static final int MOST = 6;
    private static final int NAMED = 2;
    private static final int SHORTEST_WORD = 4;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final String OF_CONNECTOR = "__";

    private ToolShortlist() {}

    /// In the order in which they were given.
    static List<ToolSpec> of(ChatRequest request) {
        if (request.tools().size() <= MOST) {
            return request.tools();
        }
        Set<String> called = new HashSet<>();
        request.messages().stream()
                .flatMap(message -> message.toolCalls().stream())
                .map(ToolCall::name)
                .forEach(called::add);
        Set<String> wanted = words(request.last(ChatMessage.Role.user));
        Set<ToolSpec> best = new HashSet<>(request.tools().stream()
                .sorted(Comparator.comparingInt((ToolSpec tool) -> score(tool, wanted, called))
                        .reversed())
                .limit(MOST)
                .toList());
        return request.tools().stream().filter(best::contains).toList();
    }

    private static int score(ToolSpec tool, Set<String> wanted, Set<String> called) {
        if (!tool.name().contains(OF_CONNECTOR) || called.contains(tool.name())) {
            return Integer.MAX_VALUE;
        }
        Set<String> named = words(tool.name());
        Set<String> told = words(tool.description());
        return wanted.stream()
                .mapToInt(word -> (named.contains(word) ? NAMED : 0) + (told.contains(word) ? 1 : 0))
                .sum();
    }

    /// Words without a plural's ending.
    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(word -> word.group())
                .filter(word -> word.length() >= SHORTEST_WORD)
                .map(word -> word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
                .forEach(words::add);
        return words;
    }
}
