package io.tandem.runtime.turn;

import io.tandem.events.AgentDefinition;
import io.tandem.events.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one task may use; what the definition leaves open takes these defaults.
record TaskBudget(int maxSteps, long maxTokens, Duration maxDuration, BigDecimal maxCost) {
    private static final TaskBudget DEFAULT =
            new TaskBudget(20, 100_000, Duration.ofMinutes(15), new BigDecimal("1.00"));

    static TaskBudget of(AgentDefinition.@Nullable Budget budget) {
        if (budget == null) {
            return DEFAULT;
        }
        return new TaskBudget(
                Optional.ofNullable(budget.maxSteps()).orElse(DEFAULT.maxSteps),
                Optional.ofNullable(budget.maxTokens()).orElse(DEFAULT.maxTokens),
                Optional.ofNullable(budget.maxDuration()).map(Duration::parse).orElse(DEFAULT.maxDuration),
                Optional.ofNullable(budget.maxCostPerTask()).map(Money::amount).orElse(DEFAULT.maxCost));
    }

    /// What is used up, in words, if anything is.
    Optional<String> exceeded(Turns turns, Instant now) {
        if (turns.steps() >= maxSteps) {
            return Optional.of(maxSteps + " steps");
        }
        if (turns.tokens() >= maxTokens) {
            return Optional.of(maxTokens + " tokens");
        }
        if (outOfTime(turns, now)) {
            return Optional.of("the time of " + maxDuration);
        }
        Money cost = turns.cost();
        if (cost != null && cost.amount().compareTo(maxCost) > 0) {
            return Optional.of("the cost of " + maxCost + " " + cost.currency());
        }
        return Optional.empty();
    }

    /// What is left to spend, in hundredths, cut; nothing once it is used up.
    long left(Turns turns) {
        Money cost = turns.cost();
        BigDecimal left = cost == null ? maxCost : maxCost.subtract(cost.amount());
        return left.max(BigDecimal.ZERO).movePointRight(2).longValue();
    }

    /// Whether the time is used up. Time in which a person was asked for an approval is not the agent's.
    boolean outOfTime(Turns turns, Instant now) {
        return Duration.between(turns.began(), now).minus(turns.waited()).compareTo(maxDuration) > 0;
    }
}
