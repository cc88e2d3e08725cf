package io.tandem.hub.access;

import io.tandem.kit.problem.ProblemException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param nextPageToken empty on the last page
public record Page<T>(List<T> items, String nextPageToken) {
    private static final int USUAL = 50;
    private static final int LARGEST = 200;

    public Page {
        items = List.copyOf(items);
    }

    /// The size that was asked for, within bounds.
    ///
    /// @throws ProblemException if it is not above 0
    public static int size(@Nullable Integer asked) {
        if (asked != null && asked < 1) {
            throw ProblemException.invalid("pageSize", "It is at least 1.");
        }
        return asked == null ? USUAL : Math.min(asked, LARGEST);
    }

    /// A page of a list that is ordered by a name, which is also the token.
    public static <T> Page<T> of(List<T> all, Function<T, String> name, String after, int size) {
        List<T> rest = all.stream()
                .filter(item -> name.apply(item).compareTo(after) > 0)
                .toList();
        List<T> given = rest.stream().limit(size).toList();
        return new Page<>(given, rest.size() > size ? name.apply(given.getLast()) : "");
    }

    /// A page made from one item more than it may hold.
    public static <T> Page<T> cut(List<T> found, Function<T, String> token, int size) {
        List<T> given = found.stream().limit(size).toList();
        return new Page<>(given, found.size() > size ? token.apply(given.getLast()) : "");
    }
}
