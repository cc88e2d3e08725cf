package io.tandem.hub.connector;

import com.ibm.icu.text.SpoofChecker;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/// What makes a tool's definition one that nobody may approve: text that people do not see and models read, and names
/// that look like those of other tools.
final class Suspicion {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final SpoofChecker LOOKS =
            new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();

    private Suspicion() {}

    /// @param others full names of other tools, as `connector/tool`
    /// @return why, for people; empty where nothing is wrong
    static Optional<String> of(String connector, Definition definition, Collection<String> others) {
        if (!NAME.matcher(definition.name()).matches()) {
            return Optional.of("its name has other characters than letters, digits, _ . and -, or more than 64");
        }
        String text = definition.title() + "\n" + definition.description() + "\n" + definition.inputSchema();
        Optional<String> hidden = text.codePoints()
                .filter(Suspicion::isHidden)
                .mapToObj(point -> "its text holds a character that nobody sees: U+%04X".formatted(point))
                .findFirst();
        if (hidden.isPresent()) {
            return hidden;
        }
        String full = connector + "/" + definition.name();
        return others.stream()
                .filter(other -> !other.equals(full) && LOOKS.areConfusable(other, full) != 0)
                .findFirst()
                .map(other -> "its name looks like that of " + other);
    }

    /// Marks that join letters of some scripts are as invisible, and taken for what they can hide.
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
