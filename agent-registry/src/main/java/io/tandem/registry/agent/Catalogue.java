package io.tandem.registry.agent;

import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord.State;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import io.tandem.registry.access.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Search over the agents that a caller may see; a grant seen a moment ago counts already.
@ApplicationScoped
public class Catalogue {
    private static final int MOST_WORDS = 8;
    private static final int COUNTED = 5000;
    private static final String GOVERNANCE = "service:tandem-governance";

    /// @param facets how many of all found agents have each value, by facet
    @Schema(name = "AgentList")
    public record Page(List<AgentView> items, String nextPageToken, Map<String, Map<String, Integer>> facets) {}

    @Transactional
    public Page find(AgentQuery query, Caller caller) {
        Where where = new Where();
        visible(where, caller);
        facets(where, query);
        words(where, query.q());
        List<AgentRow> found = AgentRow.<AgentRow>find(where.text() + " order by name", where.parameters)
                .page(0, COUNTED)
                .list();
        int limit = query.limit();
        String after = query.after();
        List<AgentRow> rest =
                found.stream().filter(row -> row.name.compareTo(after) > 0).toList();
        List<AgentView> items = rest.stream()
                .limit(limit)
                .map(row -> AgentView.of(row, Agents.rights(row, caller), null))
                .toList();
        String next = rest.size() > limit ? AgentQuery.token(items.getLast().name()) : "";
        return new Page(items, next, counts(found));
    }

    /// Agents of the caller's sight, for the designer to find likenesses among.
    @Transactional
    public List<AgentView> all(Caller caller) {
        Where where = new Where();
        visible(where, caller);
        return AgentRow.<AgentRow>find(where.text() + " order by name", where.parameters)
                .page(0, COUNTED)
                .<AgentRow>list()
                .stream()
                .map(row -> AgentView.of(row, Agents.rights(row, caller), null))
                .toList();
    }

    /// What an agent is for, as others are compared with it.
    ///
    /// @param about purpose, instructions and skills of the definition that the catalogue shows
    public record Described(
            String name,
            String team,
            @org.jspecify.annotations.Nullable String owner,
            @org.jspecify.annotations.Nullable String deputy,
            @org.jspecify.annotations.Nullable Instant ownerGoneAt,
            String purpose,
            String about,
            List<String> tools) {}

    /// All agents that somebody made and that are not retired, whoever may see them: for comparing, never for telling.
    @Transactional
    public List<Described> described() {
        return AgentRow.<AgentRow>find("builtIn = false and state <> ?1 order by name", State.RETIRED)
                .page(0, COUNTED)
                .<AgentRow>list()
                .stream()
                .map(row -> new Described(
                        row.name,
                        row.team,
                        row.owner,
                        row.deputy,
                        row.ownerGoneAt,
                        row.purpose,
                        row.about,
                        row.toolList()))
                .toList();
    }

    /// The names of all agents, retired and built-in ones too.
    @Transactional
    public Set<String> names() {
        return AgentRow.<AgentRow>listAll().stream().map(row -> row.name).collect(Collectors.toSet());
    }

    /// Purpose, instructions and skills in one text.
    public static String about(AgentDefinition.Spec spec) {
        return Stream.concat(
                        Stream.of(spec.purpose(), spec.instructions()),
                        spec.skills().stream().map(skill -> skill.name() + " " + skill.description()))
                .collect(Collectors.joining(" "));
    }

    private static void visible(Where where, Caller caller) {
        if (Role.admin.of(caller) || Role.auditor.of(caller) || caller.id().equals(GOVERNANCE)) {
            return;
        }
        List<String> grantees = new ArrayList<>();
        grantees.add(caller.id());
        caller.teams().forEach(team -> grantees.add("team:" + team));
        List<String> teams = new ArrayList<>(caller.teams());
        teams.add("");
        where.and("(visibility = :everyone or team in (:teams) or exists"
                + " (select 1 from GrantRow g where g.agent = name and g.grantee in (:grantees)))");
        where.parameters.put("everyone", io.tandem.events.AgentRecord.Visibility.everyone);
        where.parameters.put("teams", teams);
        where.parameters.put("grantees", grantees);
    }

    private static void facets(Where where, AgentQuery query) {
        where.any("team", query.team());
        where.any("tier", query.tier());
        where.any("risk", query.risk());
        where.any("state", query.state().stream().map(Catalogue::state).toList());
        where.word("tags", query.tag());
        where.word("tools", query.tool());
    }

    private static State state(String text) {
        try {
            return State.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("state", "There is no state " + text + ".");
        }
    }

    private static void words(Where where, @org.jspecify.annotations.Nullable String q) {
        if (q == null || q.isBlank()) {
            return;
        }
        String[] words = q.strip().toLowerCase(Locale.ROOT).split("\\s+");
        for (int i = 0; i < Math.min(words.length, MOST_WORDS); i++) {
            where.and("locate(:q" + i + ", search) > 0");
            where.parameters.put("q" + i, words[i]);
        }
    }

    private static Map<String, Map<String, Integer>> counts(List<AgentRow> found) {
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        for (AgentRow row : found) {
            count(counts, "team", row.team);
            count(counts, "state", row.state.name());
            count(counts, "tier", row.tier);
            count(counts, "risk", row.risk);
            row.tagList().forEach(tag -> count(counts, "tag", tag));
            row.toolList().forEach(tool -> count(counts, "tool", tool));
        }
        return counts;
    }

    private static void count(Map<String, Map<String, Integer>> counts, String facet, String value) {
        counts.computeIfAbsent(facet, name -> new TreeMap<>()).merge(value, 1, Integer::sum);
    }

    /// A condition that grows.
    private static final class Where {
        private final StringBuilder text = new StringBuilder("1 = 1");
        private final Map<String, Object> parameters = new HashMap<>();

        String text() {
            return text.toString();
        }

        void and(String condition) {
            text.append(" and ").append(condition);
        }

        void any(String field, List<?> values) {
            if (!values.isEmpty()) {
                and(field + " in (:" + field + "Any)");
                parameters.put(field + "Any", values);
            }
        }

        void word(String field, List<String> words) {
            if (words.isEmpty()) {
                return;
            }
            List<String> either = new ArrayList<>();
            for (int i = 0; i < words.size(); i++) {
                either.add("locate(:" + field + i + ", " + field + ") > 0");
                parameters.put(field + i, " " + words.get(i) + " ");
            }
            and("(" + String.join(" or ", either) + ")");
        }
    }
}
