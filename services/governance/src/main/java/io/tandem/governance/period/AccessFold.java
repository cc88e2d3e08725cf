package io.tandem.governance.period;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.ledger.LedgerRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Who may do what, folded from the records that gave and took, in their order: what was given before the period
/// counts, and sign-ins are the period's own.
final class AccessFold {
    /// The kinds of records that are folded.
    static final List<String> KINDS = List.of(
            "grant.added",
            "grant.removed",
            "exemption.granted",
            "exemption.revoked",
            "version.saved",
            "agent.transition",
            "sign-in");

    private static final String ACTIVE = "ACTIVE";

    private final Map<String, PeriodReport.Grant> grants = new TreeMap<>();
    private final Map<String, PeriodReport.Exemption> exemptions = new TreeMap<>();
    private final Map<String, List<String>> tools = new TreeMap<>();
    private final Map<String, PeriodReport.Agent> active = new TreeMap<>();
    private final Map<String, PeriodReport.Person> people = new TreeMap<>();

    /// @param details of the audit event
    void add(LedgerRecord record, JsonNode details) {
        String agent = Objects.requireNonNullElse(record.about().agent(), "");
        String person = Objects.requireNonNullElse(record.about().person(), "");
        String version = details.path("version").asText();
        switch (record.about().kind()) {
            case "grant.added" ->
                grants.put(
                        grant(agent, details),
                        new PeriodReport.Grant(
                                agent,
                                details.path("to").asText(),
                                details.path("right").asText(),
                                person,
                                record.time()));
            case "grant.removed" -> grants.remove(grant(agent, details));
            case "exemption.granted" ->
                exemptions.put(
                        exemption(details),
                        new PeriodReport.Exemption(
                                details.path("agent").asText(),
                                version,
                                details.path("connector").asText() + "/"
                                        + details.path("tool").asText(),
                                person,
                                record.time()));
            case "exemption.revoked" -> exemptions.remove(exemption(details));
            case "version.saved" -> {
                if (details.has("tools")) {
                    tools.put(agent + "@" + version, texts(details.path("tools")));
                }
            }
            case "agent.transition" -> moved(record.team(), agent, version, details);
            case "sign-in" -> people.put(person, new PeriodReport.Person(person, texts(details.path("roles"))));
            default -> {}
        }
    }

    PeriodReport.Access access() {
        return new PeriodReport.Access(
                List.copyOf(active.values()),
                List.copyOf(grants.values()),
                List.copyOf(exemptions.values()),
                List.copyOf(people.values()));
    }

    private void moved(String team, String agent, String version, JsonNode details) {
        if (details.path("to").asText().equals(ACTIVE)) {
            active.put(agent, new PeriodReport.Agent(agent, team, version, tools.get(agent + "@" + version)));
        } else {
            PeriodReport.Agent known = active.get(agent);
            if (known != null && known.version().equals(version)) {
                active.remove(agent);
            }
        }
    }

    private static String grant(String agent, JsonNode details) {
        return agent + " " + details.path("to").asText() + " "
                + details.path("right").asText();
    }

    private static String exemption(JsonNode details) {
        return details.path("agent").asText() + "@" + details.path("version").asText() + " "
                + details.path("connector").asText() + "/"
                + details.path("tool").asText();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
