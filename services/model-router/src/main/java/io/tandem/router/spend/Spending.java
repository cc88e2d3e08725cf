package io.tandem.router.spend;

import io.quarkus.agroal.DataSource;
import io.tandem.router.catalog.Model;
import io.tandem.router.catalog.Selection;
import io.tandem.router.chat.ChatRequest;
import io.tandem.router.chat.Delta;
import io.tandem.router.chat.ModelFailure;
import io.tandem.router.chat.ModelProblem;
import io.tandem.router.chat.Origin;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Holds back what a call may come to before it is made. Where it does not fit into the day any more the call is not
/// made; while the store is away neither is a call that somebody limits.
@Singleton
public class Spending {
    private static final int CHARACTERS_A_TOKEN = 3;
    private static final int USUAL_ANSWER = 4_096;

    private final javax.sql.DataSource dataSource;
    private final SpendSettings settings;
    private final Clock clock;

    @Inject
    public Spending(@DataSource("router") javax.sql.DataSource dataSource, SpendSettings settings) {
        this(dataSource, settings, Clock.systemUTC());
    }

    Spending(javax.sql.DataSource dataSource, SpendSettings settings, Clock clock) {
        this.dataSource = dataSource;
        this.settings = settings;
        this.clock = clock;
    }

    /// @throws ModelFailure SPENT, or UNREACHABLE where nobody can say
    public Hold hold(Selection selection, ChatRequest request, Origin origin) {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        BigDecimal most = most(selection, request);
        List<Limit> limits = limits(origin);
        if (most.signum() == 0 || limits.isEmpty()) {
            return new Hold(null, today);
        }
        UUID id = UUID.randomUUID();
        try (Connection transaction = dataSource.getConnection()) {
            transaction.setAutoCommit(false);
            for (Limit limit : limits) {
                SpendRows.Booking on = new SpendRows.Booking(limit.scope(), today);
                BigDecimal used = SpendRows.used(transaction, on);
                if (used.add(most).compareTo(limit.perDay()) > 0) {
                    transaction.rollback();
                    throw spent(limit, used, selection);
                }
                SpendRows.hold(transaction, new SpendRows.Held(id, on, most, settings.longestCall()));
            }
            SpendRows.forget(transaction);
            transaction.commit();
        } catch (SQLException e) {
            throw new ModelFailure(
                    ModelProblem.UNREACHABLE, "What was spent today cannot be looked up, so nothing is.", null, e);
        }
        return new Hold(id, today);
    }

    private static ModelFailure spent(Limit limit, BigDecimal used, Selection selection) {
        String currency = selection.models().getFirst().price().currency();
        return new ModelFailure(
                ModelProblem.SPENT,
                limit.scope().replace(':', ' ') + " has used " + used.toPlainString() + " of "
                        + limit.perDay().toPlainString() + " " + currency
                        + " today, and this call could go beyond. It goes"
                        + " on at 00:00 UTC, or once " + limit.change() + " raises the limit.");
    }

    /// In one order everywhere, so that no two calls wait for each other.
    private List<Limit> limits(Origin origin) {
        List<Limit> limits = new ArrayList<>();
        if (origin.agent() != null && origin.agentPerDay() != null) {
            limits.add(new Limit(Limit.agent(origin.agent()), origin.agentPerDay(), "a builder of its team"));
        }
        Optional.ofNullable(settings.teamPerDay().get(origin.team()))
                .ifPresent(perDay -> limits.add(new Limit(Limit.team(origin), perDay, "an operator of the platform")));
        limits.sort(Comparator.comparing(Limit::scope));
        return limits;
    }

    /// What the dearest of the models that may be tried would take for the longest answer.
    private static BigDecimal most(Selection selection, ChatRequest request) {
        long input = request.characters() / CHARACTERS_A_TOKEN + 1;
        Integer asked = request.sampling().maxTokens();
        Delta.Tokens tokens = new Delta.Tokens(input, 0, asked == null ? USUAL_ANSWER : asked);
        return selection.models().stream()
                .map(Model::price)
                .map(price -> price.of(tokens).amount())
                .max(Comparator.naturalOrder())
                .orElse(BigDecimal.ZERO);
    }

    /// What a call on that account is booked on.
    public static List<String> scopes(String team, String agent) {
        return agent.isEmpty() ? List.of("team:" + team) : List.of(Limit.agent(agent), "team:" + team);
    }
}
