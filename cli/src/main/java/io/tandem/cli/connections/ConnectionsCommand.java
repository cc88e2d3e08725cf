package io.tandem.cli.connections;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The commands about one's own connections.
@Command(
        name = "connections",
        description = "Connect servers at which you have an account, so that agents use it for you; see and revoke.",
        mixinStandardHelpOptions = true,
        subcommands = {ListConnections.class, ConnectServer.class, RevokeConnection.class})
public final class ConnectionsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do, for example: tandem connections list");
    }
}
