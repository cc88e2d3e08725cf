package io.tandem.registry.node;

import io.tandem.events.EvaluationResult;
import io.tandem.events.EventJson;
import io.tandem.events.ToolRecord;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.TopicView;
import io.tandem.registry.tool.HeldTools;
import io.tandem.registry.version.Freshness;
import io.tandem.registry.version.Verdicts;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The views of one process.
final class RegistryNode implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RegistryNode.class);
    private static final String SERVICE = "registry";
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final TopicView<ToolRecord> tools;
    private final TopicView<EvaluationResult> results;
    private final Verdicts verdicts;
    private final Freshness freshness;
    private final Thread looking = Thread.ofVirtual().name("registry-freshness").unstarted(this::look);
    private final Duration pause;
    private volatile boolean closed;

    RegistryNode(Broker broker, HeldTools held, Verdicts verdicts, Freshness freshness, Duration pause) {
        this.freshness = freshness;
        this.pause = pause;
        this.verdicts = verdicts;
        broker.ensure(Topic.HUB_TOOLS, Topic.EVALUATION_RESULTS);
        this.tools = new TopicView<>(
                        broker, SERVICE, Topic.HUB_TOOLS.topicName(), bytes -> EventJson.read(bytes, ToolRecord.class))
                .start();
        held.readFrom(tools::all);
        this.results = new TopicView<>(
                        broker,
                        SERVICE,
                        Topic.EVALUATION_RESULTS.topicName(),
                        bytes -> EventJson.read(bytes, EvaluationResult.class))
                .onChange(this::take)
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
        return tools.caughtUp() && results.caughtUp();
    }

    @Override
    public void close() {
        closed = true;
        looking.interrupt();
        tools.close();
        results.close();
    }

    /// Takes a verdict in before the next one is read; while the database is away it waits.
    private void take(String key, @Nullable EvaluationResult result) {
        while (result != null && !closed) {
            try {
                verdicts.take(result);
                return;
            } catch (RuntimeException e) {
                LOG.warnf("the result for %s is not stored yet: %s", key, e.getMessage());
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
