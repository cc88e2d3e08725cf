package io.tandem.hub.oauth;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Words of a server that is not ours, in what people and models read and in the log: the characters that RFC 6749
/// (5.2) lets an error have, and few of them.
public final class ForeignText {
    private static final Pattern OTHERS = Pattern.compile("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]");
    private static final int LONGEST = 100;
    private static final int MOST = 10;

    private ForeignText() {}

    public static String of(String said) {
        String start = said.substring(0, Math.min(said.length(), 2 * LONGEST));
        String plain = OTHERS.matcher(start).replaceAll("");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "...";
    }

    /// The first of them, with commas between.
    public static String of(Collection<String> said) {
        return said.stream().limit(MOST).map(ForeignText::of).collect(Collectors.joining(", "))
                + (said.size() > MOST ? ", ..." : "");
    }
}
