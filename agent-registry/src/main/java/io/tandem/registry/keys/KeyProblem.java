package io.tandem.registry.keys;

import io.tandem.kit.problem.ProblemKind;

/// What can be wrong with a key.
public enum KeyProblem implements ProblemKind {
    KEY_INVALID("key-invalid", "The key cannot be registered", 400),
    KEY_OF_ANOTHER("key-of-another-service", "A service registers its own keys only", 403),
    KEY_KNOWN("key-known", "Another key has this id", 409);

    private final Row row;

    KeyProblem(String slug, String title, int status) {
        this.row = new Row(slug, title, status, false);
    }

    @Override
    public Row row() {
        return row;
    }
}
