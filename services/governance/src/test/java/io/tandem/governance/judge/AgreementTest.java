package io.tandem.governance.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Kappa as published tables have it.
class AgreementTest {
    @Nested
    class GivenPublishedTables {
        /// 50 grant proposals, two readers: the first example of the encyclopaedia's article on Cohen's kappa.
        @Test
        void givesTheirKappa() {
            assertThat(new Agreement(20, 5, 10, 15).kappa()).isCloseTo(0.40, within(0.005));
        }

        /// Equal agreement of 60 %, unequal shares of yes: the two tables of the same article.
        @Test
        void tellsEqualAgreementByChanceApart() {
            assertThat(new Agreement(45, 15, 25, 15).kappa()).isCloseTo(0.1304, within(0.00005));
            assertThat(new Agreement(25, 35, 5, 35).kappa()).isCloseTo(0.2593, within(0.00005));
        }
    }

    @Nested
    class GivenAJudgeThatAlwaysSaysYes {
        @Test
        void givesNothingBeyondChance() {
            assertThat(new Agreement(20, 20, 0, 0).kappa()).isZero();
            assertThat(new Agreement(20, 0, 0, 0).kappa()).isZero();
        }
    }

    @Nested
    class GivenOneThatAlwaysAgrees {
        @Test
        void keepsAnInterval() {
            Agreement all = new Agreement(20, 0, 0, 20);

            assertThat(all.kappa()).isEqualTo(1);
            assertThat(all.interval()[0]).isCloseTo(0.825, within(0.001));
            assertThat(all.interval()[1]).isCloseTo(1, within(1e-9));
        }
    }

    @Nested
    class GivenNoLabels {
        @Test
        void isZero() {
            assertThat(Agreement.NONE.kappa()).isZero();
        }
    }
}
