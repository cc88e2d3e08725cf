package io.tandem.hub.ledger;

import io.tandem.kit.problem.ProblemKind;

/// What keeps an effect back although it is allowed.
public enum LedgerProblem implements ProblemKind {
    LEDGER_BEHIND("ledger-behind", "The ledger is behind, so nothing may be changed now", 503);

    private final Row row;

    LedgerProblem(String slug, String title, int status) {
        this.row = new Row(slug, title, status, true);
    }

    @Override
    public Row row() {
        return row;
    }
}
