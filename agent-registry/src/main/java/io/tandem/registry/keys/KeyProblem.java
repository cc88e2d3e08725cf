package io.tandem.registry.keys;

import io.tandem.kit.problem.ProblemKind;

/// What can be wrong with a key.
public enum KeyProblem implements ProblemKind {
    KEY_INVALID("key-invalid", "The key cannot be registered", 400),
    KEY_OF_ANOTHER("key-of-another-service", "A service registers its own keys only", 403),
    KEY_KNOWN("key-known", "Another key has this id", 409);

    private final String slug;
    private final String title;
    private final int status;

    KeyProblem(String slug, String title, int status) {
        this.slug = slug;
        this.title = title;
        this.status = status;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
