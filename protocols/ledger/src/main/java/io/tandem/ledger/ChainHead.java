package io.tandem.ledger;

/// How far a team's chain goes: the number and hash of its newest record.
public record ChainHead(String team, long number, String hash) {
    /// The head of a chain without records.
    public static ChainHead empty(String team) {
        return new ChainHead(team, 0, LedgerRecord.GENESIS);
    }
}
