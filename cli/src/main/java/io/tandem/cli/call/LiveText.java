package io.tandem.cli.call;

import io.tandem.cli.terminal.Shown;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/// An answer that grows on a terminal. A piece that is appended is printed; one that replaces what was there prints
/// only what is new in it, or starts on a fresh line where it differs from what was shown.
final class LiveText {
    private final PrintWriter out;
    private final Map<String, StringBuilder> shown = new LinkedHashMap<>();
    private String current = "";
    private boolean lineOpen;

    LiveText(PrintWriter out) {
        this.out = out;
    }

    /// @param append whether the text follows what was shown of this artifact, else it replaces it
    void update(String artifact, String text, boolean append) {
        StringBuilder before = shown.computeIfAbsent(artifact, id -> new StringBuilder());
        if (!artifact.equals(current) && !text.isEmpty()) {
            endLine();
            current = artifact;
        }
        if (append) {
            before.append(text);
            print(text);
        } else if (text.startsWith(before.toString())) {
            print(text.substring(before.length()));
            before.append(text, before.length(), text.length());
        } else {
            endLine();
            if (!text.isEmpty()) {
                out.println("(once more, from the start)");
            }
            before.setLength(0);
            before.append(text);
            print(text);
        }
    }

    /// The whole answer so far: all artifacts, one after the other.
    String whole() {
        StringBuilder all = new StringBuilder();
        shown.values().forEach(text -> all.append(all.isEmpty() || text.isEmpty() ? "" : "\n")
                .append(text));
        return all.toString();
    }

    void endLine() {
        if (lineOpen) {
            out.println();
            lineOpen = false;
        }
        out.flush();
    }

    private void print(String text) {
        String safe = Shown.text(text);
        if (!safe.isEmpty()) {
            out.print(safe);
            lineOpen = !safe.endsWith("\n");
            out.flush();
        }
    }
}
