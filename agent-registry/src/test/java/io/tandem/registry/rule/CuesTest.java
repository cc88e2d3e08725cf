package io.tandem.registry.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.EventJson;
import io.tandem.events.ToolRecord;
import io.tandem.policy.form.Rule;
import io.tandem.policy.form.Rule.Condition;
import io.tandem.policy.form.Rule.Subject;
import io.tandem.policy.form.Rulebook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CuesTest {
    private static final List<ToolRecord> HELD = List.of(
            tool("shop", "create_credit_note", "invoice_number", "amount", "reason"),
            tool("database", "query", "sql"),
            tool("mail", "send", "to", "text"));

    private static ToolRecord tool(String connector, String name, String... arguments) {
        StringBuilder fields = new StringBuilder();
        for (String argument : arguments) {
            fields.append(fields.isEmpty() ? "" : ",")
                    .append('"')
                    .append(argument)
                    .append("\":{\"type\":\"string\"}");
        }
        JsonNode schema = EventJson.read(
                ("{\"type\":\"object\",\"properties\":{" + fields + "}}").getBytes(StandardCharsets.UTF_8),
                JsonNode.class);
        return new ToolRecord(
                1,
                connector,
                name,
                name,
                "",
                schema,
                name,
                ToolRecord.Effect.KEYED,
                ToolRecord.State.APPROVED,
                List.of("sales"),
                null,
                Instant.EPOCH);
    }

    private static Cues cues(String text) {
        return new Cues(new Sentence(text), Set.of("credit-clerk", "shop-analyst"));
    }

    /// The rule as a sentence, and `…` where something is left open.
    private static String read(String text) {
        Cues cues = cues(text);
        Optional<Subject> subject = cues.subject(HELD);
        if (subject.isEmpty()) {
            return "?";
        }
        Optional<ToolRecord> tool = HELD.stream()
                .filter(one -> subject.get().tools().contains(one.key()))
                .findFirst();
        List<Condition> when = cues.conditions(subject.get(), tool);
        boolean agents = subject.get().kind() == Rule.SubjectKind.AGENTS;
        Rule rule = new Rule("x", new Sentence(text).outcome(agents), subject.get(), when, text, null);
        return Rulebook.words(rule) + (cues.leaveOpen(when) ? "…" : "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "No credit note above 1,000 EUR. | Denied: calls of shop/create_credit_note, when amount is above 1000.",
                "Credit notes over €50 need an approval | Somebody else approves first: calls of shop/create_credit_note, when amount is above 50.",
                "Only the agent credit-clerk may create credit notes. | Denied: calls of shop/create_credit_note, when the agent is not credit-clerk.",
                "The agent shop-analyst creates no credit notes. | Denied: calls of shop/create_credit_note, when the agent is shop-analyst.",
                "Every query of the database by an agent of high risk is approved by somebody. | Somebody else approves first: calls of database/query, when the agent's risk is high.",
                "Risky agents change nothing. | Denied: calls of any tool that does more than read, when the agent's risk is high.",
                "Nothing may leave the company once the task has read personal data. | Denied: calls of any tool that takes what it is given out of the company, when the task has read personal data.",
                "No tool is called with less than 2 EUR of the budget left. | Denied: calls of any tool, when what is left of the task's budget is below 2.",
                "Finance may call our agents. | Allowed: calls of the team's agents, when the caller's team is finance.",
                "Nobody from support calls our agents. | Denied: calls of the team's agents, when the caller's team is support.",
                "Nobody from team finance may call our agents. | Denied: calls of the team's agents, when the caller's team is finance.",
                "Nobody from the finance team may call our agents. | Denied: calls of the team's agents, when the caller's team is finance.",
                "The finance team may call our agents. | Allowed: calls of the team's agents, when the caller's team is finance.",
                "No tool that writes may run when less than 2 EUR of the budget is left. | Denied: calls of any tool that does more than read, when what is left of the task's budget is below 2.",
                "Credit notes above 50 EUR need a yes from a person. | Somebody else approves first: calls of shop/create_credit_note, when amount is above 50.",
                "Only the team finance may call our agents. | Denied: calls of the team's agents, when the caller's team is not finance.",
            })
    void readWhatWordsSayByThemselves(String text, String says) {
        assertThat(read(text)).isEqualTo(says);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Credit notes whose reason contains gift are approved first.",
                "Credit notes of more than 7 lines and 100 EUR are denied.",
                "Mail is sent only to example.com by mail send.",
            })
    void leaveOpenWhatTheyCannotRead(String text) {
        assertThat(read(text)).endsWith("…");
    }

    @Test
    void takeNoSingleActForAllThatChangesSomething() {
        assertThat(cues("Agents may not create tickets at all.").speakOf(Rule.SubjectKind.WRITES))
                .isFalse();
        assertThat(cues("Interns' agents update no records.").speakOf(Rule.SubjectKind.WRITES))
                .isTrue();
    }

    @Test
    void sayNothingOfWhatIsNotThere() {
        assertThat(read("Be nice to everybody.")).isEqualTo("?");
        assertThat(cues("Only the agent credit-clerk may create credit notes.")
                        .speakOf(io.tandem.policy.form.Fact.TIER))
                .isFalse();
    }
}
