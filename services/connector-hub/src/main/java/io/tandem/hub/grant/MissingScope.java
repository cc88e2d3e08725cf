package io.tandem.hub.grant;

import io.tandem.hub.realm.NotDelegated;
import java.util.List;

/// What a person granted does not reach far enough for a call.
public final class MissingScope extends NotDelegated {
    private static final long serialVersionUID = 1L;

    /// @param missing that the server wants; empty if it does not say
    /// @param asked that people are asked for
    MissingScope(String connector, List<String> missing, List<String> asked) {
        super(words(connector, missing, asked));
    }

    private static String words(String connector, List<String> missing, List<String> asked) {
        String wants = missing.isEmpty()
                ? "More scopes than were granted at " + connector + " are needed, and its server does not say which: "
                : "The scopes " + String.join(", ", missing) + " at " + connector
                        + " are needed and were not granted: ";
        return wants
                + (!missing.isEmpty() && asked.containsAll(missing)
                        ? "who asked connects it again under My connections."
                        : "an administrator adds them to the connector, then who asked connects it again under My"
                                + " connections.");
    }
}
