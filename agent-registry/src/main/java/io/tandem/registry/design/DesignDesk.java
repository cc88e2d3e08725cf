package io.tandem.registry.design;

import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import io.tandem.registry.agent.DefinitionChecks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jboss.logging.Logger;

/// Begins designs and lets each run to its end on a thread of its own, whether or not anybody still waits for it.
@ApplicationScoped
public class DesignDesk {
    private static final Logger LOG = Logger.getLogger(DesignDesk.class);

    private final Designer designer;
    private final Designs designs;

    @Inject
    public DesignDesk(Designer designer, Designs designs) {
        this.designer = designer;
        this.designs = designs;
    }

    /// What a design tells while it runs; the last is a result or a failure.
    sealed interface News {
        record Step(String step, String text) implements News {}

        record Result(DesignResult design) implements News {}

        record Failure(ProblemException problem) implements News {}
    }

    /// A design at work.
    record Running(String designId, BlockingQueue<News> news) {
        /// Waits for the end.
        ///
        /// @throws ProblemException if it failed
        DesignResult result() {
            while (true) {
                switch (next()) {
                    case News.Step step -> {
                        // Who waits for the result alone does not ask how it comes about.
                    }
                    case News.Result result -> {
                        return result.design();
                    }
                    case News.Failure failure -> throw failure.problem();
                }
            }
        }

        News next() {
            try {
                return news.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ProblemException(CommonProblem.UNAVAILABLE, "The platform is stopping.", null, e);
            }
        }
    }

    /// @throws ProblemException if the request is unusable, or the caller builds no agents for that team
    Running begin(DesignRequest request, Caller caller) {
        request.check();
        String team = team(request, caller);
        DefinitionChecks.checkTeam(caller, team);
        String id = designs.begin(request, team, caller);
        BlockingQueue<News> news = new LinkedBlockingQueue<>();
        Commission commission = new Commission(id, request, team, caller);
        Thread.ofVirtual().name("design-" + id).start(() -> news.add(work(commission, news)));
        return new Running(id, news);
    }

    private News work(Commission commission, BlockingQueue<News> news) {
        String id = commission.designId();
        try {
            DesignResult result = designer.design(commission, (step, text) -> {
                designs.step(id, text);
                news.add(new News.Step(step, text));
            });
            designs.done(result);
            return new News.Result(result);
        } catch (ProblemException e) {
            designs.failed(
                    id, Objects.requireNonNullElse(e.getMessage(), e.kind().title()));
            return new News.Failure(e);
        } catch (RuntimeException e) {
            LOG.errorf(e, "design %s failed", id);
            designs.failed(id, "Something went wrong here; the description is kept.");
            return new News.Failure(
                    new ProblemException(CommonProblem.INTERNAL, "The description is kept as the design " + id + "."));
        }
    }

    private static String team(DesignRequest request, Caller caller) {
        String asked = request.team() == null && request.draft() != null
                ? request.draft().metadata().team()
                : request.team();
        if (asked != null) {
            return asked;
        }
        List<String> teams = caller.teams().stream().sorted().toList();
        if (teams.isEmpty()) {
            throw ProblemException.invalid("team", "You are in no team; say for which one it is.");
        }
        return teams.getFirst();
    }
}
