package io.tandem.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tandem.a2a.A2aJson;
import io.tandem.a2a.GetTaskRequest;
import io.tandem.a2a.Operation;
import io.tandem.a2a.kafka.KafkaRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

/// Requests on Kafka that must not be accepted: each one right in all but one thing.
final class ForgedRequests {
    private static final List<String> NOBODY = List.of();

    private final Random random = new Random(8);
    private final KafkaCaller caller;
    private final String agent;
    private final String task;
    private final SigningKey unknown = new SigningKey("gateway");
    private final SigningKey runtime;
    private final SigningKey governance;

    /// The one request that is right: it is used once before the others, and replayed by some of them.
    final KafkaRequest genuine;

    /// @param agent of team sales
    /// @param task of `builder` with that agent
    ForgedRequests(TandemUnderTest tandem, KafkaCaller caller, String agent, String task) {
        this.caller = caller;
        this.agent = agent;
        this.task = task;
        this.runtime = new SigningKey("runtime").registered(tandem);
        this.governance = new SigningKey("governance").registered(tandem);
        this.genuine = right();
    }

    /// One way to get it wrong.
    ///
    /// @param recorded kind and problem that the ledger must have for it
    /// @param answered false where nobody answers, or where the answer goes elsewhere
    record Forgery(String name, String recorded, boolean answered, Function<ForgedRequests, KafkaRequest> make) {
        KafkaRequest make(ForgedRequests by) {
            return make.apply(by);
        }
    }

    static final List<Forgery> ALL = List.of(
            pass("no pass", "missing", by -> by.fresh()),
            pass("no token at all", "malformed", by -> by.fresh().passed(digest -> "not.a.pass")),
            pass("a key that nobody registered", "unknown-key", by -> by.signed(by.unknown, claims -> claims)),
            pass("a changed signature", "forged", by -> by.fresh().passed(digest -> by.flipped(by.right(digest)))),
            pass("changed claims", "forged", by -> by.fresh().passed(digest -> by.promoted(by.right(digest)))),
            pass("no algorithm", "malformed", by -> by.fresh().passed(digest -> by.caller
                    .key()
                    .sign("none", "tandem-pass+jwt", by.of(digest).json("gateway")))),
            pass("another type of token", "malformed", by -> by.fresh()
                    .passed(digest ->
                            by.caller.key().sign("EdDSA", "JWT", by.of(digest).json("gateway")))),
            pass("another issuer's name", "widened", by -> by.fresh().passed(digest -> by.caller
                    .key()
                    .sign("EdDSA", "tandem-pass+jwt", by.of(digest).json("runtime")))),
            pass(
                    "the edge speaking as an agent",
                    "widened",
                    by -> by.signed(
                            by.caller.key(),
                            claims -> claims.by(claims.caller(), claims.roles(), List.of("agent:other@1")))),
            pass(
                    "the runtime speaking as a person",
                    "widened",
                    by -> by.signed(by.runtime, claims -> claims.by(claims.caller(), NOBODY, NOBODY))),
            pass(
                    "the runtime with roles",
                    "widened",
                    by -> by.signed(
                            by.runtime,
                            claims -> claims.by(claims.caller(), List.of("admin"), List.of("agent:other@1")))),
            pass(
                    "governance speaking as a person",
                    "widened",
                    by -> by.signed(by.governance, claims -> claims.by("person:admin", NOBODY, NOBODY))),
            pass(
                    "a pass for a year",
                    "widened",
                    by -> by.signed(
                            by.caller.key(),
                            claims -> claims.until(Instant.now().plus(Duration.ofDays(365))))),
            pass(
                    "an expired pass",
                    "expired",
                    by -> by.signed(
                            by.caller.key(),
                            claims -> claims.until(Instant.now().minusSeconds(1 + by.random.nextInt(9_999))))),
            pass("a pass for another agent", "wrong-audience", by -> by.fresh()
                    .passed(digest -> by.caller.key().sign(SigningKey.Claims.ofBuilder("echo", digest)))),
            pass("another body", "other-request", by -> by.with(by.right(), by.body("and more"))),
            pass("another operation", "other-request", by -> by.with(by.reading(), Operation.CANCEL_TASK)),
            pass("another version", "other-request", by -> by.to(by.right(), by.agent + "@1")),
            pass("a later deadline", "other-request", by -> by.late(by.right())),
            unanswered("another reply topic", "other-request", by -> by.answering(by.right(), "a2a.replies.thief")),
            unanswered("used before", "replayed", by -> by.genuine),
            call(
                    "a caller of another team",
                    "agent-not-found",
                    by -> by.signed(by.caller.key(), claims -> of("person:builder2", "finance", claims))),
            call("somebody else's task", "task-not-found", by -> by.reading()
                    .passed(digest -> by.caller.key().sign(of("person:approver", "sales", by.of(digest))))));

    private static Forgery pass(String name, String problem, Function<ForgedRequests, KafkaRequest> make) {
        return new Forgery(name, "pass.refused " + problem, true, make);
    }

    private static Forgery unanswered(String name, String problem, Function<ForgedRequests, KafkaRequest> make) {
        return new Forgery(name, "pass.refused " + problem, false, make);
    }

    private static Forgery call(String name, String problem, Function<ForgedRequests, KafkaRequest> make) {
        return new Forgery(name, "call.refused " + problem, true, make);
    }

    private KafkaRequest fresh() {
        return caller.request(Operation.SEND_MESSAGE, agent, body("good morning"));
    }

    private byte[] body(String text) {
        return A2aJson.write(Agents.message(text + " " + random.nextInt()));
    }

    private KafkaRequest right() {
        return fresh().passed(this::right);
    }

    /// Reads the task, as its owner may.
    private KafkaRequest reading() {
        byte[] get = A2aJson.write(new GetTaskRequest(null, task, null));
        return caller.request(Operation.GET_TASK, agent, get).passed(this::right);
    }

    private SigningKey.Claims of(String digest) {
        return SigningKey.Claims.ofBuilder(agent, digest);
    }

    private String right(String digest) {
        return caller.key().sign(of(digest));
    }

    private static SigningKey.Claims of(String person, String team, SigningKey.Claims claims) {
        return new SigningKey.Claims(
                person,
                List.of(team),
                claims.roles(),
                claims.audience(),
                claims.actors(),
                UUID.randomUUID().toString(),
                claims.expires(),
                claims.request());
    }

    private KafkaRequest signed(SigningKey key, Function<SigningKey.Claims, SigningKey.Claims> change) {
        return fresh().passed(digest -> key.sign(change.apply(of(digest))));
    }

    /// One character of the signature is another.
    private String flipped(String pass) {
        int from = pass.lastIndexOf('.') + 1;
        int at = from + random.nextInt(pass.length() - from - 1);
        char other = pass.charAt(at) == 'A' ? 'B' : 'A';
        return pass.substring(0, at) + other + pass.substring(at + 1);
    }

    private String promoted(String pass) {
        String[] parts = pass.split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8)
                .replace("\"roles\":[\"builder\"]", "\"roles\":[\"admin\"]");
        return parts[0] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8)) + "."
                + parts[2];
    }

    private KafkaRequest with(KafkaRequest request, byte[] body) {
        return copy(request, request.operation(), request.agent(), request.replyTo(), request.deadline(), body);
    }

    private KafkaRequest with(KafkaRequest request, Operation operation) {
        return copy(request, operation, request.agent(), request.replyTo(), request.deadline(), request.body());
    }

    private KafkaRequest to(KafkaRequest request, String version) {
        return copy(request, request.operation(), version, request.replyTo(), request.deadline(), request.body());
    }

    private KafkaRequest late(KafkaRequest request) {
        Instant later = request.deadline().plusSeconds(1 + random.nextInt(1_000));
        return copy(request, request.operation(), request.agent(), request.replyTo(), later, request.body());
    }

    private KafkaRequest answering(KafkaRequest request, String topic) {
        return copy(request, request.operation(), request.agent(), topic, request.deadline(), request.body());
    }

    private static KafkaRequest copy(
            KafkaRequest request, Operation operation, String agent, String replyTo, Instant deadline, byte[] body) {
        return new KafkaRequest(
                operation, agent, request.requestId(), replyTo, deadline, request.pass(), null, null, null, body);
    }
}
