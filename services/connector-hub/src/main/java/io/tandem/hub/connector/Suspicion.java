package io.tandem.hub.connector;

import com.ibm.icu.text.SpoofChecker;
import io.tandem.hub.result.HiddenCharacters;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
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
        String text = definition.title() + "\n" + definition.description() + "\n" + definition.inputSchema() + "\n"
                + definition.outputSchema();
        OptionalInt hidden = HiddenCharacters.first(text);
        if (hidden.isPresent()) {
            return Optional.of("its text holds a character that nobody sees: U+%04X".formatted(hidden.getAsInt()));
        }
        String full = connector + "/" + definition.name();
        return others.stream()
                .filter(other -> !other.equals(full) && LOOKS.areConfusable(other, full) != 0)
                .findFirst()
                .map(other -> "its name looks like that of " + other);
    }
}
