package io.tandem.runtime.turn;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Values that trusted texts name. A text names a value when it holds it whole, between spaces, quotes, brackets or
/// punctuation, whatever its case; a number when it holds one of the same size, however it is written.
final class Vouched {
    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\d_-])-?\\d[\\d.,']*(?![\\d_-])");
    private static final Pattern PLAIN = Pattern.compile("-?\\d+([.,]\\d+)?");
    private static final String BEFORE = "(?<![^\\s\"'`(\\[{<>,;:=])";
    private static final String AFTER = "(?=[.!?:]?(?:[\\s\"'`)\\]}<>,;]|$))";

    private final List<String> texts;
    private final Set<BigDecimal> numbers = new HashSet<>();

    Vouched(List<String> texts) {
        this.texts = texts.stream().map(Vouched::plain).toList();
        for (String text : this.texts) {
            NUMBER.matcher(text).results().map(MatchResult::group).forEach(this::learn);
        }
    }

    /// Every leaf of it; what is missing, empty, true or false decides nothing.
    boolean holds(JsonNode value) {
        if (value.isContainerNode()) {
            for (JsonNode element : value) {
                if (!holds(element)) {
                    return false;
                }
            }
            return true;
        }
        if (value.isNumber()) {
            return numbers.contains(size(value.decimalValue()));
        }
        return !value.isTextual() || value.asText().isBlank() || holds(plain(value.asText()));
    }

    private boolean holds(String value) {
        if (PLAIN.matcher(value).matches()) {
            return numbers.contains(size(new BigDecimal(value.replace(',', '.'))));
        }
        Pattern whole = Pattern.compile(BEFORE + Pattern.quote(value) + AFTER);
        return texts.stream().anyMatch(text -> whole.matcher(text).find());
    }

    /// Both readings of a comma and a point: as thousands, and as decimals.
    private void learn(String written) {
        String digits = written.replace("'", "").replaceAll("[.,]+$", "");
        for (char decimal : new char[] {'.', ','}) {
            String other = decimal == '.' ? "," : ".";
            String read = digits.replace(other, "").replace(decimal, '.');
            if (read.chars().filter(character -> character == '.').count() <= 1) {
                numbers.add(size(new BigDecimal(read)));
            }
        }
    }

    private static BigDecimal size(BigDecimal number) {
        return number.stripTrailingZeros();
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .strip();
    }
}
