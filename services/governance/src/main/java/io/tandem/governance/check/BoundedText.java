package io.tandem.governance.check;

import java.util.regex.Pattern;

/// A text that a regular expression may look at so often and no more: some patterns would never end.
record BoundedText(CharSequence text, long[] looks) implements CharSequence {
    private static final long MOST = 20_000_000;

    BoundedText(CharSequence text) {
        this(text, new long[1]);
    }

    /// Whether the pattern is found in time; one that takes too long is not.
    static boolean matches(Pattern pattern, String text) {
        try {
            return pattern.matcher(new BoundedText(text)).find();
        } catch (TooLong | StackOverflowError e) {
            return false;
        }
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (looks[0]++ > MOST) {
            throw new TooLong();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new BoundedText(text.subSequence(start, end), looks);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
