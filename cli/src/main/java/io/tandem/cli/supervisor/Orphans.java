package io.tandem.cli.supervisor;

import io.tandem.cli.home.TandemHome;
import io.tandem.cli.parts.Launch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Parts that outlived a killed supervisor, when the person wants everything stopped rather than taken over.
public final class Orphans {
    private static final List<String> NAMES = List.of("platform", "keycloak", "kafka", "postgres");

    private Orphans() {}

    /// Stops them, PostgreSQL last, and tells their names.
    public static List<String> stop(TandemHome home) {
        Children children = new Children(home);
        List<String> stopped = new ArrayList<>();
        for (String part : NAMES) {
            children.leftover(part).ifPresent(process -> {
                String signal = part.equals("postgres") ? "INT" : "TERM";
                children.stop(process, new Launch.Stop(signal, Duration.ofSeconds(30)));
                stopped.add(part);
            });
            children.forget(part);
        }
        return stopped;
    }
}
