package io.tandem.hub.grant;

import io.tandem.hub.realm.NotDelegated;

/// A server did not take a token whose end nobody had told; another one is got for the next attempt. The call was not
/// made.
public final class Renewed extends NotDelegated {
    private static final long serialVersionUID = 1L;

    Renewed(String connector) {
        super("What " + connector + " is called with is being refreshed; try again shortly.", null, true);
    }
}
