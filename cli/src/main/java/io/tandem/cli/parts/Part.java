package io.tandem.cli.parts;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One program of the platform. The supervisor calls, in this order: [#prepare] (before anything runs), [#launch]
/// (once what it needs is ready; again for each restart), [#ready] until true, [#whenReady] once per start.
public interface Part {
    /// What a part that runs is still busy with.
    ///
    /// @param settled whether it will not change by itself
    record Progress(String word, String detail, boolean settled) {}

    String name();

    /// Where the part can be reached, for people.
    String address();

    /// The ports that must be free before it starts.
    List<Integer> ports();

    /// Whether PostgreSQL must be ready before [#launch].
    boolean needsDatabase();

    /// Unpacks and initialises what is missing; may take a minute at the first start, and says what it is doing.
    void prepare(Consumer<String> doing);

    Launch launch();

    boolean ready();

    default void whenReady() {}

    /// Whether the platform starts without it.
    default boolean optional() {
        return false;
    }

    /// Asked while the part runs; empty when it has nothing to tell.
    default Optional<Progress> progress() {
        return Optional.empty();
    }

    /// Called after the process ended on request.
    default void whenStopped() {}
}
