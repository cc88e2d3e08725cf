package io.tandem.router.local;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text of an answer out of the JSON that is still being written.
final class AnswerText {
    private static final Pattern BEGINNING = Pattern.compile(
            "\\s*\\{\\s*\"tool\"\\s*:\\s*\"answer\"\\s*,\\s*\"arguments\"\\s*:\\s*\\{\\s*\"text\"\\s*:\\s*\"");
    private static final int UNICODE_DIGITS = 4;

    private int at = -1;
    private boolean whole;

    boolean begun() {
        return at >= 0;
    }

    /// What has come since the last call, as far as it is certain.
    String read(CharSequence written) {
        if (at < 0) {
            Matcher matcher = BEGINNING.matcher(written);
            if (!matcher.lookingAt()) {
                return "";
            }
            at = matcher.end();
        }
        StringBuilder text = new StringBuilder();
        while (!whole && at < written.length()) {
            char c = written.charAt(at);
            if (c == '"') {
                whole = true;
            } else if (c != '\\') {
                text.append(c);
                at++;
            } else if (!escape(written, text)) {
                break;
            }
        }
        return text.toString();
    }

    /// False when the escape has not come whole.
    private boolean escape(CharSequence written, StringBuilder text) {
        if (at + 1 >= written.length()) {
            return false;
        }
        char kind = written.charAt(at + 1);
        if (kind == 'u') {
            int end = at + 2 + UNICODE_DIGITS;
            if (end > written.length()) {
                return false;
            }
            text.append((char) Integer.parseInt(written.subSequence(at + 2, end).toString(), 16));
            at = end;
            return true;
        }
        text.append(
                switch (kind) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    default -> kind;
                });
        at += 2;
        return true;
    }
}
