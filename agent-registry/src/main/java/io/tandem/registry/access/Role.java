package io.tandem.registry.access;

import io.tandem.kit.identity.Caller;

/// Realm roles that this service asks for.
public enum Role {
    builder,
    operator,
    approver,
    auditor,
    admin;

    public boolean of(Caller caller) {
        return caller.roles().contains(name());
    }
}
