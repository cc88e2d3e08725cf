package io.tandem.registry.node;

import io.tandem.events.CanaryStanding;
import io.tandem.events.EvaluationResult;
import io.tandem.events.EventJson;
import io.tandem.events.JudgeStanding;
import io.tandem.events.ToolRecord;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.TopicView;
import io.tandem.registry.judge.KnownJudges;
import io.tandem.registry.tool.HeldTools;
import io.tandem.registry.version.Freshness;
import io.tandem.registry.version.Verdicts;
import java.time.Duration;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The views of one process.
final class RegistryNode implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RegistryNode.class);
    private static final String SERVICE = "registry";
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final TopicView<ToolRecord> tools;
    private final TopicView<JudgeStanding> judges;
    private final TopicView<EvaluationResult> results;
    private final TopicView<CanaryStanding> canaries;
    private final Freshness freshness;
    private final Thread looking = Thread.ofVirtual().name("registry-freshness").unstarted(this::look);
    private final Duration pause;
    private volatile boolean closed;

    RegistryNode(
            Broker broker, HeldTools held, KnownJudges known, Verdicts verdicts, Freshness freshness, Duration pause) {
        this.freshness = freshness;
        this.pause = pause;
        broker.ensure(Topic.HUB_TOOLS, Topic.JUDGE_STANDINGS, Topic.EVALUATION_RESULTS, Topic.CANARY_STANDINGS);
        this.tools = new TopicView<>(
                        broker, SERVICE, Topic.HUB_TOOLS.topicName(), bytes -> EventJson.read(bytes, ToolRecord.class))
                .start();
        held.readFrom(tools::all);
        this.judges = new TopicView<>(
                        broker,
                        SERVICE,
                        Topic.JUDGE_STANDINGS.topicName(),
                        bytes -> EventJson.read(bytes, JudgeStanding.class))
                .start();
        known.readFrom(judges::get);
        this.results = new TopicView<>(
                        broker,
                        SERVICE,
                        Topic.EVALUATION_RESULTS.topicName(),
                        bytes -> EventJson.read(bytes, EvaluationResult.class))
                .onChange((key, result) -> take(key, result, verdicts::take))
                .start();
        this.canaries = new TopicView<>(
                        broker,
                        SERVICE,
                        Topic.CANARY_STANDINGS.topicName(),
                        bytes -> EventJson.read(bytes, CanaryStanding.class))
                .onChange((key, standing) -> take(key, standing, verdicts::take))
                .start();
        looking.start();
    }

    /// Tells the catalogue now and then which results have become stale; never before the tools are known.
    private void look() {
        while (!closed) {
            try {
                if (ready()) {
                    freshness.note();
                }
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warnf("which results are stale is not known yet: %s", e.getMessage());
                LOG.debug("stale results", e);
                pause();
            }
        }
    }

    boolean ready() {
        return tools.caughtUp() && judges.caughtUp() && results.caughtUp() && canaries.caughtUp();
    }

    @Override
    public void close() {
        closed = true;
        looking.interrupt();
        tools.close();
        judges.close();
        results.close();
        canaries.close();
    }

    /// Takes what governance says in before the next is read; while the database is away it waits.
    private <T> void take(String key, @Nullable T said, Consumer<T> store) {
        while (said != null && !closed) {
            try {
                store.accept(said);
                return;
            } catch (RuntimeException e) {
                LOG.warnf("what governance says of %s is not stored yet: %s", key, e.getMessage());
                LOG.debug(key, e);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
