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
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Budget(
            @Nullable Money maxCostPerTask,
            @Nullable Long maxTokens,
            @Nullable Integer maxSteps,
            @Nullable String maxDuration) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Guardrails(
            List<String> mustNot,
            @Nullable Integer maxInputChars,
            @Nullable Integer maxOutputChars) {
        public Guardrails {
            mustNot = copy(mustNot);
        }
    }

    public record Skill(String id, String name, String description, List<String> tags) {
        public Skill {
            tags = copy(tags);
        }
    }

    /// @param passRate share of the cases that need not be refused which must pass, 0 to 1
    /// @param repeat how often each case runs
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Evaluation(
            @Nullable Double passRate, @Nullable Integer repeat, List<Case> cases) {
        public Evaluation {
            cases = copy(cases);
        }
    }

    public record Case(String id, String input, List<Check> expect) {
        public Case {
            expect = copy(expect);
        }
    }

    /// One check; exactly one member is set.
    ///
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
            @Nullable Money maxCost) {}

    private static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
