package io.tandem.governance.erasure;

import io.tandem.kit.problem.ProblemKind;

/// Why payloads are not erased.
public enum ErasureProblem implements ProblemKind {
    NOTHING_TO_ERASE("nothing-to-erase", "There is no such payload", 409),
    DECIDED_ALREADY("erasure-decided", "This erasure was carried out or withdrawn already", 409),
    NEEDS_SOMEBODY_ELSE("erasure-needs-somebody-else", "Somebody else must carry this erasure out", 403);

    private final Row row;

    ErasureProblem(String slug, String title, int status) {
        this.row = new Row(slug, title, status, false);
    }

    @Override
    public Row row() {
        return row;
    }
}
