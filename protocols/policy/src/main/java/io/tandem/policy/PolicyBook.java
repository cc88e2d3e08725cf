package io.tandem.policy;

import io.tandem.events.PolicyDecision;
import io.tandem.events.PolicyRecord;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Each team's policies as they are now: what is in force, and what is only observed.
///
/// A new record takes effect with the next decision; its text is read once.
public final class PolicyBook {
    private static final PolicyRecord.Revision NOTHING_OF_ITS_OWN =
            new PolicyRecord.Revision(0, PolicyText.hash(""), "");

    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Function<String, Optional<PolicyRecord>> records;
    private final Reader reader;
    private final Map<Place, Page> pages = new ConcurrentHashMap<>();

    /// Makes a text decide. A text that cannot be read denies everything, and says so.
    public interface Reader {
        /// @param revision how decisions name it
        DecisionPoint read(String revision, String teamText);
    }

    private record Place(String team, boolean enforced) {}

    private record Page(PolicyRecord.Revision revision, DecisionPoint point) {}

    /// @param records a team's record of `registry.policies`
    public PolicyBook(Function<String, Optional<PolicyRecord>> records, Reader reader) {
        this.records = records;
        this.reader = reader;
    }

    /// @param team whose policies are asked: the one that owns the agent
    public PolicyDecision decide(String team, Question question) {
        PolicyRecord record = records.apply(team).orElse(null);
        PolicyDecision decision = page(new Place(team, true), record == null ? null : record.enforced())
                .decide(question);
        PolicyRecord.Revision tried = record == null ? null : record.observed();
        if (tried == null) {
            return decision;
        }
        PolicyDecision observed = page(new Place(team, false), tried).decide(question);
        return observed.outcome() == decision.outcome() ? decision : decision.observing(observed);
    }

    private DecisionPoint page(Place place, PolicyRecord.@Nullable Revision revision) {
        PolicyRecord.Revision wanted = revision == null ? NOTHING_OF_ITS_OWN : revision;
        Page known = pages.get(place);
        if (known != null && known.revision().equals(wanted)) {
            return known.point();
        }
        return pages.compute(
                        place, (at, page) -> page != null && page.revision().equals(wanted) ? page : read(at, wanted))
                .point();
    }

    private Page read(Place place, PolicyRecord.Revision revision) {
        String name = name(place.team(), revision);
        DecisionPoint point = new TimeBound(reader.read(name, revision.text()), LONGEST, name, revision.hash());
        return new Page(revision, new Remembered(point));
    }

    private static String name(String team, PolicyRecord.Revision revision) {
        return revision.number() == 0 ? "built-in" : team + "@" + revision.number();
    }
}
