package io.tandem.cli.platform;

import io.tandem.cli.signin.SignIn;
import java.time.Duration;
import java.util.function.Supplier;

/// A demo person's access token, fetched on first use and again before it gets old.
public final class PersonToken implements Supplier<String> {
    private static final Duration FRESH = Duration.ofSeconds(45);

    private final SignIn signIn;
    private final String person;
    private String token = "";
    private long fetchedAt;

    public PersonToken(SignIn signIn, String person) {
        this.signIn = signIn;
        this.person = person;
    }

    @Override
    public synchronized String get() {
        long now = System.nanoTime();
        if (token.isEmpty() || now - fetchedAt > FRESH.toNanos()) {
            token = signIn.person(person);
            fetchedAt = now;
        }
        return token;
    }
}
