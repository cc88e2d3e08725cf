package io.tandem.registry.wish;

import io.tandem.events.AgentDefinition.Case;
import io.tandem.events.AgentDefinition.Check;
import io.tandem.events.AgentDefinition.Evaluation;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Taking a tool away again, and what follows for the cases that expected it.
public final class Removal {
    private static final Pattern REMOVE =
            Pattern.compile("\\b(without|remove|drop|no longer|not use|don't use|take away)\\b(.*)");

    private Removal() {}

    /// Whether a change asks for that tool, or its connector, to go.
    public static boolean asked(String change, String tool) {
        var remove = REMOVE.matcher(change.toLowerCase(Locale.ROOT));
        String connector = tool.substring(0, tool.indexOf('/'));
        return remove.find()
                && (remove.group(2).contains(tool) || Words.of(remove.group(2)).containsAll(Words.of(connector)));
    }

    /// The cases without checks for tools that are gone; a case that had no other check expects some words instead.
    public static Evaluation withoutCasesOf(Evaluation evaluation, Collection<String> tools) {
        List<Case> cases = evaluation.cases().stream()
                .map(one -> new Case(one.id(), one.input(), one.critical(), kept(one.expect(), tools)))
                .toList();
        return evaluation.with(cases);
    }

    private static List<Check> kept(List<Check> checks, Collection<String> tools) {
        List<Check> kept = checks.stream()
                .filter(check -> check.toolCalled() == null || tools.contains(check.toolCalled()))
                .filter(check -> check.trajectory() == null
                        || check.trajectory().calls().stream().allMatch(call -> tools.contains(call.tool())))
                .toList();
        return kept.isEmpty()
                ? List.of(new Check(null, "\\S{2,}\\s+\\S{2,}", null, null, null, null, null, null, null, null))
                : kept;
    }
}
