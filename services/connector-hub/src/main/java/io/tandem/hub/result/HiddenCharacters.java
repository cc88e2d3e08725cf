package io.tandem.hub.result;

import io.tandem.events.Flow;
import java.util.OptionalInt;

/// Text that people do not see and models read.
public final class HiddenCharacters implements Classifier {
    private static final Flow UNTRUSTED = new Flow(true, false, Flow.Secrecy.PUBLIC);

    /// The first one in a text. Marks that join letters of some scripts are as invisible, and taken for what they can
    /// hide.
    public static OptionalInt first(String text) {
        return text.codePoints().filter(HiddenCharacters::isHidden).findFirst();
    }

    @Override
    public Finding of(String text) {
        return first(text).isPresent() ? new Finding(text, UNTRUSTED) : Finding.none(text);
    }

    private static boolean isHidden(int point) {
        if (point == '\n' || point == '\r' || point == '\t') {
            return false;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> point >= 0xFE00 && point <= 0xFE0F || point >= 0xE0100 && point <= 0xE01EF;
        };
    }
}
