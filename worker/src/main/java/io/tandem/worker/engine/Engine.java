package io.tandem.worker.engine;

import java.util.function.Predicate;

/// A loaded model. The interface is where another library can take the place of this one.
public interface Engine {
    /// Writes an answer, piece by piece, until its end, its limit, or until the reader wants no more.
    ///
    /// @param reader takes each piece; false ends it
    /// @param cancel ends it with its next piece; what is still being read is read to its end first
    Outcome complete(Prompt prompt, Predicate<String> reader, Cancel cancel);

    /// How many tokens a text has.
    int tokens(String text);

    /// The text that the model reads for this conversation.
    String template(Prompt prompt);
}
