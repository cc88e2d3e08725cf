package io.tandem.registry.wish;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Content words of a text: lower case, without the commonest words, cut to a rough stem, so that *policies* meets
/// *policy*. A few general words of the same meaning count as one.
public final class Words {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{2,}");
    private static final Set<String> STOP = Set.of(
            ("about above after again agent agents all also always and any are assistant because been before being"
                            + " both but can could does doing down each for from further get give gives had has have"
                            + " having her here him his how into its just like make makes may more most must need"
                            + " never new not now off only other our out over own please should so some such than that"
                            + " the their them then there these they this those through too under until very was want"
                            + " way were what when where which while who whom why will with would you your help helps"
                            + " answer answers question questions politely polite team user users people use uses using"
                            + " one tool tools it is be by of on or to in at an as if no do my me we us up")
                    .split(" "));
    private static final Set<String> DOCUMENT =
            Set.of("document", "policy", "handbook", "manual", "guideline", "file", "folder", "wiki");
    private static final Set<String> SUM = Set.of("calculate", "calculator", "calculation", "compute", "arithmetic");
    private static final Set<String> CLOCK = Set.of("clock", "time", "today", "date");
    private static final Set<String> DATABASE = Set.of("database", "sql", "table");

    private Words() {}

    public static Set<String> of(String text) {
        Set<String> words = new LinkedHashSet<>();
        WORD.matcher(text.toLowerCase(Locale.ROOT).replace('_', ' '))
                .results()
                .map(match -> match.group())
                .filter(word -> !STOP.contains(word))
                .map(Words::stem)
                .forEach(words::add);
        return words;
    }

    /// Which share of the smaller set both have, 0 to 1.
    public static double likeness(Set<String> one, Set<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return 0;
        }
        return (double) shared(one, other) / Math.min(one.size(), other.size());
    }

    public static int shared(Set<String> one, Set<String> other) {
        Set<String> fewer = one.size() <= other.size() ? one : other;
        Set<String> more = fewer == one ? other : one;
        int shared = 0;
        for (String word : fewer) {
            shared += more.contains(word) ? 1 : 0;
        }
        return shared;
    }

    private static String stem(String word) {
        String singular = word;
        if (word.endsWith("ies") && word.length() > 4) {
            singular = word.substring(0, word.length() - 3) + "y";
        } else if (word.endsWith("s") && !word.endsWith("ss") && word.length() > 3) {
            singular = word.substring(0, word.length() - 1);
        }
        return meaning(singular);
    }

    private static String meaning(String word) {
        if (DOCUMENT.contains(word)) {
            return "document";
        }
        if (SUM.contains(word)) {
            return "calculate";
        }
        if (CLOCK.contains(word)) {
            return "clock";
        }
        return DATABASE.contains(word) ? "database" : word;
    }
}
