package io.tandem.governance.recorded;

import io.tandem.a2a.Artifact;
import io.tandem.a2a.Message;
import io.tandem.a2a.Part;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an agent said, as text.
public final class AnswerText {
    private AnswerText() {}

    /// Its artifacts, or else its last words.
    public static String of(Collection<Artifact> artifacts, @Nullable Message last) {
        String produced = artifacts.stream()
                .map(Artifact::parts)
                .flatMap(List::stream)
                .map(AnswerText::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
        return produced.isEmpty() && last != null ? last.text() : produced;
    }

    private static String text(Part part) {
        return switch (part) {
            case Part.Text text -> text.text();
            case Part.Data data -> data.data().toString();
            case Part.Raw raw -> "";
            case Part.Url url -> url.url();
        };
    }
}
