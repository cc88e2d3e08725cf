package io.tandem.governance.worth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.AgentUse;
import io.tandem.events.EventJson;
import io.tandem.events.Money;
import io.tandem.events.TaskEvent;
import io.tandem.events.Topic;
import io.tandem.governance.publish.Publication;
import io.tandem.governance.use.AgentUseFeed;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.TopicView;
import io.tandem.kit.testing.RealKafka;
import io.tandem.kit.testing.RealPostgres;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// From tasks' events to how an agent is used, on real Kafka and PostgreSQL.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentUseTest {
    private RealKafka kafka;
    private RealPostgres postgres;
    private Broker broker;
    private Publication publication;
    private AgentUseFeed feed;
    private CostConsumer costs;
    private TopicView<AgentUse> told;

    @BeforeAll
    void start() {
        kafka = RealKafka.start();
        postgres = RealPostgres.start();
        DataSource dataSource = postgres.migrated("governance");
        broker = kafka.broker("test");
        publication = new Publication(dataSource, broker);
        feed = new AgentUseFeed(dataSource, publication, agent -> Optional.empty(), Clock.systemUTC()).start();
        costs = new CostConsumer(dataSource, broker, feed::changed).start();
        told = new TopicView<>(
                        broker, "test", Topic.AGENT_USE.topicName(), bytes -> EventJson.read(bytes, AgentUse.class))
                .start();
    }

    @AfterAll
    void stop() {
        told.close();
        costs.close();
        feed.close();
        publication.close();
        postgres.close();
        kafka.close();
    }

    @Test
    void countsUseAndCostOfThirtyDaysAndToolsThenAndNow() {
        Instant now = Instant.now();
        task("t1", "clerk", "person:ada", now.minus(Duration.ofDays(60)), "a/read");
        task("t2", "clerk", "person:ada", now.minus(Duration.ofDays(40)), "a/read");
        task("t3", "clerk", "person:ada", now.minus(Duration.ofDays(10)), "a/read");
        task("t4", "clerk", "person:ada", now, "b/send");
        task("t4", "clerk", "person:ada", now, "b/send");
        broker.producer("test").flush();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> told.get("clerk").map(AgentUse::tasks).equals(Optional.of(2)));

        AgentUse use = told.get("clerk").orElseThrow();
        assertThat(use.lastUse()).isCloseTo(now, org.assertj.core.api.Assertions.within(Duration.ofSeconds(1)));
        assertThat(use.cost()).isEqualTo(new Money(new BigDecimal("0.50000000"), "EUR"));
        assertThat(use.toolsThen()).isEqualTo(Map.of("a/read", 2));
        assertThat(use.toolsNow()).isEqualTo(Map.of("b/send", 1));
    }

    @Test
    void saysNothingOfNowWhileTheFirstWeeksLast() {
        task("t5", "fresh", "person:ada", Instant.now(), "a/read");
        broker.producer("test").flush();

        await().atMost(Duration.ofSeconds(30)).until(() -> told.get("fresh").isPresent());

        assertThat(told.get("fresh").orElseThrow().toolsThen()).isEqualTo(Map.of("a/read", 1));
        assertThat(told.get("fresh").orElseThrow().toolsNow()).isEmpty();
    }

    @Test
    void leavesEvaluationsOut() {
        task("t6", "examined", "service:tandem-governance", Instant.now(), "a/read");
        task("t7", "after", "person:ada", Instant.now(), "a/read");
        broker.producer("test").flush();

        await().atMost(Duration.ofSeconds(30)).until(() -> told.get("after").isPresent());

        assertThat(told.get("examined")).isEmpty();
    }

    private void task(String task, String agent, String owner, Instant at, String tool) {
        ObjectNode turn = JsonNodeFactory.instance.objectNode();
        turn.putObject("cost").put("amount", "0.25").put("currency", "EUR");
        entry(task, agent, owner, at, 1, "model-turn", turn);
        entry(
                task,
                agent,
                owner,
                at,
                2,
                "tool-intent",
                JsonNodeFactory.instance.objectNode().put("tool", tool));
    }

    private void entry(String task, String agent, String owner, Instant at, long seq, String kind, ObjectNode body) {
        TaskEvent event = new TaskEvent(
                TaskEvent.SCHEMA,
                task,
                seq,
                1,
                "c",
                null,
                "sales",
                agent,
                "1",
                owner,
                kind,
                "TASK_STATE_WORKING",
                body,
                at);
        broker.producer("test").send(new ProducerRecord<>(Topic.A2A_EVENTS.topicName(), task, EventJson.write(event)));
    }
}
