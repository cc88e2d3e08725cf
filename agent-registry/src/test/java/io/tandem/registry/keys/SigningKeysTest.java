package io.tandem.registry.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.events.KeyRecord;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.pass.PassSigner;
import io.tandem.kit.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
    private static final Caller GATEWAY = new Caller(Caller.Kind.service, "tandem-gateway", Set.of(), Set.of());

    private static KeyRecord key(String issuer) {
        return new PassSigner(issuer).publicKey();
    }

    private static ProblemException refusal(KeyRecord key) {
        try {
            SigningKeys.check(key, GATEWAY);
        } catch (ProblemException e) {
            return e;
        }
        throw new AssertionError("accepted");
    }

    @Nested
    class GivenAKeyOfTheServiceThatAsks {
        @Test
        void isAccepted() {
            assertThatCode(() -> SigningKeys.check(key("gateway"), GATEWAY)).doesNotThrowAnyException();
        }
    }

    @Nested
    class GivenAKeyOfAnotherService {
        @Test
        void isRefused() {
            assertThatThrownBy(() -> SigningKeys.check(key("runtime"), GATEWAY))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.kind()).isEqualTo(KeyProblem.KEY_OF_ANOTHER));
        }
    }

    @Nested
    class GivenAnUnusableKey {
        @Test
        void namesTheFieldAtFault() {
            KeyRecord good = key("gateway");
            assertThat(refusal(new KeyRecord(1, good.keyId(), "gateway", "AAAA", good.notAfter()))
                            .field())
                    .isEqualTo("publicKey");
            assertThat(refusal(new KeyRecord(1, good.keyId(), "gateway", "%%", good.notAfter()))
                            .field())
                    .isEqualTo("publicKey");
            assertThat(refusal(new KeyRecord(1, "runtime-1", "gateway", good.publicKey(), good.notAfter()))
                            .field())
                    .isEqualTo("keyId");
            assertThat(refusal(new KeyRecord(1, good.keyId(), "gateway", good.publicKey(), Instant.EPOCH))
                            .field())
                    .isEqualTo("notAfter");
            Instant far = Instant.now().plus(Duration.ofDays(365));
            assertThat(refusal(new KeyRecord(1, good.keyId(), "gateway", good.publicKey(), far))
                            .field())
                    .isEqualTo("notAfter");
        }
    }
}
