package io.tandem.hub.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SealingTest {
    private static final Sealing SEALING = new Sealing("0123456789abcdef0123456789abcdef");

    @Nested
    class GivenASealedText {
        private final String sealed = SEALING.seal("connector:crm", "Bearer secret");

        @Test
        void opensForWhatItIsAbout() {
            assertThat(SEALING.open("connector:crm", sealed)).isEqualTo("Bearer secret");
        }

        @Test
        void showsNothingAndNeverLooksTheSame() {
            assertThat(sealed).doesNotContain("secret").isNotEqualTo(SEALING.seal("connector:crm", "Bearer secret"));
            assertThat(Sealing.isSealed(sealed)).isTrue();
            assertThat(Sealing.isSealed("Bearer secret")).isFalse();
        }

        @Test
        void opensForNothingElse() {
            assertThatThrownBy(() -> SEALING.open("connector:shop", sealed))
                    .isInstanceOf(CannotOpen.class)
                    .hasMessageContaining("connector:shop");
        }

        @Test
        void opensUnderNoOtherSecret() {
            Sealing other = new Sealing("another-secret-another-secret-another");

            assertThatThrownBy(() -> other.open("connector:crm", sealed))
                    .hasMessageContaining("TANDEM_HUB_SEAL_SECRET");
        }

        @Test
        void doesNotOpenOnceItWasChanged() {
            String changed = sealed.substring(0, sealed.length() - 4) + (sealed.endsWith("AAA=") ? "BBB=" : "AAA=");

            assertThatThrownBy(() -> SEALING.open("connector:crm", changed)).isInstanceOf(CannotOpen.class);
        }
    }

    @Nested
    class GivenAPurpose {
        @Test
        void derivesTheSameSecretEachTimeAndAnotherForAnother() {
            assertThat(SEALING.derived("client agent-clerk"))
                    .isEqualTo(SEALING.derived("client agent-clerk"))
                    .isNotEqualTo(SEALING.derived("client agent-payer"))
                    .hasSize(43);
        }
    }

    @Nested
    class GivenAShortSecret {
        @Test
        void saysWhatToSet() {
            assertThatThrownBy(() -> new Sealing("unset")).hasMessageContaining("TANDEM_HUB_SEAL_SECRET");
        }
    }
}
