package io.tandem.kit.pass;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.events.KeyRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PassVerifierTest {
    private static final Set<String> SALES = Set.of("sales");
    private static final Set<String> BUILDER = Set.of("builder");

    private final PassSigner gateway = new PassSigner("gateway");
    private final PassSigner runtime = new PassSigner("runtime");
    private final PassSigner governance = new PassSigner("governance");
    private final PassSigner hub = new PassSigner("hub");

    private Optional<KeyRecord> key(String id) {
        return List.of(gateway, runtime, governance, hub).stream()
                .map(PassSigner::publicKey)
                .filter(key -> key.keyId().equals(id))
                .findFirst();
    }

    private Pass verify(@Nullable String pass) throws PassRefusal {
        return new PassVerifier(this::key, Clock.systemUTC()).verify(pass, "clerk", "digest");
    }

    private void assertRefused(@Nullable String pass, PassRefusal.Kind kind) {
        assertThatThrownBy(() -> verify(pass))
                .isInstanceOfSatisfying(
                        PassRefusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind));
    }

    private String ofPerson() {
        return gateway.sign("person:ada", SALES, BUILDER, "clerk", "digest");
    }

    private static Pass pass(String caller, Set<String> roles, List<String> actors, Duration lasts) {
        return new Pass(
                "",
                caller,
                SALES,
                roles,
                "clerk",
                "digest",
                actors,
                UUID.randomUUID().toString(),
                Instant.now().plus(lasts));
    }

    @Nested
    class GivenAPassThatHolds {
        @Test
        void tellsWhoAsks() throws PassRefusal {
            Pass pass = verify(ofPerson());

            assertThat(pass.actor()).isEqualTo("person:ada");
            assertThat(pass.teams()).containsExactly("sales");
            assertThat(pass.roles()).containsExactly("builder");
        }

        @Test
        void tellsWhichAgentActs() throws PassRefusal {
            String compact = runtime.sign(pass("person:ada", Set.of(), List.of("agent:asker@1"), PassSigner.LIFETIME));

            assertThat(verify(compact).actor()).isEqualTo("agent:asker@1");
        }
    }

    @Nested
    class GivenAPassThatDoesNotHold {
        @Test
        void refusesNone() {
            assertRefused(null, PassRefusal.Kind.MISSING);
            assertRefused("not.a.pass", PassRefusal.Kind.MALFORMED);
        }

        @Test
        void refusesChangedClaims() {
            String[] parts = ofPerson().split("\\.", -1);
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8).replace("ada", "eve");
            String forged = parts[0] + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8)) + "." + parts[2];

            assertRefused(forged, PassRefusal.Kind.FORGED);
        }

        @Test
        void refusesAKeyThatNobodyRegistered() {
            String strange = new PassSigner("gateway").sign("person:ada", SALES, BUILDER, "clerk", "digest");

            assertRefused(strange, PassRefusal.Kind.UNKNOWN_KEY);
        }

        @Test
        void refusesAnotherAgentAndAnotherRequest() {
            assertRefused(
                    gateway.sign("person:ada", SALES, BUILDER, "banker", "digest"), PassRefusal.Kind.WRONG_AUDIENCE);
            assertRefused(gateway.sign("person:ada", SALES, BUILDER, "clerk", "other"), PassRefusal.Kind.OTHER_REQUEST);
        }

        @Test
        void refusesItWhenItsTimeIsOver() {
            String compact = ofPerson();
            Clock later = Clock.fixed(Instant.now().plus(PassSigner.LIFETIME), ZoneOffset.UTC);

            assertThatThrownBy(() ->
                            new PassVerifier(PassVerifierTest.this::key, later).verify(compact, "clerk", "digest"))
                    .isInstanceOfSatisfying(PassRefusal.class, refusal -> assertThat(refusal.kind())
                            .isEqualTo(PassRefusal.Kind.EXPIRED));
        }
    }

    /// A registered key is no licence to say anything.
    @Nested
    class GivenASignerThatSaysTooMuch {
        @Test
        void refusesAnAgentFromTheEdge() {
            assertRefused(
                    gateway.sign(pass("person:ada", BUILDER, List.of("agent:asker@1"), PassSigner.LIFETIME)),
                    PassRefusal.Kind.WIDENED);
        }

        @Test
        void refusesAPersonOrRolesFromTheRuntime() {
            assertRefused(
                    runtime.sign(pass("person:ada", Set.of(), List.of(), PassSigner.LIFETIME)),
                    PassRefusal.Kind.WIDENED);
            assertRefused(
                    runtime.sign(pass("person:ada", BUILDER, List.of("agent:asker@1"), PassSigner.LIFETIME)),
                    PassRefusal.Kind.WIDENED);
        }

        @Test
        void refusesAnybodyElseFromGovernance() throws PassRefusal {
            assertThat(verify(governance.sign("service:tandem-governance", SALES, Set.of(), "clerk", "digest"))
                            .caller())
                    .isEqualTo("service:tandem-governance");
            assertRefused(governance.sign("person:ada", SALES, Set.of(), "clerk", "digest"), PassRefusal.Kind.WIDENED);
        }

        @Test
        void refusesServicesThatCallNobody() {
            assertRefused(hub.sign("person:ada", SALES, BUILDER, "clerk", "digest"), PassRefusal.Kind.WIDENED);
        }

        @Test
        void refusesAPassForLonger() {
            assertRefused(
                    gateway.sign(pass("person:ada", BUILDER, List.of(), Duration.ofHours(1))),
                    PassRefusal.Kind.WIDENED);
        }
    }
}
