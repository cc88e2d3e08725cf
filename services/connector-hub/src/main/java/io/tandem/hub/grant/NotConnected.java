package io.tandem.hub.grant;

import io.tandem.hub.realm.NotDelegated;

/// A person has not connected a server that a call for them needs.
public final class NotConnected extends NotDelegated {
    private static final long serialVersionUID = 1L;

    private final String person;
    private final String connector;

    NotConnected(String person, String connector) {
        super("The tool is called with what " + person.substring(person.indexOf(':') + 1) + " grants at " + connector
                + ", which they have not connected: they do so under My connections.");
        this.person = person;
        this.connector = connector;
    }

    public String person() {
        return person;
    }

    public String connector() {
        return connector;
    }
}
