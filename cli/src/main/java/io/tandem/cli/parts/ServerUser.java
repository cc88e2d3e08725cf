package io.tandem.cli.parts;

import io.tandem.cli.outcome.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// PostgreSQL refuses to run as root. For an ordinary user nothing is done; root starts it in a user namespace of its
/// own, where it has no privilege yet keeps its files, or else as `nobody`, who then owns them.
record ServerUser(List<String> prefix, boolean nobody) {
    static ServerUser current() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new ServerUser(List.of(), false);
        }
        if (Commands.succeeds("unshare", "-U", "true")) {
            return new ServerUser(List.of("unshare", "-U"), false);
        }
        List<String> setpriv =
                List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all");
        List<String> attempt = new ArrayList<>(setpriv);
        attempt.add("true");
        if (Commands.succeeds(attempt.toArray(String[]::new))) {
            return new ServerUser(setpriv, true);
        }
        throw Failure.failed("PostgreSQL does not run as root, and neither unshare nor setpriv works here: "
                + "start Tandem as an ordinary user.");
    }

    List<String> command(List<String> words) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(words);
        return command;
    }

    /// Hands a folder to the user that the server runs as.
    void own(Path folder) {
        if (nobody && !Commands.succeeds("chown", "-R", "65534:65534", folder.toString())) {
            throw Failure.failed("The folder " + folder + " cannot be given to the user nobody: check its owner.");
        }
    }

    /// Whether that user can reach a folder; a home below /root is closed to `nobody`.
    void checkReach(Path folder) {
        if (nobody
                && !Commands.succeeds(
                        command(List.of("test", "-x", folder.toString())).toArray(String[]::new))) {
            throw Failure.failed("PostgreSQL runs as user nobody here, who cannot reach " + folder
                    + ": set TANDEM_HOME to a folder that others may enter, or start Tandem as an ordinary user.");
        }
    }
}
