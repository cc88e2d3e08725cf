package io.tandem.policy.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.events.PolicyDecision.Outcome;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One rule of a team: what is decided about what, if all of some facts hold.
///
/// @param name unique in its text: small letters, digits and hyphens
/// @param outcome DENY; ASK, of tools only; ALLOW, of calls of agents only
/// @param when all of them; always if empty
/// @param reason what people and the agent are told
/// @param change who can change it; nobody in particular if null
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Rule(
        String name,
        Outcome outcome,
        Subject about,
        List<Condition> when,
        String reason,
        @Nullable String change) {
    public Rule {
        when = when == null ? List.of() : List.copyOf(when); // a body of a request may leave it out
    }

    /// What the rule is about.
    public enum SubjectKind {
        /// the tools that it names
        TOOLS,
        /// tools that do more than read
        WRITES,
        /// tools that take what they are given out of the company
        EGRESS,
        ALL_TOOLS,
        /// calls of the team's agents
        AGENTS
    }

    /// @param tools as `connector/tool`, only with [SubjectKind#TOOLS]
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Subject(SubjectKind kind, List<String> tools) {
        public Subject {
            tools = tools == null ? List.of() : List.copyOf(tools); // a body of a request may leave it out
        }

        boolean agents() {
            return kind == SubjectKind.AGENTS;
        }
    }

    /// One fact and what it is compared with.
    ///
    /// @param argument the argument's name, only with [Fact#ARGUMENT]
    /// @param values one; several with IS and IS_NOT, which then mean any of them and none of them
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Condition(Fact fact, @Nullable String argument, Relation test, List<String> values) {
        public Condition {
            values = values == null ? List.of() : List.copyOf(values); // a body of a request may leave it out
        }

        String value() {
            return values.getFirst();
        }

        /// The argument's name where the fact has one.
        String named() {
            return Objects.requireNonNullElse(argument, "");
        }
    }

    /// How a fact is compared.
    public enum Relation {
        IS("is"),
        IS_NOT("is not"),
        ABOVE("is above"),
        BELOW("is below"),
        STARTS_WITH("starts with"),
        ENDS_WITH("ends with"),
        CONTAINS("contains");

        private final String words;

        Relation(String words) {
            this.words = words;
        }

        /// How it is said, such as `is above`.
        public String words() {
            return words;
        }
    }
}
