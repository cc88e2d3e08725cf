package io.tandem.governance.period;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A report as lines of cells under headings: what CSV and PDF hold.
record PeriodTable(String heading, List<List<@Nullable String>> lines) {

    static List<PeriodTable> of(PeriodReport report) {
        PeriodReport.Access access = report.access();
        List<PeriodTable> tables = new ArrayList<>();
        tables.add(new PeriodTable(
                "active agents: team, agent, version, tools",
                access.agents().stream()
                        .map(agent -> cells(agent.team(), agent.agent(), agent.version(), tools(agent)))
                        .toList()));
        tables.add(new PeriodTable(
                "grants: agent, to, right, given by, since",
                access.grants().stream()
                        .map(grant -> cells(
                                grant.agent(),
                                grant.to(),
                                grant.right(),
                                grant.givenBy(),
                                grant.since().toString()))
                        .toList()));
        tables.add(new PeriodTable(
                "exemptions: agent, version, tool, given by, since",
                access.exemptions().stream()
                        .map(exemption -> cells(
                                exemption.agent(),
                                exemption.version(),
                                exemption.tool(),
                                exemption.givenBy(),
                                exemption.since().toString()))
                        .toList()));
        tables.add(new PeriodTable(
                "people who signed in: person, roles",
                access.people().stream()
                        .map(person -> cells(person.person(), String.join(" ", person.roles())))
                        .toList()));
        tables.add(counts("changes by kind", report.changes().kinds()));
        tables.add(deeds("changes, newest first: time, team, record, kind, person, what", report.changes()));
        tables.add(counts("denials by policy", report.denials().policies()));
        tables.add(counts("denials by agent", report.denials().agents()));
        tables.add(counts("denials by tool", report.denials().tools()));
        tables.add(counts("denials by person", report.denials().people()));
        tables.add(new PeriodTable("approvals", approvals(report.approvals())));
        tables.add(deeds("overrides of defaults: time, team, record, kind, person, what", report.overrides()));
        return tables;
    }

    private static List<List<@Nullable String>> approvals(PeriodReport.Approvals approvals) {
        return List.of(
                cells("asked", Long.toString(approvals.asked())),
                cells("granted", Long.toString(approvals.granted())),
                cells("granted with other arguments", Long.toString(approvals.edited())),
                cells("rejected", Long.toString(approvals.rejected())),
                cells("expired", Long.toString(approvals.expired())),
                cells("withdrawn", Long.toString(approvals.withdrawn())),
                cells("median seconds to a decision", Objects.toString(approvals.medianSeconds(), "")),
                cells("nine of ten decided within seconds", Objects.toString(approvals.p90Seconds(), "")));
    }

    private static PeriodTable counts(String heading, List<PeriodReport.Count> counts) {
        return new PeriodTable(
                heading,
                counts.stream()
                        .map(count -> cells(count.name(), Long.toString(count.count())))
                        .toList());
    }

    private static PeriodTable deeds(String heading, PeriodReport.Deeds deeds) {
        return new PeriodTable(
                heading,
                deeds.items().stream()
                        .map(deed -> cells(
                                deed.time().toString(),
                                deed.team(),
                                Long.toString(deed.number()),
                                deed.kind(),
                                deed.person(),
                                deed.summary()))
                        .toList());
    }

    private static String tools(PeriodReport.Agent agent) {
        List<String> tools = agent.tools();
        return tools == null ? "" : String.join(" ", tools);
    }

    private static List<@Nullable String> cells(@Nullable String... cells) {
        List<@Nullable String> list = new ArrayList<>();
        for (String cell : cells) {
            list.add(cell);
        }
        return list;
    }
}
