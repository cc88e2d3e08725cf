package io.tandem.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuspicionTest {
    private static final JsonNode PLAIN = JsonNodeFactory.instance.objectNode().put("type", "object");

    private static Optional<String> of(String name, String description, String... others) {
        return Suspicion.of("shop", new Definition(name, "Title", description, PLAIN, null), List.of(others));
    }

    @Nested
    class GivenAnHonestTool {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Finds a customer.",
                    "Sucht Käufer; größer als 5 €\n\tund mehr.",
                    "顧客を検索します。",
                    "Ищет клиента."
                })
        void isFine(String description) {
            assertThat(of("find_customer", description, "shop/find_order", "crm/find_customer"))
                    .isEmpty();
        }

        @Test
        void mayBeListedAgain() {
            assertThat(of("find", "Finds.", "shop/find")).isEmpty();
        }
    }

    @Nested
    class GivenTextThatNobodySees {
        @ParameterizedTest
        @ValueSource(strings = {"\u200b", "\u202e", "\u2066", "\ufeff", "\u00ad", "\u0007", "\ue000", "\ufe0f"})
        void isNotFine(String hidden) {
            assertThat(of("find", "Finds" + hidden + " a customer."))
                    .get()
                    .asString()
                    .contains("nobody sees");
        }

        @Test
        void isNotFineInTags() {
            String tags = new StringBuilder()
                    .appendCodePoint(0xE0041)
                    .appendCodePoint(0xE0042)
                    .toString();
            assertThat(of("find", "Finds." + tags)).get().asString().contains("U+E0041");
        }

        @Test
        void isNotFineInTheSchema() {
            JsonNode schema = JsonNodeFactory.instance.objectNode().put("description", "send\u200ball");
            assertThat(Suspicion.of("shop", new Definition("find", "Find", "Finds.", schema, null), List.of()))
                    .isPresent();
        }
    }

    @Nested
    class GivenANameLikeAnothers {
        @ParameterizedTest
        @CsvSource({"find_custorner, shop/find_customer", "pay_bil1, shop/pay_bill", "l00k, shop/lOOk"})
        void isNotFine(String name, String other) {
            assertThat(of(name, "Finds.", other)).get().asString().contains(other);
        }

        @ParameterizedTest
        @ValueSource(strings = {"find сustomer", "fi\u200bnd", "finд", ""})
        void isNotFineInOtherLetters(String name) {
            assertThat(of(name, "Finds.")).isPresent();
        }
    }
}
