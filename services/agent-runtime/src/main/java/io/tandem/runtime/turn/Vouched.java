package io.tandem.runtime.turn;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Values that trusted texts name. A text names a value when it holds it whole, between spaces, quotes, brackets or
/// punctuation, whatever its case; a number when it holds one of the same size, however it is written. A store that was
/// asked about a value and repeats it has not named it.
final class Vouched {
    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\d_-])-?\\d[\\d.,']*(?![\\d_-])");
    private static final Pattern PLAIN = Pattern.compile("-?\\d+([.,]\\d+)?");
    private static final Pattern GROUPED = Pattern.compile("(?<whole>-?\\d{1,3}(?:(?:,\\d{3}){2,}|(?:\\.\\d{3}){2,}"
            + "|(?:,\\d{3})+(?=\\.)|(?:\\.\\d{3})+(?=,)))(?:[.,](?<fraction>\\d+))?");
    private static final Pattern TWO_WAYS = Pattern.compile("-?\\d{1,3}[.,]\\d{3}");
    private static final String BEFORE = "(?<![^\\s\"'`(\\[{<>,;:=])";
    private static final String AFTER = "(?=[.!?:]?(?:[\\s\"'`)\\]}<>,;]|$))";

    private final List<Named> sources;

    /// A trusted text.
    ///
    /// @param asked the arguments that it answers, as text; empty for what nobody asked for
    record Source(String text, String asked) {}

    private record Named(String text, Set<BigDecimal> numbers, String asked, Set<BigDecimal> askedNumbers) {
        static Named of(Source source) {
            String text = plain(source.text());
            String asked = plain(source.asked());
            return new Named(text, numbersIn(text), asked, numbersIn(asked));
        }
    }

    Vouched(List<Source> sources) {
        this.sources = sources.stream().map(Named::of).toList();
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
            return holds(value.decimalValue());
        }
        return !value.isTextual() || value.asText().isBlank() || holds(plain(value.asText()));
    }

    private boolean holds(String value) {
        boolean number =
                PLAIN.matcher(value).matches() && !TWO_WAYS.matcher(value).matches();
        return number ? holds(new BigDecimal(value.replace(',', '.'))) : written(value);
    }

    private boolean written(String value) {
        Pattern whole = Pattern.compile(BEFORE + Pattern.quote(value) + AFTER);
        return sources.stream()
                .anyMatch(source ->
                        whole.matcher(source.text()).find() && !source.asked().contains(value));
    }

    private boolean holds(BigDecimal number) {
        BigDecimal size = size(number);
        return sources.stream()
                .anyMatch(source -> source.numbers().contains(size)
                        && !source.askedNumbers().contains(size));
    }

    private static Set<BigDecimal> numbersIn(String text) {
        Set<BigDecimal> numbers = new HashSet<>();
        NUMBER.matcher(text).results().map(MatchResult::group).forEach(written -> learn(numbers, written));
        return numbers;
    }

    /// What can be read in two ways, as 1,250 can, is no number here: it vouches for its very letters only.
    private static void learn(Set<BigDecimal> numbers, String written) {
        String digits = written.replace("'", "").replaceAll("[.,]+$", "");
        Matcher grouped = GROUPED.matcher(digits);
        if (grouped.matches()) {
            String whole = digits.substring(0, grouped.end("whole")).replaceAll("[.,]", "");
            String fraction = grouped.group("fraction");
            numbers.add(size(new BigDecimal(fraction == null ? whole : whole + "." + fraction)));
        } else if (PLAIN.matcher(digits).matches() && !TWO_WAYS.matcher(digits).matches()) {
            numbers.add(size(new BigDecimal(digits.replace(',', '.'))));
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
