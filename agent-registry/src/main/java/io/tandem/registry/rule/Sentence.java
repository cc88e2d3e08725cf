package io.tandem.registry.rule;

import io.tandem.events.PolicyDecision.Outcome;
import io.tandem.registry.wish.Words;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One sentence of plain words, and what can be told of it without a model.
record Sentence(String text) {
    private static final Pattern ENDS = Pattern.compile("(?<=[.;!?])\\s+(?=\\p{Lu})|\\R+|;\\s*");
    private static final Pattern ASKS = Pattern.compile(
            "(?i)\\b(approv\\w*|sign(s|ed)?[ -]off|confirm\\w*|four eyes|second pair of eyes|needs? a yes|ask(s|ed)? (somebody|someone|first))\\b");
    private static final Pattern LETS = Pattern.compile("(?i)\\b(may|can|is allowed to|are allowed to)\\b");
    private static final Pattern KEEPS =
            Pattern.compile("(?i)\\b(not|never|no|nobody|only|none|cannot|can't|without)\\b");
    /// A number as people write it.
    static final String NUMBER = "-?\\d{1,3}(?:[,'\\u2019 ]\\d{3})+(?:\\.\\d+)?|-?\\d+(?:\\.\\d+)?";

    private static final Pattern AMOUNT = Pattern.compile(NUMBER);
    private static final int LONGEST_REASON = 300;
    private static final int NAME_WORDS = 4;
    private static final int LONGEST_NAME = 50;

    static List<String> split(String words) {
        return Arrays.stream(ENDS.split(words.strip()))
                .map(sentence -> sentence.replaceFirst("^[-*•\\s]+", "").strip())
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    /// A rule denies unless its words speak of an approval, or let somebody call.
    Outcome outcome(boolean agents) {
        if (agents) {
            return LETS.matcher(text).find() && !KEEPS.matcher(text).find() ? Outcome.ALLOW : Outcome.DENY;
        }
        return ASKS.matcher(text).find() ? Outcome.ASK : Outcome.DENY;
    }

    /// Whether a value stands in it; numbers however they are grouped.
    boolean names(String value) {
        String wanted = plain(value);
        return !wanted.isBlank() && (plain(text).contains(wanted) || numbers().contains(number(value)));
    }

    /// All numbers in it, without their grouping.
    List<String> numbers() {
        return AMOUNT.matcher(text)
                .results()
                .map(found -> number(found.group()))
                .toList();
    }

    /// The number in a text, without its currency and grouping; the text itself if there is none.
    static String number(String value) {
        return AMOUNT.matcher(value)
                .results()
                .findFirst()
                .map(found -> found.group().replaceAll("[,'\\u2019 ]", ""))
                .orElse(value);
    }

    String slug() {
        String name = Words.of(text).stream()
                .map(word -> Normalizer.normalize(word, Normalizer.Form.NFD).replaceAll("[^a-z0-9]", ""))
                .filter(word -> !word.matches("\\d*"))
                .limit(NAME_WORDS)
                .collect(Collectors.joining("-"));
        String cut = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
        return cut.isEmpty() ? "rule" : cut;
    }

    String asReason() {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON);
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
    }
}
