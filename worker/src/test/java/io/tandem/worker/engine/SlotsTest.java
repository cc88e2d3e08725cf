package io.tandem.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.kherud.llama.InferenceParameters;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static final String HEAD = "the same rules for everybody. ";
    private static final String SCHEMA = "a long description of what the database holds. ";

    private static Slots.Place use(Slots slots, String prompt) {
        Slots.Place place = slots.take(prompt);
        slots.give(place, prompt + " and an answer");
        return place;
    }

    @Nested
    class GivenAConversationThatGoesOn {
        @Test
        void isReadOnWhereItWasRead() {
            Slots slots = new Slots(3);
            Slots.Place first = use(slots, HEAD + "how many?");
            use(slots, "something else");

            Slots.Place next = slots.take(HEAD + "how many? and an answer, then more");

            assertThat(next.slot()).isEqualTo(first.slot());
            assertThat(next.kept()).isEqualTo((HEAD + "how many? and an answer").length());
        }
    }

    @Nested
    class GivenAShortAndALongBeginning {
        @Test
        void losesTheLongOneForNoShortPrompt() {
            Slots slots = new Slots(3);
            use(slots, "a matter that nobody asks about any more");
            use(slots, "another one of which nobody asks any more");
            use(slots, HEAD + "who?");
            Slots.Place withSchema = use(slots, HEAD + SCHEMA + "which?");
            Slots.Place without = use(slots, HEAD + "who?");
            assertThat(without.slot()).isNotEqualTo(withSchema.slot());

            assertThat(use(slots, HEAD + "when?").slot()).isEqualTo(without.slot());
            assertThat(use(slots, HEAD + SCHEMA + "what?").slot()).isEqualTo(withSchema.slot());
        }
    }

    @Nested
    class GivenEverySlotTaken {
        @Test
        void saysSo() {
            Slots slots = new Slots(1);
            slots.take("one");
            assertThatThrownBy(() -> slots.take("two")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    class GivenTheLibrary {
        @Test
        void takesTheSlotByItsName() {
            InferenceParameters parameters = new InferenceParameters("x");
            SlotParameter.set(parameters, 2);
            assertThat(parameters.toString()).contains("\"id_slot\": 2");
        }
    }
}
