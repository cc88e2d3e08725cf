package io.tandem.runtime.activation;

import io.tandem.kit.outbox.Outbox;

/// An entry that no topic takes: nothing of its step was written.
final class EntryTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param bytes the entry's event
    EntryTooLarge(int bytes) {
        super("What the agent made has " + bytes + " bytes; at most " + Outbox.MAX_BODY_BYTES
                + " are taken. Ask it for less.");
    }
}
