package io.tandem.router.local;

import io.tandem.router.chat.ChatMessage;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The numbers that were said in a conversation. A small model makes numbers up, or adds them up in its head, so an
/// answer that tells another one is marked.
final class Grounds {
    private static final Pattern PLAIN = Pattern.compile("\\d+(?:\\.\\d+)?");
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(?:[,\u00a0\u202f' ]\\d{3})+(?:\\.\\d+)?");
    private static final Pattern COMMA = Pattern.compile("\\d{1,3}(?:\\.\\d{3})*,\\d{1,2}(?!\\d)");
    private static final Pattern SAID =
            Pattern.compile("(?<![\\p{L}\\d.,])(?:" + GROUPED + "|" + COMMA + "|" + PLAIN + ")(?![\\p{L}\\d])");

    private static final Pattern DATE = Pattern.compile("(\\d{1,4})[./-](\\d{1,2})[./-](\\d{1,4})");

    /// A model counts to nine by itself.
    private static final int DIGITS = 2;

    private final Set<String> known = new LinkedHashSet<>();
    private final boolean looksUp;

    private Grounds(boolean looksUp) {
        this.looksUp = looksUp;
    }

    static Grounds of(List<ChatMessage> messages) {
        Grounds grounds = new Grounds(messages.stream().anyMatch(message -> message.role() == ChatMessage.Role.tool));
        messages.forEach(message -> grounds.known.addAll(told(message.text())));
        return grounds;
    }

    /// A sentence about numbers of the answer that nobody told; empty if there are none, or no tool was asked.
    String doubt(String answer) {
        if (!looksUp) {
            return "";
        }
        Set<String> made = new LinkedHashSet<>();
        SAID.matcher(DATE.matcher(answer).replaceAll("$1 $2 $3"))
                .results()
                .map(match -> match.group())
                .filter(number -> number.length() >= DIGITS && !known.contains(value(number)))
                .filter(number -> !known.containsAll(plain(number)))
                .forEach(made::add);
        return made.isEmpty() ? "" : "(Not in the results of the tools: " + String.join(", ", made) + ".)";
    }

    /// Every reading of what stands in a text, since `[1,250.5]` may be one number or two.
    private static Set<String> told(String text) {
        Set<String> numbers = plain(text);
        for (Pattern pattern : List.of(GROUPED, COMMA)) {
            pattern.matcher(text).results().forEach(match -> numbers.add(value(match.group())));
        }
        return numbers;
    }

    private static Set<String> plain(String text) {
        Set<String> numbers = new LinkedHashSet<>();
        PLAIN.matcher(text).results().forEach(match -> numbers.add(value(match.group())));
        return numbers;
    }

    /// The number as one writes it with a point and nothing needless.
    private static String value(String number) {
        String pointed = COMMA.matcher(number).matches()
                ? number.replace(".", "").replace(',', '.')
                : number.replaceAll("[,\u00a0\u202f' ]", "");
        return new BigDecimal(pointed).stripTrailingZeros().toPlainString();
    }
}
