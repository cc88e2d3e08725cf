package io.tandem.registry.overlap;

import io.tandem.events.AgentDefinition;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import io.tandem.registry.agent.Agents;
import io.tandem.registry.agent.Catalogue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The agents of all teams that are much like one, most alike first. Retired and built-in ones count for nothing.
@ApplicationScoped
public class NearDuplicates {
    private static final int MOST_TOLD = 5;

    private final Catalogue catalogue;
    private final Agents agents;
    private final OverlapSettings settings;
    private volatile Compare compared = new Compare(List.of(), List.of());

    @Inject
    public NearDuplicates(Catalogue catalogue, Agents agents, OverlapSettings settings) {
        this.catalogue = catalogue;
        this.agents = agents;
        this.settings = settings;
    }

    /// @param name of the agent itself, which is never compared with its own versions
    public List<NearDuplicate> of(String name, AgentDefinition.Spec spec, Caller caller) {
        Profile mine = Profile.of(spec);
        return catalogue.described().stream()
                .filter(other -> !other.name().equals(name))
                .map(other -> compared(mine, other))
                .filter(pair -> pair.likeness().score() >= settings.threshold())
                .sorted(Comparator.comparingDouble(
                                (Compared pair) -> pair.likeness().score())
                        .reversed())
                .map(pair -> told(pair, mine, caller))
                .toList();
    }

    /// Two agents that are much alike.
    public record Pair(Catalogue.Described one, Catalogue.Described other, double score) {}

    private record Compare(List<Catalogue.Described> agents, List<Pair> pairs) {}

    /// All pairs, compared again only after an agent has changed.
    public List<Pair> pairs(List<Catalogue.Described> agents) {
        Compare known = compared;
        if (known.agents().equals(agents)) {
            return known.pairs();
        }
        List<Profile> profiles = agents.stream()
                .map(agent -> Profile.of(agent.purpose(), agent.about(), agent.tools()))
                .toList();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < agents.size(); i++) {
            for (int j = i + 1; j < agents.size(); j++) {
                double score = Likeness.of(profiles.get(i), profiles.get(j)).score();
                if (score >= settings.threshold()) {
                    pairs.add(new Pair(agents.get(i), agents.get(j), score));
                }
            }
        }
        compared = new Compare(agents, List.copyOf(pairs));
        return compared.pairs();
    }

    /// Refuses without a reason, and says what to do.
    public static ProblemException refusal(List<NearDuplicate> alike) {
        int more = alike.size() - MOST_TOLD;
        return new ProblemException(
                OverlapProblem.NEAR_DUPLICATE,
                "It is much like "
                        + alike.stream()
                                .limit(MOST_TOLD)
                                .map(NearDuplicate::told)
                                .collect(Collectors.joining(", "))
                        + (more > 0 ? " and " + more + " more" : "")
                        + ". Use or extend what is there, or submit it with a reason, which the approver will read.",
                "reason",
                null);
    }

    private record Compared(Catalogue.Described other, Likeness likeness) {}

    private static Compared compared(Profile mine, Catalogue.Described other) {
        return new Compared(other, Likeness.of(mine, Profile.of(other.purpose(), other.about(), other.tools())));
    }

    private NearDuplicate told(Compared pair, Profile mine, Caller caller) {
        Catalogue.Described other = pair.other();
        double likeness = Math.round(pair.likeness().score() * 100) / 100.0;
        NearDuplicate bare = new NearDuplicate(other.name(), other.team(), other.owner(), likeness, null, null, null);
        if (!agents.sees(other.name(), caller)) {
            return bare;
        }
        return new NearDuplicate(
                other.name(),
                other.team(),
                other.owner(),
                likeness,
                other.purpose(),
                words(mine, other),
                other.tools().stream().filter(mine.tools()::contains).toList());
    }

    private static List<String> words(Profile mine, Catalogue.Described other) {
        Set<String> theirs =
                Profile.of(other.purpose(), other.about(), other.tools()).about();
        return mine.about().stream().filter(theirs::contains).sorted().toList();
    }
}
