package io.tandem.cli.command;

import io.tandem.cli.supervisor.PlatformStatus;
import io.tandem.cli.supervisor.PlatformStatus.PartStatus;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The list of parts: repainted in place on a terminal, a line per change elsewhere.
final class PartList {
    private final PrintWriter out;
    private final boolean wanted;
    private final Map<String, String> shown = new HashMap<>();
    private boolean live;
    private int painted;

    PartList(PrintWriter out, boolean wanted) {
        this.out = out;
        this.wanted = wanted;
        this.live = System.console() != null && System.console().isTerminal();
    }

    /// From now on a line per change, below what stands.
    void changesOnly() {
        live = false;
    }

    void show(PlatformStatus status) {
        if (!wanted) {
            return;
        }
        if (live) {
            if (painted > 0) {
                out.print("\u001b[" + painted + "A");
            }
            status.parts().forEach(part -> out.print("\r\u001b[2K" + line(part, System.currentTimeMillis()) + "\n"));
            painted = status.parts().size();
            status.parts().forEach(part -> shown.put(part.name(), part.state() + part.detail()));
        } else {
            for (PartStatus part : status.parts()) {
                String now = part.state() + part.detail();
                if (!now.equals(shown.put(part.name(), now))) {
                    out.println(line(part, part.since()));
                }
            }
        }
        out.flush();
    }

    /// `postgres   ready       1.2 s  127.0.0.1:15432`
    static String line(PartStatus part, long now) {
        boolean done = part.state().equals("ready");
        double seconds = (done ? part.startMillis() : Math.max(0, now - part.since())) / 1000.0;
        String detail = part.detail().isEmpty() ? part.address() : part.detail();
        String firstLine = detail.lines().findFirst().orElse("");
        String again = part.restarts() == 0 ? "" : "  (restarts: " + part.restarts() + ")";
        return String.format(
                Locale.ROOT, "  %-10s %-11s %6.1f s  %s%s", part.name(), part.state(), seconds, firstLine, again);
    }
}
