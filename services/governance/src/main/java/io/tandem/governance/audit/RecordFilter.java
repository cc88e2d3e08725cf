package io.tandem.governance.audit;

import io.tandem.governance.rows.GivenTime;
import io.tandem.kit.problem.ProblemException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which records somebody wants, by the names of the query parameters.
///
/// @param given what was asked for, in the parameters' own words
/// @param conditions SQL over the alias `r` (record)
/// @param values for the conditions, in order
/// @param text to be found anywhere in the record or its payload, null for any
record RecordFilter(
        Map<String, String> given,
        List<String> conditions,
        List<Object> values,
        @Nullable String text) {
    private static final Map<String, String> EQUAL = Map.of(
            "team", "r.team = ?",
            "agent", "r.agent = ?",
            "version", "r.version = ?",
            "task", "r.task = ?",
            "tool", "r.tool = ?",
            "decision", "r.decision = ?",
            "kind", "r.kind = ?");
    private static final String WHERE = " where ";
    private static final String OWN = "(r.person = ? or r.task in"
            + " (select own.task from record own where own.person = ? and own.stream = 'a2a.events'))";

    private static final String ERASED =
            "(r.team = 'platform' and r.stream = 'audit.governance' and r.kind = 'ledger.erased')";

    private static final String NOT_HIDDEN =
            "(r.decision is distinct from 'denied' or r.team = 'platform' or r.team = any(?))";

    /// @throws ProblemException for a time that is none
    static RecordFilter of(Map<String, @Nullable String> parameters) {
        Map<String, String> given = new LinkedHashMap<>();
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        String text = null;
        for (Map.Entry<String, @Nullable String> parameter : parameters.entrySet()) {
            String value = parameter.getValue();
            if (value == null || value.isBlank()) {
                continue;
            }
            given.put(parameter.getKey(), value);
            switch (parameter.getKey()) {
                case "person" -> {
                    conditions.add("r.person = any(?)");
                    values.add(person(value));
                }
                case "from" -> {
                    conditions.add("r.time >= ?");
                    values.add(GivenTime.of("from", value).atOffset(ZoneOffset.UTC));
                }
                case "to" -> {
                    conditions.add("r.time < ?");
                    values.add(GivenTime.of("to", value).atOffset(ZoneOffset.UTC));
                }
                case "q" -> text = value;
                default -> {
                    String condition = EQUAL.get(parameter.getKey());
                    if (condition == null) {
                        throw new IllegalArgumentException("no filter " + parameter.getKey());
                    }
                    conditions.add(condition);
                    values.add(value);
                }
            }
        }
        return new RecordFilter(given, conditions, values, text);
    }

    /// Only what this caller did, and what happened in tasks of theirs; of other teams' refusals nothing.
    RecordFilter ownOf(String caller, Set<String> teams) {
        return and(OWN, caller, caller).and(NOT_HIDDEN, (Object) teams.toArray(String[]::new));
    }

    /// And the records of all erasures, without which nobody could tell why a payload is gone.
    RecordFilter withErasures() {
        Where all = where();
        return all.sql().isEmpty()
                ? this
                : new RecordFilter(
                        given,
                        List.of("(" + all.sql().substring(WHERE.length()) + " or " + ERASED + ")"),
                        all.values(),
                        null);
    }

    /// Only what was recorded before that position.
    RecordFilter before(long position) {
        return and("r.position < ?", position);
    }

    /// Only what was recorded after that position.
    RecordFilter after(long position) {
        return and("r.position > ?", position);
    }

    /// Where the text is in a payload `p`, where it is in what a record `r` says itself; one value each.
    String inPayload() {
        return found("convert_from(p.body, 'UTF8')");
    }

    String inHeader() {
        return found("concat_ws(' ', r.kind, r.person, r.agent, r.subject)");
    }

    /// The collation is named: without it `convert_from` has that of its encoding's name. `C` knows ASCII's letters
    /// alone, in two thirds of the time.
    private String found(String in) {
        boolean ascii = text != null && text.chars().allMatch(c -> c < 128);
        return "position(lower(?) in lower(" + in + " collate " + (ascii ? "\"C\"" : "\"default\"") + ")) > 0";
    }

    /// @param sql ` where …`, or nothing
    /// @param values for it, in order
    record Where(String sql, List<Object> values) {}

    /// All of it, for SQL that joins the payload as `p`.
    Where where() {
        if (text != null) {
            return withoutText()
                    .and("(" + inPayload() + " or " + inHeader() + ")", text, text)
                    .where();
        }
        return new Where(conditions.isEmpty() ? "" : WHERE + String.join(" and ", conditions), values);
    }

    /// Any text.
    RecordFilter withoutText() {
        return new RecordFilter(given, conditions, values, null);
    }

    private RecordFilter and(String condition, Object... more) {
        List<String> allConditions = new ArrayList<>(conditions);
        allConditions.add(condition);
        List<Object> allValues = new ArrayList<>(values);
        allValues.addAll(List.of(more));
        return new RecordFilter(given, allConditions, allValues, text);
    }

    /// A bare name may be a person's, a service's or an agent's.
    private static String[] person(String value) {
        return value.contains(":")
                ? new String[] {value}
                : new String[] {"person:" + value, "service:" + value, "agent:" + value};
    }
}
