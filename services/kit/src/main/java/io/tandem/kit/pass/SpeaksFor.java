package io.tandem.kit.pass;

import java.util.List;

/// For whom each service may sign: a key that leaked opens what its service does, and nothing else.
final class SpeaksFor {
    private static final String AGENT = "agent:";
    private static final String GOVERNANCE = "service:tandem-governance";

    private SpeaksFor() {}

    /// @throws PassRefusal if the pass says what its signer has no business to say
    static void check(Pass pass) throws PassRefusal {
        List<String> actors = pass.actors();
        boolean may =
                switch (pass.issuer()) {
                    // who signed in, directly
                    case "gateway" -> isCaller(pass.caller()) && actors.isEmpty();
                    // one of its agents, for whoever asked it
                    case "runtime" ->
                        isCaller(pass.caller())
                                && !actors.isEmpty()
                                && actors.stream().allMatch(actor -> actor.startsWith(AGENT))
                                && pass.roles().isEmpty();
                    // its evaluations
                    case "governance" -> pass.caller().equals(GOVERNANCE) && actors.isEmpty();
                    default -> false;
                };
        if (!may) {
            throw new PassRefusal(
                    PassRefusal.Kind.WIDENED,
                    pass.issuer() + " may not sign for " + pass.caller() + " by way of " + actors);
        }
    }

    private static boolean isCaller(String caller) {
        return caller.startsWith("person:") || caller.startsWith("service:");
    }
}
