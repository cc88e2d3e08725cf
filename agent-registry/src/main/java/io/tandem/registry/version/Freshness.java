package io.tandem.registry.version;

import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord.State;
import io.tandem.events.EventJson;
import io.tandem.events.ToolRecord;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import io.tandem.registry.agent.Agents;
import io.tandem.registry.judge.KnownJudges;
import io.tandem.registry.policy.Policies;
import io.tandem.registry.prompt.TierModels;
import io.tandem.registry.tool.HeldTools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Whether a result still says something: what it stands on is as it was, the version that it was compared with
/// is still the active one, and its time is not over.
@ApplicationScoped
public class Freshness {
    private static final Set<State> BEFORE_ACTIVE = EnumSet.of(State.IN_REVIEW, State.CANARY);

    private final Agents agents;
    private final HeldTools tools;
    private final TierModels models;
    private final KnownJudges judges;
    private final Policies policies;
    private final ResultSettings settings;

    @Inject
    Freshness(
            Agents agents,
            HeldTools tools,
            TierModels models,
            KnownJudges judges,
            Policies policies,
            ResultSettings settings) {
        this.agents = agents;
        this.tools = tools;
        this.models = models;
        this.judges = judges;
        this.policies = policies;
        this.settings = settings;
    }

    /// How a result stands.
    ///
    /// @param stale what has changed since, as sentences; empty for a result that still says something
    /// @param validUntil when it has to be made again in any case
    record Standing(List<String> stale, Instant validUntil) {
        Standing {
            stale = List.copyOf(stale);
        }
    }

    /// What a version of a team stands on now, as JSON.
    String basis(String team, AgentDefinition.Spec spec) {
        return new String(EventJson.write(now(team, spec)), StandardCharsets.UTF_8);
    }

    Standing of(VersionRow version, ResultRow result) {
        List<String> stale = new ArrayList<>();
        AgentDefinition.Spec spec = version.readDefinition().spec();
        String basis = result.basis;
        if (basis != null) {
            Basis then = EventJson.read(basis.getBytes(StandardCharsets.UTF_8), Basis.class);
            stale.addAll(then.changes(
                    now(agents.teamOf(version.agent), spec), spec.tier().name()));
        }
        compared(version, result).ifPresent(stale::add);
        Instant validUntil = result.at.plus(settings.valid());
        if (validUntil.isBefore(Instant.now())) {
            stale.add("It is older than " + settings.valid().toDays() + " days.");
        }
        return new Standing(stale, validUntil);
    }

    /// Why there is no result that still says that the version passed; empty if there is one.
    Optional<ProblemException> notPassed(VersionRow version) {
        ResultRow result = ResultRow.newest(version);
        if (result == null || !result.passed) {
            return Optional.of(new ProblemException(
                    VersionProblem.EVALUATION_NOT_PASSED,
                    result == null
                            ? "There is no result for this version's digest; evaluate it first."
                            : "Its newest result is a failure. " + result.told()));
        }
        try {
            check(version, result);
            return Optional.empty();
        } catch (ProblemException stale) {
            return Optional.of(stale);
        }
    }

    /// Refuses to go on with a result that says nothing any more, or where that cannot be known.
    private void check(VersionRow version, ResultRow result) {
        Standing standing = of(version, result);
        if (!standing.stale().isEmpty()) {
            throw new ProblemException(
                    VersionProblem.EVALUATION_STALE,
                    String.join(" ", standing.stale()) + " Evaluate version " + version.number + " again.");
        }
        String basis = result.basis;
        AgentDefinition.Spec spec = version.readDefinition().spec();
        if (basis != null
                && EventJson.read(basis.getBytes(StandardCharsets.UTF_8), Basis.class)
                                .model()
                        != null
                && models.first(spec.tier().name()).isEmpty()) {
            throw new ProblemException(
                    CommonProblem.UNAVAILABLE,
                    "Model-router does not tell which model answers now, so the result cannot be relied on.");
        }
    }

    /// Writes down for each agent how the result of its active version stands, for the catalogue.
    @Transactional
    public void note() {
        for (VersionRow active : VersionRow.<VersionRow>list("state", State.ACTIVE)) {
            ResultRow result = ResultRow.newest(active);
            Standing standing = result == null ? null : of(active, result);
            agents.noteReview(
                    active.agent,
                    standing == null || standing.stale().isEmpty() ? null : String.join(" ", standing.stale()),
                    standing == null ? null : standing.validUntil());
        }
    }

    /// A version that is to become active was compared with the one that is; another may have become active since. What
    /// is active already need not be better than itself.
    private static Optional<String> compared(VersionRow version, ResultRow result) {
        VersionRow active = VersionRow.<VersionRow>find("agent = ?1 and state = ?2", version.agent, State.ACTIVE)
                .firstResult();
        if (!BEFORE_ACTIVE.contains(version.state) || active == null || active.number == version.number) {
            return Optional.empty();
        }
        @Nullable String against = result.against;
        if (Integer.toString(active.number).equals(against)) {
            return Optional.empty();
        }
        return Optional.of("Version " + active.number + " is active now, and it was compared with "
                + (against == null ? "none." : "version " + against + "."));
    }

    private Map<String, Basis.Judge> judges(String team, AgentDefinition.Spec spec) {
        Map<String, Basis.Judge> asked = new TreeMap<>();
        for (AgentDefinition.Case tried : spec.evaluation().cases()) {
            for (AgentDefinition.Check check : tried.expect()) {
                String name = check.judge();
                if (name != null) {
                    asked.put(
                            name,
                            judges.of(team, name)
                                    .map(judge -> new Basis.Judge(
                                            judge.rubric(),
                                            judge.judging(spec.tier()).orElse(null)))
                                    .orElse(Basis.Judge.UNKNOWN));
                }
            }
        }
        return asked;
    }

    private Basis now(String team, AgentDefinition.Spec spec) {
        Map<String, String> pins = new TreeMap<>();
        for (String name : spec.tools()) {
            tools.pinned(name).map(ToolRecord::definitionHash).ifPresent(hash -> pins.put(name, hash));
        }
        return new Basis(
                models.first(spec.tier().name()).orElse(null),
                pins,
                judges(team, spec),
                policies.enforcedHash(team).orElse(null));
    }
}
