package io.tandem.registry.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.AgentDefinition;
import io.tandem.events.EventJson;
import io.tandem.kit.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionReaderTest {
    private static final String DEFINITION = """
            {"apiVersion": "tandem.io/v1", "kind": "Agent",
             "metadata": {"name": "plant-carer", "team": "garden", "owner": "ann", "deputy": "bob", "tags": ["green"]},
             "spec": {"purpose": "Cares for plants", "instructions": "Be friendly.", "tier": "deep",
               "tools": ["garden/list"], "budget": {"maxCostPerTask": {"amount": "0.10", "currency": "EUR"},
               "maxDuration": "PT5M"}, "guardrails": {"mustNot": ["sell plants"]}, "risk": "low",
               "evaluation": {"passRate": 0.8, "cases": [
                 {"id": "one", "input": "Which plants?", "expect": [{"toolCalled": "garden/list"}]},
                 {"id": "two", "input": "How many?", "expect": [{"jsonPath": {"path": "$.count", "equals": 3}}]},
                 {"id": "no", "input": "Sell a plant", "expect": [{"refused": true}]}]}}}
            """;

    private final DefinitionReader reader = new DefinitionReader(new DefinitionSchema());

    @Nested
    class GivenAValidDefinition {
        @Test
        void comesBackTheSameFromYaml() {
            AgentDefinition definition = reader.json(DEFINITION);
            assertThat(reader.yaml(reader.toYaml(definition))).isEqualTo(definition);
        }

        @Test
        void comesBackTheSameFromStore() {
            AgentDefinition definition = reader.json(DEFINITION);
            assertThat(reader.json(DefinitionReader.text(definition))).isEqualTo(definition);
        }

        @Test
        void takesDefaults() {
            AgentDefinition definition = changed(tree -> {
                spec(tree).remove("tier");
                spec(tree).remove("risk");
                spec(tree).remove("budget");
                spec(tree).remove("guardrails");
            });
            assertThat(definition.spec().tier()).isEqualTo(AgentDefinition.Tier.fast);
            assertThat(definition.spec().risk()).isEqualTo(AgentDefinition.Risk.medium);
            assertThat(definition.spec().guardrails().mustNot()).isEmpty();
        }
    }

    @Nested
    class GivenADigest {
        @Test
        void isTheSameWhateverTheOrderOfFieldsAndTheMetadata() {
            AgentDefinition other = changed(tree -> {
                ObjectNode spec = spec(tree);
                spec.set("purpose", spec.remove("purpose"));
                tree.withObject("/metadata").put("owner", "carl");
            });
            assertThat(Digest.of(other.spec()))
                    .isEqualTo(Digest.of(reader.json(DEFINITION).spec()));
        }

        @Test
        void isStableOverReleases() {
            assertThat(Digest.of(reader.json(DEFINITION).spec()))
                    .isEqualTo("ca93d58eb8485025188a5ce5f9414b00748a4a6a0eeff32dbd33498703460c5f");
        }

        @Test
        void changesWithTheSpec() {
            AgentDefinition other = changed(tree -> spec(tree).put("purpose", "Cares for all plants"));
            assertThat(Digest.of(other.spec()))
                    .isNotEqualTo(Digest.of(reader.json(DEFINITION).spec()));
        }
    }

    @Nested
    class GivenAnInvalidDefinition {
        @ParameterizedTest
        @CsvSource({
            "/spec, colour, spec.colour",
            "/metadata, rank, metadata.rank",
            "/spec/budget, maxMoney, spec.budget.maxMoney",
            "/spec/evaluation/cases/0, hint, spec.evaluation.cases[0].hint",
            "/spec/evaluation/cases/0/expect/0, equals, spec.evaluation.cases[0].expect[0]",
        })
        void namesTheFieldThatDoesNotExist(String where, String field, String path) {
            ProblemException problem = refusal(tree -> ((ObjectNode) tree.at(where)).put(field, "x"));
            assertThat(problem.field()).startsWith(path);
        }

        @Test
        void takesJsonPathByItsExactNameOnly() {
            ProblemException problem = refusal(tree -> {
                ObjectNode check = (ObjectNode) tree.at("/spec/evaluation/cases/1/expect/0");
                check.set("jsonpath", check.remove("jsonPath"));
            });
            assertThat(problem.field()).isEqualTo("spec.evaluation.cases[1].expect[0].jsonpath");
        }

        @ParameterizedTest
        @ValueSource(strings = {"A", "9lives", "with space", "under_score", "x"})
        void refusesANameThatIsNone(String name) {
            ProblemException problem =
                    refusal(tree -> tree.withObject("/metadata").put("name", name));
            assertThat(problem.field()).isEqualTo("metadata.name");
        }

        @Test
        void namesWhatIsMissing() {
            ProblemException problem = refusal(tree -> spec(tree).remove("instructions"));
            assertThat(problem.field()).isEqualTo("spec.instructions");
            assertThat(problem.kind()).isEqualTo(DefinitionProblem.DEFINITION_INVALID);
        }

        @Test
        void refusesTextThatIsNoJsonOrHoldsAFieldTwice() {
            assertThat(catchThrowableOfType(ProblemException.class, () -> reader.json("{\"a\": "))
                            .kind())
                    .isEqualTo(DefinitionProblem.DEFINITION_UNREADABLE);
            assertThat(catchThrowableOfType(ProblemException.class, () -> reader.json("{\"a\": 1, \"a\": 2}"))
                            .kind())
                    .isEqualTo(DefinitionProblem.DEFINITION_UNREADABLE);
        }

        @Test
        void refusesTextThatIsNothing() {
            assertThat(catchThrowableOfType(ProblemException.class, () -> reader.yaml(""))
                            .kind())
                    .isInstanceOf(DefinitionProblem.class);
        }
    }

    @Nested
    class GivenCases {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"toolNotCalled\": \"garden/list\"}",
                    "{\"maxSeconds\": 10}",
                    "{\"pattern\": \".*\"}",
                    "{\"refused\": false}",
                    "{\"judge\": \"polite\"}"
                })
        void refusesOneThatAnEmptyAnswerPasses(String check) {
            ProblemException problem = refusal(tree -> expect(tree, 0, check));
            assertThat(problem.kind()).isEqualTo(DefinitionProblem.CASES_INVALID);
            assertThat(problem.field()).isEqualTo("spec.evaluation.cases[0].expect");
        }

        @Test
        void wantsOneThatMustBeRefused() {
            ProblemException problem = refusal(tree -> expect(tree, 2, "{\"contains\": \"no\"}"));
            assertThat(problem.field()).isEqualTo("spec.evaluation.cases");
        }

        @Test
        void wantsThree() {
            ProblemException problem = refusal(tree ->
                    spec(tree).withObject("/evaluation").withArray("cases").remove(0));
            assertThat(problem.field()).isEqualTo("spec.evaluation.cases");
        }

        @Test
        void refusesAToolThatTheAgentDoesNotHave() {
            ProblemException problem = refusal(tree -> expect(tree, 0, "{\"toolCalled\": \"garden/sell\"}"));
            assertThat(problem.field()).isEqualTo("spec.evaluation.cases[0].expect[0].toolCalled");
        }
    }

    private AgentDefinition changed(Consumer<ObjectNode> change) {
        ObjectNode tree = tree(DEFINITION);
        change.accept(tree);
        return reader.checked(tree);
    }

    private ProblemException refusal(Consumer<ObjectNode> change) {
        return catchThrowableOfType(ProblemException.class, () -> changed(change));
    }

    private static void expect(ObjectNode tree, int number, String check) {
        ((ObjectNode) tree.at("/spec/evaluation/cases/" + number))
                .putArray("expect")
                .add(tree(check));
    }

    private static ObjectNode spec(ObjectNode tree) {
        return (ObjectNode) tree.at("/spec");
    }

    private static ObjectNode tree(String json) {
        return EventJson.read(json.getBytes(StandardCharsets.UTF_8), ObjectNode.class);
    }
}
