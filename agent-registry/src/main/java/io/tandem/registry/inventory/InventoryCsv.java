package io.tandem.registry.inventory;

import io.tandem.events.Money;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The inventory as CSV (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe.
final class InventoryCsv {
    private static final String HEAD = "agent,team,owner,deputy,purpose,risk,state,active version,last use,"
            + "tasks in 30 days,cost in 30 days,currency,score,review on,owner gone at";
    private static final String LINE_END = "\r\n";

    private InventoryCsv() {}

    static String of(List<InventoryLine> lines) {
        return HEAD
                + LINE_END
                + lines.stream().map(line -> row(line) + LINE_END).collect(Collectors.joining());
    }

    private static String row(InventoryLine line) {
        Money cost = line.cost();
        return Stream.of(
                        cell(line.name()),
                        cell(line.team()),
                        cell(line.owner()),
                        cell(line.deputy()),
                        cell(line.purpose()),
                        cell(line.risk()),
                        cell(line.state()),
                        cell(line.activeVersion()),
                        cell(line.lastUse()),
                        cell(line.tasks()),
                        cell(cost == null ? null : cost.amount().toPlainString()),
                        cell(cost == null ? null : cost.currency()),
                        cell(line.score()),
                        cell(line.reviewOn()),
                        cell(line.ownerGoneAt()))
                .collect(Collectors.joining(","));
    }

    private static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        if (!text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
