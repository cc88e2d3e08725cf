package io.tandem.router.scripted;

import io.tandem.router.chat.ChatMessage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A rule whose patterns are compiled, with the count of how often it was taken.
final class CompiledRule {
    private final Predicate<Situation> fits;
    private final Rule.Then then;
    private final @Nullable AtomicInteger left;

    private CompiledRule(Predicate<Situation> fits, Rule.Then then, @Nullable AtomicInteger left) {
        this.fits = fits;
        this.then = then;
        this.left = left;
    }

    /// @throws IllegalArgumentException in words for the file's author
    static CompiledRule of(Rule rule, String where) {
        Rule.Then then = rule.then();
        if (then == null) {
            throw new IllegalArgumentException(where + " has no \"then\"");
        }
        if (then.error() != null && (then.error() < 400 || then.error() > 599)) {
            throw new IllegalArgumentException(where + ".then.error is a status from 400 to 599");
        }
        Predicate<Situation> fits = rule.when() == null ? situation -> true : fits(rule.when(), where + ".when");
        return new CompiledRule(fits, then, rule.times() == null ? null : new AtomicInteger(rule.times()));
    }

    private static Predicate<Situation> fits(Rule.When when, String where) {
        Predicate<Situation> fits = situation -> true;
        if (when.agent() != null) {
            String agent = when.agent();
            fits = fits.and(situation -> situation.agent().equals(agent));
        }
        if (when.call() != null) {
            int call = when.call();
            fits = fits.and(situation -> situation.call() == call);
        }
        if (when.last() != null) {
            ChatMessage.Role role = role(when.last(), where + ".last");
            fits = fits.and(situation -> situation.last() == role);
        }
        if (when.tool() != null) {
            String tool = when.tool();
            fits = fits.and(situation -> tool.equals(situation.lastTool()));
        }
        if (when.schema() != null) {
            String schema = when.schema();
            fits = fits.and(situation -> schema.equals(situation.schema()));
        }
        if (when.tier() != null) {
            String tier = "tandem/" + when.tier();
            fits = fits.and(situation -> tier.equals(situation.asked()));
        }
        if (when.text() != null) {
            Pattern text = Rule.pattern(where + ".text", when.text());
            fits = fits.and(situation -> text.matcher(situation.lastUser()).find());
        }
        if (when.system() != null) {
            Pattern system = Rule.pattern(where + ".system", when.system());
            fits = fits.and(situation -> system.matcher(situation.system()).find());
        }
        if (when.toolResult() != null) {
            Pattern result = Rule.pattern(where + ".toolResult", when.toolResult());
            fits = fits.and(situation -> situation.last() == ChatMessage.Role.tool
                    && result.matcher(situation.lastToolResult()).find());
        }
        return fits;
    }

    private static ChatMessage.Role role(String name, String where) {
        for (ChatMessage.Role role : ChatMessage.Role.values()) {
            if (role.name().equals(name)) {
                return role;
            }
        }
        throw new IllegalArgumentException(where + " is user, tool, assistant or system");
    }

    /// Whether it fits and is not used up; counts the use.
    boolean takes(Situation situation) {
        return fits.test(situation) && (left == null || left.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0);
    }

    Rule.Then then() {
        return then;
    }
}
