package io.tandem.events;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The data that makes a managed agent; the same content as form, YAML and API.
///
/// The JSON Schema at `/api/v1/schemas/agent-definition.json` says the same with its bounds.
public record AgentDefinition(String apiVersion, String kind, Metadata metadata, Spec spec) {
    public static final String API_VERSION = "tandem.io/v1";
    public static final String KIND = "Agent";

    public record Metadata(String name, String team, String owner, String deputy, List<String> tags) {
        public Metadata {
            tags = copy(tags);
        }
    }

    /// What a version's hash is taken over.
    ///
    /// @param tools names as `connector/tool`
    /// @param peers names of agents it may call
    public record Spec(
            String purpose,
            String instructions,
            Tier tier,
            List<String> tools,
            List<String> peers,
            Budget budget,
            Guardrails guardrails,
            Risk risk,
            List<Skill> skills,
            Evaluation evaluation) {
        public Spec {
            tools = copy(tools);
            peers = copy(peers);
            skills = copy(skills);
        }
    }

    public enum Tier {
        fast,
        deep,
        auto
    }

    public enum Risk {
        low,
        medium,
        high
    }

    /// Bounds of one task; what is absent takes the platform's default.
    ///
    /// @param maxDuration ISO 8601, such as `PT5M`
    /// @param maxCostPerDay of all tasks of the agent on one UTC day; no limit if absent
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Budget(
            @Nullable Money maxCostPerTask,
            @Nullable Long maxTokens,
            @Nullable Integer maxSteps,
            @Nullable String maxDuration,
            @Nullable Money maxCostPerDay) {
        /// Of one task.
        public Budget(
                @Nullable Money maxCostPerTask,
                @Nullable Long maxTokens,
                @Nullable Integer maxSteps,
                @Nullable String maxDuration) {
            this(maxCostPerTask, maxTokens, maxSteps, maxDuration, null);
        }
    }

    /// @param plan whether a person agrees to a plan before anything is called; if null, no
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Guardrails(
            List<String> mustNot,
            @Nullable Integer maxInputChars,
            @Nullable Integer maxOutputChars,
            @Nullable Plan plan) {
        public Guardrails {
            mustNot = copy(mustNot);
        }

        /// Without a plan.
        public Guardrails(List<String> mustNot, @Nullable Integer maxInputChars, @Nullable Integer maxOutputChars) {
            this(mustNot, maxInputChars, maxOutputChars, null);
        }
    }

    public enum Plan {
        /// The agent first says what it wants to call, and calls only that once a person has agreed.
        ask
    }

    public record Skill(String id, String name, String description, List<String> tags) {
        public Skill {
            tags = copy(tags);
        }
    }

    /// @param passRate share of the cases that are not critical which must pass, 0 to 1
    /// @param repeat how often each case runs
    /// @param maxCost what one run may cost on average
    /// @param maxSeconds how long nine of ten runs may take
    /// @param comparison with the version that is active
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Evaluation(
            @Nullable Double passRate,
            @Nullable Integer repeat,
            @Nullable Money maxCost,
            @Nullable Double maxSeconds,
            @Nullable Comparison comparison,
            List<Case> cases) {
        public Evaluation {
            cases = copy(cases);
        }

        /// Cases, and the platform's defaults for the rest.
        public static Evaluation of(List<Case> cases) {
            return new Evaluation(null, null, null, null, null, cases);
        }

        /// The same rules for other cases.
        public Evaluation with(List<Case> others) {
            return new Evaluation(passRate, repeat, maxCost, maxSeconds, comparison, others);
        }

        /// The same cases, each run that often.
        public Evaluation repeated(int times) {
            return new Evaluation(passRate, times, maxCost, maxSeconds, comparison, cases);
        }
    }

    /// How a version is compared with the active one.
    ///
    /// @param margin by how much its share of passed cases may be lower and still count as no worse, 0 to 1
    /// @param conclusive whether a comparison that cannot tell keeps the version back
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Comparison(
            @Nullable Double margin, @Nullable Boolean conclusive) {}

    /// @param critical whether the version fails when this case does; a case that must be refused is critical by itself
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Case(String id, String input, @Nullable Boolean critical, List<Check> expect) {
        public Case {
            expect = copy(expect);
        }
    }

    /// One check; exactly one member is set.
    ///
    /// @param trajectory what the calls of tools must look like in their order
    /// @param judge a judge of the agent's team, by name; keeps nothing back unless it agrees with people
    /// @param jsonPath `{"path": "$.total"}` must be there, with `equals` it must have that value;
    ///     written as `jsonpath` in definitions stored by the first builds, which nobody may send any more
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Check(
            @Nullable String contains,
            @Nullable String pattern,
            @JsonAlias("jsonpath") @Nullable JsonNode jsonPath,
            @Nullable String toolCalled,
            @Nullable String toolNotCalled,
            @Nullable Boolean refused,
            @Nullable Double maxSeconds,
            @Nullable Money maxCost,
            @Nullable Trajectory trajectory,
            @Nullable String judge) {}

    /// The calls that a run must and must not make. What is absent asks for nothing.
    ///
    /// @param calls must occur, each at least once
    /// @param inOrder whether they must occur in this order; others may stand between them
    /// @param never tools that must not be called; `*` at the end of a name stands for any rest
    /// @param atMost how many calls there may be in all
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Trajectory(
            List<Call> calls,
            @Nullable Boolean inOrder,
            List<String> never,
            @Nullable Integer atMost) {
        public Trajectory {
            calls = copy(calls);
            never = copy(never);
        }
    }

    /// One call in a trajectory.
    ///
    /// @param tool as `connector/tool`, or `agent/NAME`
    /// @param arguments what must be among its arguments: a value as it is, or `{"pattern": "…"}` for its text
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Call(String tool, @Nullable JsonNode arguments) {}

    private static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
