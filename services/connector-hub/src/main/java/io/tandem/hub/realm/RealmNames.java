package io.tandem.hub.realm;

/// What things of ours are called in the realm.
final class RealmNames {
    static final String AGENT = "agent-";
    static final String TOOL = "tool-";

    /// The client that asks servers for their tools, and whom its tokens name as actor.
    static final String LISTER = "tandem-tools";

    static final String LISTER_ACTOR = "service:tandem-hub";

    private RealmNames() {}

    /// An agent's client, and the scope with which the hub gets a token that this client may exchange.
    static String agent(String agent) {
        return AGENT + agent;
    }

    /// The scope that makes a token out to a connector's server.
    static String tool(String connector) {
        return TOOL + connector;
    }

    /// Claim `act.sub`.
    static String actor(String agent) {
        return "agent:" + agent;
    }

    /// The user that stands for a client without a person.
    static String account(String client) {
        return "service-account-" + client;
    }
}
