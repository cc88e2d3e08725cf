package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.a2a.A2aJson;
import io.tandem.a2a.Operation;
import io.tandem.a2a.kafka.KafkaCall;
import io.tandem.a2a.kafka.KafkaReply;
import io.tandem.a2a.kafka.KafkaRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// More than 5,000 generated attempts over every surface, none of which may be accepted, and each of which must be on
/// record with its reason: forged, replayed, expired, widened, wrong audience, another team's, suspended, unapproved,
/// changed after approval.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AttacksTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.running();
    private static final LedgerRows LEDGER = new LedgerRows(TANDEM);
    private static final String TARGET = "fortress";
    private static final int AIM = 5_000;
    private static final int FORGERIES = 100;
    private static final int CHANGED_CALLS = 1_600;
    private static final int BIT_FLIPS = 10;
    private static final int SUSPENDED_CALLS = 100;
    private static final Map<String, Integer> ATTEMPTS = new LinkedHashMap<>();

    private static KafkaCaller kafka;
    private static String task;
    private static ToolServer tools;
    private static long tasks;

    @BeforeAll
    static void makeTarget() {
        tools = ToolServer.connected();
        Agents agents = new Agents(TANDEM);
        agents.submit(TARGET, "outside/record", "");
        agents.approve(List.of(TARGET));
        kafka = new KafkaCaller(TANDEM);
        task = agents.send(TARGET, "good morning").id();
        tasks = LEDGER.tasks(TARGET);
    }

    @AfterAll
    static void nothingHappened() {
        kafka.close();
        int all = ATTEMPTS.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println("attempts, none accepted, each on record: " + all + " " + ATTEMPTS);
        assertThat(LEDGER.tasks(TARGET)).as("tasks of the target").isEqualTo(tasks);
        assertThat(all).isGreaterThanOrEqualTo(AIM);
    }

    /// Waits until the ledger has exactly these refusals more than before.
    private static void awaitRecorded(long since, Map<String, Long> expected) {
        await("refusals on record")
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(LEDGER.refused(since)).containsAllEntriesOf(expected));
    }

    private static void attempted(String family, int times) {
        ATTEMPTS.merge(family, times, Integer::sum);
    }

    @Test
    @Order(1)
    void forgedRequestsOnKafka() throws Exception {
        ForgedRequests forged = new ForgedRequests(TANDEM, kafka, TARGET, task);
        assertThat(kafka.answer(forged.genuine).has("error")).isFalse();
        tasks = LEDGER.tasks(TARGET);
        long since = LEDGER.newest();
        Map<String, Long> expected = new TreeMap<>();
        for (ForgedRequests.Forgery forgery : ForgedRequests.ALL) {
            List<KafkaCall> calls = new ArrayList<>();
            for (int i = 0; i < FORGERIES; i++) {
                KafkaRequest request = forgery.make(forged);
                if (forgery.answered()) {
                    calls.add(kafka.open(request));
                } else {
                    kafka.put(request);
                }
            }
            for (KafkaCall call : calls) {
                try (call) {
                    KafkaReply reply = call.next(Duration.ofSeconds(30)).orElseThrow();
                    assertThat(reply.kind()).as(forgery.name()).isEqualTo(KafkaReply.Kind.ERROR);
                }
            }
            expected.merge(forgery.recorded(), (long) FORGERIES, Long::sum);
            attempted(forgery.recorded(), FORGERIES);
        }
        awaitRecorded(since, expected);
    }

    @Test
    @Order(2)
    void tokensThatDoNotHoldOverHttp() throws Exception {
        long since = LEDGER.newest();
        Map<String, Long> expected = new TreeMap<>();
        List<Surfaces.Request> surfaces = new ArrayList<>(Surfaces.agents());
        surfaces.addAll(Surfaces.registry());
        surfaces.addAll(Surfaces.platform());
        surfaces.addAll(Surfaces.internal());
        for (Map.Entry<String, List<String>> fault : faultyTokens().entrySet()) {
            for (String token : fault.getValue()) {
                Api thief = new Api(TANDEM, token);
                for (Surfaces.Request surface : surfaces) {
                    assertThat(surface.about(thief, TARGET).status())
                            .as(fault.getKey() + ": " + surface)
                            .isEqualTo(401);
                }
                expected.merge("token.refused " + fault.getKey(), (long) surfaces.size(), Long::sum);
                attempted("token.refused " + fault.getKey(), surfaces.size());
            }
        }
        awaitRecorded(since, expected);
    }

    /// By what the ledger must say of them.
    private static Map<String, List<String>> faultyTokens() throws InterruptedException {
        ForeignRealm realm = new ForeignRealm(TANDEM);
        String genuine = TANDEM.token("builder");
        String hasty = realm.shortToken();
        Thread.sleep(Duration.ofSeconds(2));
        Random random = new Random(8);
        List<String> forged = new ArrayList<>(List.of(ForeignRealm.forged(genuine), promoted(genuine)));
        for (int i = 0; i < BIT_FLIPS; i++) {
            forged.add(flipped(genuine, random));
        }
        return Map.of(
                "missing", List.of(""),
                "malformed", List.of("nonsense", ForeignRealm.unsigned(genuine)),
                "forged", forged,
                "expired", List.of(hasty),
                "wrong-audience", List.of(realm.tokenForOthers()));
    }

    private static String promoted(String token) {
        String[] parts = token.split("\\.", -1);
        String claims = ForeignRealm.claims(token).toString().replace("\"builder\"", "\"admin\"");
        return parts[0] + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(claims.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                + "." + parts[2];
    }

    private static String flipped(String token, Random random) {
        int from = token.lastIndexOf('.') + 1;
        int at = from + random.nextInt(token.length() - from - 1);
        return token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
    }

    @Test
    @Order(3)
    void peopleOfAnotherTeam() {
        long since = LEDGER.newest();
        int attempts = 0;
        List<Surfaces.Request> surfaces = new ArrayList<>(Surfaces.agents());
        surfaces.addAll(Surfaces.registry());
        for (String person : List.of("builder2", "approver2")) {
            Api stranger = Api.as(TANDEM, person);
            for (Surfaces.Request surface : surfaces) {
                assertThat(surface.about(stranger, TARGET).status())
                        .as(person + " " + surface)
                        .isEqualTo(404);
                attempts++;
            }
        }
        int all = attempts;
        await("refusals on record").atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            Map<String, Long> refused = LEDGER.refused(since);
            assertThat(refused.getOrDefault("call.refused agent-not-found", 0L)
                            + refused.getOrDefault("request.refused hidden", 0L))
                    .as(refused.toString())
                    .isEqualTo(all);
        });
        attempted("another team's agent over HTTP", all);
    }

    @Test
    @Order(4)
    void callersOfInternalPaths() {
        long since = LEDGER.newest();
        int attempts = 0;
        List<Api> callers = new ArrayList<>();
        for (String person : List.of("builder", "approver", "operator", "viewer", "auditor", "admin")) {
            callers.add(Api.as(TANDEM, person));
        }
        callers.add(new Api(TANDEM, TANDEM.serviceToken("router")));
        for (Api caller : callers) {
            for (String path : List.of("/internal/hub/decide", "/internal/hub/call")) {
                assertThat(caller.post(path, "{}").status()).as(path).isEqualTo(403);
                attempts++;
            }
        }
        awaitRecorded(since, Map.of("request.refused forbidden", (long) attempts));
        attempted("internal paths", attempts);
    }

    @Test
    @Order(5)
    void callsWithoutOrAfterTheirApproval() {
        long since = LEDGER.newest();
        List<String> reached = List.copyOf(tools.calls);
        CheatingRuntime runtime = new CheatingRuntime(TANDEM, TARGET, "1");
        String granted = runtime.approved("5");
        String waiting = runtime.ask("6");
        String rejected = runtime.rejected("7");
        Random random = new Random(8);
        for (int i = 0; i < CHANGED_CALLS; i++) {
            String status =
                    switch (random.nextInt(7)) {
                        case 0 -> runtime.call(Map.of("amount", Integer.toString(8 + random.nextInt(90_000))), granted);
                        case 1 -> runtime.call(Map.of("task", UUID.randomUUID().toString()), granted);
                        case 2 -> runtime.call(Map.of("seq", Integer.toString(5 + random.nextInt(500))), granted);
                        case 3 -> runtime.call(Map.of("of", "another " + random.nextInt()), granted);
                        case 4 -> runtime.call(Map.of("amount", "6"), waiting);
                        case 5 -> runtime.call(Map.of("amount", "7"), rejected);
                        default -> runtime.call(Map.of(), UUID.randomUUID().toString());
                    };
            assertThat(status).isEqualTo("denied");
        }
        assertThat(tools.calls).as("calls that reached the tool").isEqualTo(reached);
        await("denials on record")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(LEDGER.denied(since, TARGET)).isEqualTo(CHANGED_CALLS));
        attempted("unapproved, or changed after approval", CHANGED_CALLS);
    }

    @Test
    @Order(6)
    void workForASuspendedAgent() {
        assertThat(LEDGER.tasks(TARGET)).as("tasks of the target").isEqualTo(tasks);
        long since = LEDGER.newest();
        Api.Answer suspended = Api.as(TANDEM, "operator")
                .post(
                        "/api/v1/agents/" + TARGET + "/versions/1/transitions",
                        "{\"to\":\"SUSPENDED\",\"reason\":\"under attack\"}");
        assertThat(suspended.status()).as(suspended.text()).isEqualTo(200);
        Api builder = Api.as(TANDEM, "builder");
        AtomicLong refused = new AtomicLong();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> suspendedAtTheEdge(builder, refused) && suspendedOnKafka(refused));
        tasks = LEDGER.tasks(TARGET);
        for (int i = 0; i < SUSPENDED_CALLS; i++) {
            assertThat(suspendedAtTheEdge(builder, refused)).isTrue();
            assertThat(suspendedOnKafka(refused)).isTrue();
        }
        awaitRecorded(since, Map.of("call.refused agent-suspended", refused.get()));
        attempted("suspended", refused.intValue());
    }

    private static boolean suspendedAtTheEdge(Api caller, AtomicLong refused) {
        String message = A2aJson.toTree(Agents.message("wake up")).toString();
        return counted(
                caller.rpc(TARGET, Operation.SEND_MESSAGE.methodName(), message).text(), refused);
    }

    private static boolean suspendedOnKafka(AtomicLong refused) {
        return counted(kafka.send(TARGET, "wake up").toString(), refused);
    }

    private static boolean counted(String answer, AtomicLong refused) {
        boolean suspended = answer.contains("agent-suspended");
        if (suspended) {
            refused.incrementAndGet();
        }
        return suspended;
    }
}
