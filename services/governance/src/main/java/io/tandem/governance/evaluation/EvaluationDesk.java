package io.tandem.governance.evaluation;

import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.events.EventJson;
import io.tandem.events.KeyRecord;
import io.tandem.events.Topic;
import io.tandem.governance.judge.JudgeDesk;
import io.tandem.governance.publish.Publication;
import io.tandem.governance.recorded.RecordedTasks;
import io.tandem.governance.verdict.Gate;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.TopicView;
import io.tandem.kit.pass.PassSigner;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Evaluations as others meet them: asked for by a version that moves to IN_EVALUATION, or by a person.
///
/// People see evaluations of their teams' agents; auditors and administrators all. Who builds, operates or approves may
/// ask for one.
public final class EvaluationDesk implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EvaluationDesk.class);
    private static final String SERVICE = "governance";
    private static final int MOST_REPEATS = 10;
    private static final Set<String> MAY_ASK = Set.of("builder", "operator", "approver", "admin");

    private final PassSigner signer = new PassSigner(SERVICE);
    private final TopicView<AgentRecord> agents;
    private final TopicView<KeyRecord> keys;
    private final Candidates candidates;
    private final AgentTasks tasks;
    private final Evaluations evaluations;
    private final EvaluationPages pages;
    private final Evaluator evaluator;
    private final AutoCloseable registration;

    /// What evaluations need of others.
    ///
    /// @param register makes a public key known to the registry, and is told where to see that it is
    public record Outside(JudgeDesk judges, Function<Key, AutoCloseable> register) {}

    /// How evaluations run; see [Evaluator.Pace] and [Trials].
    public record Settings(int atOnce, Duration taskTimeout, Duration pause) {}

    /// Starts everything.
    public EvaluationDesk(
            DataSource dataSource,
            Broker broker,
            Publication publication,
            Settings settings,
            Outside outside,
            Clock clock) {
        broker.ensure(Topic.REGISTRY_AGENTS, Topic.REGISTRY_KEYS);
        this.evaluations = new Evaluations(dataSource, publication, clock);
        this.pages = new EvaluationPages(dataSource);
        this.tasks = new AgentTasks(broker, signer);
        this.keys = new TopicView<>(
                        broker,
                        SERVICE,
                        Topic.REGISTRY_KEYS.topicName(),
                        bytes -> EventJson.read(bytes, KeyRecord.class))
                .start();
        this.agents = new TopicView<>(
                        broker,
                        SERVICE,
                        Topic.REGISTRY_AGENTS.topicName(),
                        bytes -> EventJson.read(bytes, AgentRecord.class))
                .onChange((key, record) -> moved(record))
                .start();
        this.candidates = new Candidates(agents::get);
        KeyRecord key = signer.publicKey();
        this.registration = outside.register().apply(new Key(key, this::keyKnown));
        this.evaluator = new Evaluator(
                        new Evaluator.Parts(
                                evaluations,
                                new Trials(
                                        new Trials.Parts(
                                                evaluations,
                                                tasks,
                                                new TaskFacts(new RecordedTasks(dataSource)),
                                                candidates,
                                                outside.judges()),
                                        settings.taskTimeout())),
                        agents::get,
                        this::ready,
                        new Evaluator.Pace(settings.atOnce(), settings.pause()),
                        broker.node())
                .start();
    }

    /// Governance's signature, by the key that is registered.
    public PassSigner signer() {
        return signer;
    }

    /// By which agents are asked as governance.
    public AgentTasks tasks() {
        return tasks;
    }

    /// A key that is to be registered, and whether everybody can see it.
    public record Key(KeyRecord key, java.util.function.BooleanSupplier published) {}

    /// Whether agents may be asked: views at their end, replies read, our key known to everybody.
    public boolean ready() {
        return agents.caughtUp() && keys.caughtUp() && tasks.ready() && keyKnown();
    }

    EvaluationPages.Page page(
            Caller caller, EvaluationPages.Wanted wanted, @Nullable Integer pageSize, @Nullable String pageToken) {
        EvaluationPages.Wanted visible =
                new EvaluationPages.Wanted(teams(caller), wanted.agent(), wanted.version(), wanted.state(), wanted.q());
        return pages.page(visible, pageSize, pageToken);
    }

    /// @throws ProblemException NOT_FOUND
    Evaluation one(Caller caller, String id) {
        try {
            List<Evaluation.Run> done = evaluations.done(id);
            Optional<Evaluation> seen = pages.one(id, teams(caller), done);
            if (seen.isEmpty()) {
                throw notFound().hiding(pages.one(id, null, done).isPresent());
            }
            return seen.get();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read evaluations", e);
        }
    }

    /// What somebody asks for.
    ///
    /// @param against the version to compare with, `none` for no comparison; null for the active one
    /// @param tiers whether the version is asked on both tiers, instead of beside another version
    /// @param repeat how often each case runs; null for what the definition says
    record Wish(
            String agent,
            String version,
            @Nullable String against,
            boolean tiers,
            @Nullable Integer repeat) {}

    /// Asks for an evaluation of a version that the caller's team owns.
    ///
    /// @throws ProblemException NOT_FOUND, FORBIDDEN, or an [EvaluationProblem]
    Evaluation ask(Caller caller, Wish wish) {
        AgentRecord.Version version =
                candidates.version(wish.agent(), wish.version()).orElseThrow(EvaluationDesk::notFound);
        if (!sees(caller, version)) {
            throw notFound().hiding(true);
        }
        if (caller.roles().stream().noneMatch(MAY_ASK::contains)) {
            throw new ProblemException(
                    CommonProblem.FORBIDDEN, "Builders, operators, approvers and administrators ask for evaluations.");
        }
        AgentDefinition definition = version.definition();
        if (definition == null || definition.spec().evaluation().cases().isEmpty()) {
            throw new ProblemException(
                    EvaluationProblem.NO_CASES, "Add evaluation cases to " + wish.agent() + " first.");
        }
        Candidates.checkAskable(version);
        try {
            String id = evaluations.ask(order(version, definition.spec().evaluation(), wish, caller.id()));
            return pages.one(Objects.requireNonNull(id), null, List.of()).orElseThrow();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot write evaluations", e);
        }
    }

    private Evaluation.Order order(
            AgentRecord.Version version, AgentDefinition.Evaluation suite, Wish wish, String askedBy) {
        Integer repeat = wish.repeat();
        if (repeat != null && (repeat < 1 || repeat > MOST_REPEATS)) {
            throw ProblemException.invalid("repeat", "It is from 1 to " + MOST_REPEATS + ".");
        }
        String active = candidates.comparedWith(version);
        String against = wish.tiers() ? version.version() : candidates.against(version, wish.against(), active);
        boolean counts =
                !wish.tiers() && Objects.equals(against, active) && (repeat == null || repeat >= Gate.repeat(suite));
        return new Evaluation.Order(
                version,
                repeat == null ? suite : suite.repeated(repeat),
                against,
                wish.tiers(),
                counts,
                "asked:" + UUID.randomUUID(),
                askedBy);
    }

    /// Whether all agents and versions are known that were published before this process began.
    public boolean agentsKnown() {
        return agents.caughtUp();
    }

    /// All agents and versions as they are published.
    public Collection<AgentRecord> published() {
        return agents.all();
    }

    /// An agent or a version as it is published, by its key.
    public Optional<AgentRecord> published(String key) {
        return agents.get(key);
    }

    @Override
    public void close() throws Exception {
        evaluator.close();
        registration.close();
        tasks.close();
        agents.close();
        keys.close();
    }

    private boolean keyKnown() {
        return keys.get(signer.publicKey().keyId()).isPresent();
    }

    /// A version that moved to IN_EVALUATION is evaluated once for that move, however often the move is read.
    private void moved(@Nullable AgentRecord record) {
        if (!(record instanceof AgentRecord.Version version)
                || version.state() != AgentRecord.State.IN_EVALUATION
                || version.definition() == null) {
            return;
        }
        while (true) {
            try {
                evaluations.ask(new Evaluation.Order(
                        version,
                        version.definition().spec().evaluation(),
                        candidates.comparedWith(version),
                        false,
                        true,
                        "moved:" + version.at(),
                        Evaluations.self()));
                return;
            } catch (SQLException e) {
                LOG.warnf("the evaluation of %s waits for its database: %s", version.key(), e.getMessage());
                try {
                    Thread.sleep(Duration.ofSeconds(1));
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private static boolean sees(Caller caller, AgentRecord.Version version) {
        @Nullable Set<String> teams = teams(caller);
        return teams == null || teams.contains(version.team());
    }

    private static @Nullable Set<String> teams(Caller caller) {
        return caller.roles().contains("auditor") || caller.roles().contains("admin") ? null : caller.teams();
    }

    private static ProblemException notFound() {
        return new ProblemException(CommonProblem.NOT_FOUND, "There is no such agent version or evaluation.");
    }

    /// An optional filter that is none of the states.
    static Optional<Evaluation.State> state(@Nullable String asked) {
        if (asked == null || asked.isBlank()) {
            return Optional.empty();
        }
        for (Evaluation.State state : Evaluation.State.values()) {
            if (state.name().equals(asked)) {
                return Optional.of(state);
            }
        }
        throw ProblemException.invalid("state", "It is WAITING, RUNNING, DONE or GIVEN_UP.");
    }
}
