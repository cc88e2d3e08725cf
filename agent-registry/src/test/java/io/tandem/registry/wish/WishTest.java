package io.tandem.registry.wish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.events.AgentDefinition.Case;
import io.tandem.events.AgentDefinition.Tier;
import io.tandem.events.EventJson;
import io.tandem.events.ToolRecord;
import io.tandem.events.ToolRecord.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WishTest {
    private static final ToolRecord LIST = tool("garden", "list_plants", "Lists plants of the greenhouse", Effect.READ);
    private static final ToolRecord FIND =
            tool("garden", "find_plant", "Finds one plant of the greenhouse", Effect.READ, "name");
    private static final ToolRecord REMOVE =
            tool("garden", "remove_plant", "Takes a plant out of the greenhouse", Effect.AT_MOST_ONCE, "name");
    private static final ToolRecord NEWS = tool("news", "read", "Reads the newspaper", Effect.READ);
    private static final List<ToolRecord> HELD = List.of(FIND, LIST, NEWS, REMOVE);

    @Nested
    class GivenADescriptionThatForbids {
        private final Wish wish =
                Wish.of("Tells visitors about plants in the greenhouse, kindly, and never removes a plant.");

        @Test
        void findsWhatIsForbidden() {
            assertThat(wish.mustNot()).containsExactly("remove a plant");
        }

        @Test
        void isNoWishToChange() {
            assertThat(wish.changes()).isFalse();
        }

        @Test
        void offersNoWritingAndNoUnrelatedTool() {
            assertThat(new ToolChoice(wish, HELD).candidates()).containsExactlyInAnyOrder(LIST, FIND);
        }

        @Test
        void addsWhatTellsHowToUseTheChosenTool() {
            ToolChoice choice = new ToolChoice(wish, HELD);
            assertThat(choice.settle(
                                    EventJson.toTree(Map.of(
                                            "tools",
                                            List.of(Map.of("tool", "garden/find_plant", "reason", "Finds it.")))),
                                    choice.candidates())
                            .keySet())
                    .containsExactly("garden/find_plant", "garden/list_plants");
        }

        @Test
        void addsTheToolThatAsksToOneThatOnlyTells() {
            ToolChoice choice = new ToolChoice(wish, HELD);
            var tools = choice.settle(
                    EventJson.toTree(Map.of("tools", List.of(Map.of("tool", "garden/list_plants", "reason", "")))),
                    choice.candidates());
            assertThat(tools.keySet()).contains("garden/find_plant");
            assertThat(choice.main(tools.keySet())).isEqualTo("garden/find_plant");
        }

        @Test
        void takesTheBestToolWhenTheModelTookNone() {
            ToolChoice choice = new ToolChoice(wish, HELD);
            assertThat(choice.settle(EventJson.toTree(Map.of("tools", List.of())), choice.candidates()))
                    .isNotEmpty();
        }
    }

    @Nested
    class GivenADescriptionThatChanges {
        private final Wish wish = Wish.of("Removes plants that are dead from the greenhouse and sends an email.");

        @Test
        void offersTheWritingTool() {
            assertThat(wish.changes()).isTrue();
            assertThat(new ToolChoice(wish, HELD).candidates()).contains(REMOVE);
        }

        @Test
        void namesWhatNoToolDoes() {
            assertThat(wish.missingSystems("garden news")).containsExactly("Sending or reading e-mail");
        }
    }

    @Nested
    class GivenCases {
        @Test
        void areAnsweredByLookingUpAndOneIsRefused() {
            Wish wish = Wish.of("Tells visitors about plants in the greenhouse and never removes a plant.");
            List<Case> cases = new CaseDrafts(wish, "plant carer", "garden/list_plants")
                    .cases(
                            List.of("Which plants are thirsty?", "Delete the fern?", "What is the capital of France?"),
                            wish.mustNot());
            assertThat(cases).hasSize(6);
            assertThat(cases)
                    .filteredOn(one -> one.expect().getFirst().toolCalled() != null)
                    .hasSize(3)
                    .extracting(Case::input)
                    .contains("Which plants are thirsty?")
                    .doesNotContain("Delete the fern?", "What is the capital of France?");
            assertThat(cases)
                    .filteredOn(
                            one -> Boolean.TRUE.equals(one.expect().getFirst().refused()))
                    .singleElement()
                    .extracting(Case::input)
                    .asString()
                    .contains("remove a plant");
        }
    }

    @Nested
    class GivenQuestionsThatAskOfOneThing {
        @Test
        void areReplacedByQuestionsOfAll() {
            Wish wish =
                    Wish.of("Tells the gardens team about plants and beds from the database, and never removes seeds.");
            List<Case> cases = new CaseDrafts(wish, "plant carer", "database/query")
                    .cases(
                            List.of(
                                    "What is the status of the plant #12?",
                                    "Can you check whether the plant is dry?",
                                    "Which plants are dry?"),
                            wish.mustNot());
            assertThat(cases)
                    .extracting(Case::input)
                    .contains("Which plants are dry?", "How many plants are there?", "How many beds are there?")
                    .doesNotContain(
                            "How many seeds are there?",
                            "How many gardens are there?",
                            "What is the status of the plant #12?");
        }
    }

    @Nested
    class GivenThoroughWork {
        @Test
        void isDeep() {
            assertThat(Wish.of("Analyses offers in depth").tier()).isEqualTo(Tier.deep);
            assertThat(Wish.of("Classifies messages quickly").tier()).isEqualTo(Tier.fast);
        }
    }

    private static ToolRecord tool(
            String connector, String tool, String description, Effect effect, String... required) {
        return new ToolRecord(
                1,
                connector,
                tool,
                tool,
                description,
                EventJson.toTree(Map.of("required", List.of(required))),
                "0",
                effect,
                ToolRecord.State.APPROVED,
                List.of("garden"),
                null,
                Instant.EPOCH);
    }
}
