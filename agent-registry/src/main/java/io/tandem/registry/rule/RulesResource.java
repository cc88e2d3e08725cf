package io.tandem.registry.rule;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import io.tandem.policy.PolicyCase;
import io.tandem.policy.form.Rule;
import io.tandem.policy.form.Rulebook;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/policies/{team}/rules`: policies as a form and from plain words. Nothing here is kept.
@Path("/api/v1/policies/{team}/rules")
@Tag(name = "Policies")
@Authenticated
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class RulesResource {
    private static final int LONGEST = 64 * 1024;
    private static final int LONGEST_WORDS = 4_000;
    private static final int MOST = 50;

    private final RuleDesk desk;
    private final WordReader words;
    private final SecurityIdentity identity;

    @Inject
    public RulesResource(RuleDesk desk, WordReader words, SecurityIdentity identity) {
        this.desk = desk;
        this.words = words;
        this.identity = identity;
    }

    @GET
    @Path("vocabulary")
    @Operation(operationId = "getRuleVocabulary", summary = "What a team's rules can speak of")
    public RuleVocabulary vocabulary(@PathParam("team") String team) {
        return desk.vocabulary(team, caller());
    }

    @POST
    @Path("read")
    @Operation(operationId = "readRules", summary = "Tell the rules in a text from what was written by hand")
    public RuleParts read(@PathParam("team") String team, TextBody body) {
        Rulebook.Parts parts = desk.read(team, body.given(), body.tests(), caller());
        return new RuleParts(parts.rules().stream().map(ShownRule::of).toList(), parts.rest(), parts.cases());
    }

    @POST
    @Path("compose")
    @Operation(operationId = "composeRules", summary = "Make rules a text with cases, and try both out")
    public ComposedRules compose(@PathParam("team") String team, RulesBody body) {
        return desk.compose(team, body.parts(), caller());
    }

    @POST
    @Path("draft")
    @Operation(operationId = "draftRules", summary = "Make rules of plain words; a model reads them")
    public RuleDraft draft(@PathParam("team") String team, WordsBody body) {
        return words.read(team, body.given(), caller());
    }

    private Caller caller() {
        return Caller.of(identity);
    }

    /// A rule and what it does, as a sentence.
    public record ShownRule(Rule rule, String says) {
        static ShownRule of(Rule rule) {
            return new ShownRule(rule, Rulebook.words(rule));
        }
    }

    /// @param rest what was written by hand, in Cedar's language
    /// @param cases those of people, without those made of rules
    public record RuleParts(List<ShownRule> rules, String rest, List<PolicyCase> cases) {}

    public record TextBody(@Nullable String text, @Nullable List<PolicyCase> cases) {
        String given() {
            return bounded("text", text == null ? "" : text, LONGEST);
        }

        List<PolicyCase> tests() {
            return cases == null ? List.of() : cases;
        }
    }

    public record RulesBody(
            @Nullable List<Rule> rules,
            @Nullable String rest,
            @Nullable List<PolicyCase> cases) {
        Rulebook.Parts parts() {
            List<Rule> given = rules == null ? List.of() : rules;
            if (given.size() > MOST) {
                throw ProblemException.invalid("rules", "There are at most " + MOST + ".");
            }
            return new Rulebook.Parts(
                    given, bounded("rest", rest == null ? "" : rest, LONGEST), cases == null ? List.of() : cases);
        }
    }

    public record WordsBody(@Nullable String words) {
        String given() {
            if (words == null || words.isBlank()) {
                throw ProblemException.invalid("words", "Say what shall be forbidden, or asked, and when.");
            }
            return bounded("words", words, LONGEST_WORDS);
        }
    }

    private static String bounded(String field, String text, int longest) {
        if (text.length() > longest) {
            throw ProblemException.invalid(field, "It has at most " + longest + " characters.");
        }
        return text;
    }
}
