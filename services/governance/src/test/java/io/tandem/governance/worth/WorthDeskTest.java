package io.tandem.governance.worth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.AgentRecord;
import io.tandem.events.EventJson;
import io.tandem.events.Money;
import io.tandem.events.TaskEvent;
import io.tandem.events.Topic;
import io.tandem.governance.publish.Publication;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.problem.ProblemException;
import io.tandem.kit.testing.RealKafka;
import io.tandem.kit.testing.RealPostgres;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// From a task's events to its worth, on real Kafka and PostgreSQL.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorthDeskTest {
    private static final Caller ASKER = caller("ada", Set.of("sales"), Set.of());
    private static final Caller BUILDER = caller("builder", Set.of("sales"), Set.of("builder"));
    private static final Caller STRANGER = caller("eve", Set.of("finance"), Set.of("operator"));

    private RealKafka kafka;
    private RealPostgres postgres;
    private Broker broker;
    private Publication publication;
    private WorthDesk desk;

    private static Caller caller(String name, Set<String> teams, Set<String> roles) {
        return new Caller(Caller.Kind.person, name, teams, roles);
    }

    @BeforeAll
    void start() {
        kafka = RealKafka.start();
        postgres = RealPostgres.start();
        DataSource dataSource = postgres.migrated("governance");
        broker = kafka.broker("test");
        publication = new Publication(dataSource, broker);
        AgentRecord known = new AgentRecord.Pointer(
                AgentRecord.SCHEMA,
                "clerk",
                "sales",
                AgentRecord.Visibility.team,
                "1",
                false,
                "Helps",
                List.of(),
                Map.of(),
                Instant.now());
        desk = new WorthDesk(
                dataSource,
                broker,
                publication,
                name -> name.equals("clerk") ? Optional.of(known) : Optional.empty(),
                agents -> {});
    }

    @AfterAll
    void stop() throws Exception {
        desk.close();
        publication.close();
        postgres.close();
        kafka.close();
    }

    private void entry(String task, long seq, String kind, String state, ObjectNode body) {
        entry(task, null, seq, kind, state, body);
    }

    private void entry(String task, @Nullable String parent, long seq, String kind, String state, ObjectNode body) {
        TaskEvent event = new TaskEvent(
                TaskEvent.SCHEMA,
                task,
                seq,
                1,
                "c",
                parent,
                "sales",
                "clerk",
                "1",
                "person:ada",
                kind,
                state,
                body,
                Instant.now());
        broker.producer("test").send(new ProducerRecord<>(Topic.A2A_EVENTS.topicName(), task, EventJson.write(event)));
    }

    private static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode();
    }

    private void completed(String task) {
        ObjectNode turn = body();
        turn.putObject("cost").put("amount", "0.25").put("currency", "EUR");
        entry(task, 1, "received", "TASK_STATE_SUBMITTED", body());
        entry(task, 2, "model-turn", "TASK_STATE_WORKING", turn);
        entry(task, 2, "model-turn", "TASK_STATE_WORKING", turn);
        entry(task, 3, "tool-intent", "TASK_STATE_WORKING", body().put("tool", "shop/query"));
        entry(task, 4, "ended", "TASK_STATE_COMPLETED", body());
        broker.producer("test").flush();
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            desk.of(ASKER, task);
            return true;
        });
    }

    @Test
    void reckonsWhatSomebodyAccepted() {
        completed("t1");
        completed("t2");
        desk.assume(BUILDER, "clerk", 30, new Money(new BigDecimal("40"), "EUR"), null);
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> assertThat(
                        desk.say(ASKER, "t1", Outcome.Decision.ACCEPTED, null).by())
                .isEqualTo("person:ada"));
        desk.say(ASKER, "t1", Outcome.Decision.ACCEPTED, null);
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> assertThat(
                        desk.say(ASKER, "t2", Outcome.Decision.REJECTED, "It is wrong.")
                                .reason())
                .isEqualTo("It is wrong."));

        Worth.Line line = desk.worth(BUILDER, "agent").items().getFirst();

        assertThat(line.accepted()).isEqualTo(1);
        assertThat(line.rejected()).isEqualTo(1);
        assertThat(line.saved()).isEqualTo(new Money(new BigDecimal("20.00"), "EUR"));
        assertThat(line.cost()).isEqualTo(new Money(new BigDecimal("0.50000000"), "EUR"));
        assertThat(desk.of(ASKER, "t1")).hasSize(1);

        desk.say(ASKER, "t1", Outcome.Decision.REOPENED, "The customer came back.");

        assertThat(desk.worth(BUILDER, "agent").items().getFirst().accepted()).isZero();
        assertThat(desk.worth(STRANGER, "agent").items()).isEmpty();
    }

    @Test
    void keepsToThoseWhoMayJudge() {
        completed("t3");

        assertThatThrownBy(() -> desk.say(STRANGER, "t3", Outcome.Decision.ACCEPTED, null))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> desk.say(BUILDER, "t3", Outcome.Decision.ACCEPTED, null))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> desk.say(ASKER, "t3", Outcome.Decision.REJECTED, " "))
                .hasMessageContaining("Say why");
        assertThatThrownBy(() -> desk.say(ASKER, "t3", Outcome.Decision.REOPENED, "because"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void asksForTheWholeTaskOfAPart() {
        entry("t4", "t1", 1, "ended", "TASK_STATE_COMPLETED", body());
        broker.producer("test").flush();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThatThrownBy(() -> desk.say(ASKER, "t4", Outcome.Decision.ACCEPTED, null))
                        .hasMessageContaining("t1"));
    }
}
