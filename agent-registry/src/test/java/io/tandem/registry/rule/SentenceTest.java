package io.tandem.registry.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.events.PolicyDecision.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceTest {
    @Test
    void areToldApartByStopsLinesAndSemicolons() {
        assertThat(Sentence.split("No refunds over 1.50. Finance may call us\n- ask first; nothing else"))
                .containsExactly("No refunds over 1.50.", "Finance may call us", "ask first", "nothing else");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Refunds above 100 are approved by somebody | false | ASK",
                "A manager signs off each mail | false | ASK",
                "No refunds above 100 | false | DENY",
                "Finance may call our agents | true | ALLOW",
                "Only finance may call our agents | true | DENY",
                "Nobody from support can call our agents | true | DENY",
            })
    void tellWhatIsDecided(String text, boolean agents, Outcome outcome) {
        assertThat(new Sentence(text).outcome(agents)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1000 | true",
                "1,000 EUR | true",
                "100 | false",
                "Acme | true",
                "acme gmbh | false",
            })
    void nameOnlyWhatStandsInThem(String value, boolean named) {
        assertThat(new Sentence("No refund over €1,000 to ACME.").names(value)).isEqualTo(named);
    }

    @Test
    void giveANameThatRulesMayHave() {
        assertThat(new Sentence("Größere Gutschriften über 100 € gehen nicht!").slug())
                .matches("[a-z0-9][a-z0-9-]{0,59}");
        assertThat(new Sentence("¿?").slug()).isEqualTo("rule");
    }
}
