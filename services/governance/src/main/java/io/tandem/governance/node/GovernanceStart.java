package io.tandem.governance.node;

import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import io.tandem.governance.audit.AuditDesk;
import io.tandem.governance.canary.CanaryDesk;
import io.tandem.governance.erasure.ErasureDesk;
import io.tandem.governance.evaluation.EvaluationDesk;
import io.tandem.governance.impact.ImpactDesk;
import io.tandem.governance.judge.JudgeDesk;
import io.tandem.governance.period.PeriodDesk;
import io.tandem.governance.replay.ReplayDesk;
import io.tandem.governance.rerun.RequestReplayDesk;
import io.tandem.governance.router.ModelRouter;
import io.tandem.governance.router.Models;
import io.tandem.governance.scoring.ScoringDesk;
import io.tandem.governance.use.UseDesk;
import io.tandem.governance.worth.WorthDesk;
import io.tandem.kit.identity.KeyRegistration;
import io.tandem.kit.identity.ServiceToken;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import io.tandem.kit.refusal.Refusal;
import io.tandem.kit.start.Starting;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// The node inside the container: started in the background, stopped with the process.
@Singleton
@Readiness
public class GovernanceStart implements HealthCheck {
    private static final String SERVICE = "governance";

    private final Starting<GovernanceNode> node;

    @Inject
    public GovernanceStart(
            @DataSource(SERVICE) javax.sql.DataSource dataSource,
            Broker broker,
            ServiceToken token,
            GovernanceSettings settings) {
        this.node = new Starting<>(
                SERVICE,
                () -> new GovernanceNode(
                        dataSource,
                        broker,
                        settings,
                        Clock.systemUTC(),
                        models(new ModelRouter(settings.routerUrl(), settings.judgeTimeout(), token)),
                        key -> register(settings, token, key)));
    }

    private static Models models(ModelRouter router) {
        return new Models(router::ask, router::first);
    }

    private static AutoCloseable register(GovernanceSettings settings, ServiceToken token, EvaluationDesk.Key key) {
        return new KeyRegistration(SERVICE, settings.registryUrl(), token, key.key(), key.published()).start();
    }

    @Override
    public HealthCheckResponse call() {
        GovernanceNode running = node.get();
        return HealthCheckResponse.named("governance records, views caught up, key published")
                .status(running != null && running.ready())
                .build();
    }

    /// The desk, which is not there while governance starts.
    @Produces
    @Singleton
    Supplier<AuditDesk> desk() {
        return () -> running().desk();
    }

    /// Reports for a period, which are not there while governance starts.
    @Produces
    @Singleton
    Supplier<PeriodDesk> periods() {
        return () -> running().periods();
    }

    /// Erasures of payloads, which are not there while governance starts.
    @Produces
    @Singleton
    Supplier<ErasureDesk> erasures() {
        return () -> running().erasures();
    }

    /// The evaluations, which are not there while governance starts.
    @Produces
    @Singleton
    Supplier<EvaluationDesk> evaluations() {
        return () -> running().evaluations();
    }

    /// The judges, which are not there while governance starts.
    @Produces
    @Singleton
    Supplier<JudgeDesk> judges() {
        return () -> running().judges();
    }

    /// The replays of requests, which are not there while governance starts.
    @Produces
    @Singleton
    Supplier<RequestReplayDesk> requests() {
        return () -> running().requests();
    }

    /// The replays of policies, which are not there while governance starts.
    @Produces
    @Singleton
    Supplier<ReplayDesk> replays() {
        return () -> running().replays();
    }

    /// Outcomes and worth, which are not there while governance starts.
    @Produces
    @Singleton
    Supplier<WorthDesk> worth() {
        return () -> running().worth();
    }

    /// How agents do, which is not there while governance starts.
    @Produces
    @Singleton
    Supplier<UseDesk> use() {
        return () -> running().use();
    }

    /// Scores of runs, which are not there while governance starts.
    @Produces
    @Singleton
    Supplier<ScoringDesk> scoring() {
        return () -> running().scoring();
    }

    /// The canaries, which are not there while governance starts.
    @Produces
    @Singleton
    Supplier<CanaryDesk> canaries() {
        return () -> running().canaries();
    }

    /// What a halt would hit, which is not there while governance starts.
    @Produces
    @Singleton
    Supplier<ImpactDesk> impact() {
        return () -> running().impact();
    }

    /// What somebody was kept from doing at governance's paths. What concerns the ledger is recorded by its desk.
    void refused(@ObservesAsync Refusal refusal) {
        GovernanceNode running = node.get();
        if (running != null && refusal.concerns(SERVICE) && !refusal.path().startsWith("/api/v1/audit")) {
            running.refused(refusal.event());
        }
    }

    void start(@Observes StartupEvent event) {
        node.start();
    }

    @PreDestroy
    void stop() {
        node.close();
    }

    private GovernanceNode running() {
        GovernanceNode running = node.get();
        if (running == null) {
            throw new ProblemException(CommonProblem.UNAVAILABLE, "Governance is still starting.");
        }
        return running;
    }
}
