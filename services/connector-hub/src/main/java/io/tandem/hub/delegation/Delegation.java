package io.tandem.hub.delegation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.tandem.hub.realm.Delegated;
import io.tandem.hub.realm.NotDelegated;
import io.tandem.hub.realm.RealmSettings;
import io.tandem.hub.realm.TokenExchange;
import io.tandem.hub.realm.TokenExchange.Target;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whom an agent is at a tool server for one call. Tokens are kept until shortly before they end; that an agent is
/// suspended or halted is not asked here but with each call, by the policies.
@Singleton
public class Delegation {
    private static final String PERSON = "person:";
    private static final int MOST = 10_000;

    private final CallerTokens callers;
    private final TokenExchange realm;
    private final Duration margin;
    private final Cache<Kept, Delegated> kept;

    /// @param subject the token that stands behind it; empty for nobody's
    private record Kept(String subject, Target target) {
        @Override
        public String toString() {
            return target.toString();
        }
    }

    @Inject
    Delegation(CallerTokens callers, TokenExchange realm, RealmSettings settings) {
        this.callers = callers;
        this.realm = realm;
        this.margin = settings.margin();
        this.kept = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfter(Expiry.<Kept, Delegated>creating((key, token) ->
                        Duration.between(Instant.now(), token.expires().minus(margin))))
                .build();
    }

    /// Why there is no acting for that caller now, in words; empty if there may be.
    ///
    /// @param caller who the work is for, as `person:NAME` or `service:CLIENT`
    public Optional<String> fault(String caller) {
        return !caller.startsWith(PERSON) || held(caller).isPresent() ? Optional.empty() : Optional.of(gone(caller));
    }

    /// A token for one tool server: the person's, by this agent; for work without a person the agent's own.
    ///
    /// @throws NotDelegated if there is none
    public String token(String caller, Target target) throws NotDelegated {
        if (!caller.startsWith(PERSON)) {
            return made(new Kept("", target));
        }
        Optional<String> subject = held(caller);
        if (subject.isEmpty()) {
            throw new NotDelegated(gone(caller));
        }
        return made(new Kept(subject.get(), target));
    }

    private String made(Kept wanted) throws NotDelegated {
        Delegated known = kept.getIfPresent(wanted);
        if (known != null) {
            return known.token();
        }
        Delegated fresh = wanted.subject().isEmpty()
                ? realm.forAgent(wanted.target())
                : realm.forPerson(wanted.subject(), wanted.target());
        kept.put(wanted, fresh);
        return fresh.token();
    }

    private Optional<String> held(String person) {
        return callers.of(person, Instant.now().plus(margin));
    }

    private static String gone(String person) {
        return "The tool is called as " + person.substring(PERSON.length())
                + ", whose sign-in is not here or has ended: they sign in and ask again.";
    }
}
