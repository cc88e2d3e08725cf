package io.tandem.registry.lifecycle;

import io.tandem.events.AgentRecord.State;

/// One line of the table: who may move a version from one state to another, and on what condition.
public record Move(State from, State to, Mover mover, Condition condition) {

    /// What must hold besides the right to move.
    public enum Condition {
        NONE("none"),
        /// A passed evaluation of the very digest of the version, and a mover who is none of its authors.
        PASSED_AND_FOUR_EYES("a passed evaluation of this digest that is not stale; not an author of the version"),
        FOUR_EYES("not an author of the version"),
        CAME_FROM("the state that it was suspended in");

        private final String text;

        Condition(String text) {
            this.text = text;
        }

        /// As documents say it.
        public String text() {
            return text;
        }

        /// Whether authors of the version are kept from this move.
        public boolean fourEyes() {
            return this == FOUR_EYES || this == PASSED_AND_FOUR_EYES;
        }
    }
}
