package io.tandem.cli.terminal;

/// Text of others made safe and fit for a terminal.
public final class Shown {
    private Shown() {}

    /// Without control characters, so that no answer of a model moves the cursor, hides text or sets a title. Line
    /// feeds and tabs stay.
    public static String text(String others) {
        StringBuilder clean = new StringBuilder(others.length());
        others.codePoints()
                .filter(point -> point == '\n' || point == '\t' || !hidden(point))
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /// On one line, cut to `most` characters.
    public static String line(String others, int most) {
        String line = text(others).replaceAll("\\s+", " ").strip();
        int length = line.codePointCount(0, line.length());
        return length <= most ? line : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }

    private static boolean hidden(int point) {
        int type = Character.getType(point);
        return Character.isISOControl(point) || type == Character.FORMAT || type == Character.SURROGATE;
    }
}
