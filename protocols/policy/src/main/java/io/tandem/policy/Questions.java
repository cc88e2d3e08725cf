package io.tandem.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.events.AgentSight;
import io.tandem.events.Flow;
import io.tandem.events.Provenance;
import io.tandem.events.ToolRecord;
import io.tandem.policy.Question.Thing;
import io.tandem.policy.Question.ToolShape;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Makes questions of the records that gates hold. One place, so that each gate says the same of the same thing.
public final class Questions {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// The action of calling an agent.
    static final String AGENT_CALL = "agent.call";

    /// The action of moving a version through its lifecycle.
    static final String VERSION_MOVE = "version.move";

    /// What of the context tells which kill switches stop this.
    static final String HALTS = "halts";

    /// What of the context tells how much of the task's budget is left.
    static final String LEFT = "left";

    /// So much of a budget, in hundredths, that no rule minds: a million of any currency.
    public static final long PLENTY = 100_000_000;

    private static final String PERSON = "person:";

    /// The user of work that no person asked for: evaluations, schedules, services.
    private static final String NOBODY = "none";

    private Questions() {}

    /// On whose behalf a tool is called, and how.
    ///
    /// @param user `person:NAME` or `service:CLIENT` at the head of the chain
    /// @param actors agents between them and this call
    /// @param exempted whether an administrator exempted this version from approval of this tool
    /// @param left of the task's budget, in hundredths of its currency
    /// @param plan what a person has agreed to, as `connector/tool`; null without a plan
    public record ToolUse(
            String user,
            List<String> actors,
            boolean exempted,
            JsonNode arguments,
            Provenance provenance,
            long left,
            @Nullable List<String> plan) {}

    /// Who wants an agent to work.
    ///
    /// @param roles realm roles of the caller
    /// @param actors agents that act for the caller, outermost first, as `agent:NAME@VERSION`
    public record Asking(AgentSight.Asker asker, Set<String> roles, List<String> actors) {}

    /// @param halts what is halted as the gate knows it
    public static Question agentCall(
            AgentRecord.Version version, AgentRecord.Pointer agent, Asking asking, Halts halts) {
        ObjectNode context = JSON.objectNode().put("hops", asking.actors().size());
        context.set("actors", strings(asking.actors()));
        context.put(
                "circle",
                asking.actors().stream().anyMatch(actor -> actor.startsWith("agent:" + version.name() + "@")));
        context.set(HALTS, strings(Halts.said(halts.onAgent(version.name(), version.team(), asking.actors()))));
        return new Question(caller(asking), AGENT_CALL, agent(version, agent), context, null);
    }

    /// Who wants a version to move, and how it stands.
    ///
    /// @param way from where to where, as states of the lifecycle
    /// @param parts what the caller may be for the agent: builder, approver, operator
    /// @param movers who makes this move
    /// @param needs what the move asks for
    public record Moving(
            Asking asking, List<String> way, Collection<String> parts, Collection<String> movers, Needs needs) {}

    /// What a move asks for, and whether it is there.
    ///
    /// @param author whether the caller had a hand in the version
    /// @param passed whether a result that still counts says that it passed
    public record Needs(boolean fourEyes, boolean author, boolean evaluation, boolean passed) {}

    public static Question versionMove(AgentRecord.Version version, Moving moving) {
        Needs needs = moving.needs();
        ObjectNode context = JSON.objectNode()
                .put("from", moving.way().getFirst())
                .put("to", moving.way().getLast())
                .put("author", needs.author())
                .put("fourEyes", needs.fourEyes())
                .put("needsEvaluation", needs.evaluation())
                .put("evaluationPassed", needs.passed());
        context.set("parts", strings(moving.parts()));
        context.set("movers", strings(moving.movers()));
        return new Question(caller(moving.asking()), VERSION_MOVE, agent(version, null), context, null);
    }

    /// @param halts what is halted as the gate knows it
    public static Question toolCall(
            AgentRecord.Version version,
            AgentRecord.@Nullable Pointer agent,
            ToolRecord tool,
            ToolUse use,
            Halts halts) {
        ObjectNode context = JSON.objectNode()
                .put("exempted", use.exempted())
                .put(LEFT, use.left())
                .put("outsidePlan", outsidePlan(version, tool, use.plan()));
        putUser(context, use.user());
        context.set("actors", strings(use.actors()));
        context.set("arguments", use.arguments());
        put(context, use.provenance());
        context.set(HALTS, strings(Halts.said(halts.onTool(tool, version, use.actors()))));
        return new Question(
                agent(version, agent),
                tool.key(),
                tool(tool),
                context,
                new ToolShape(tool.definitionHash(), tool.inputSchema()));
    }

    /// Whether the version calls only what a person has agreed to, and this is not that.
    private static boolean outsidePlan(AgentRecord.Version version, ToolRecord tool, @Nullable List<String> plan) {
        AgentDefinition definition = version.definition();
        boolean plans = definition != null && definition.spec().guardrails().plan() == AgentDefinition.Plan.ask;
        return plans && (plan == null || !plan.contains(tool.key()));
    }

    private static Thing caller(Asking asking) {
        AgentSight.Asker asker = asking.asker();
        ObjectNode known = JSON.objectNode().put("id", asker.caller());
        Set<String> names = new TreeSet<>(asker.names());
        asker.teams().forEach(team -> names.add("team:" + team));
        known.set("names", strings(names));
        known.set("teams", strings(asker.teams()));
        known.set("roles", strings(asking.roles()));
        return new Thing("Caller", asker.caller(), known);
    }

    private static Thing agent(AgentRecord.Version version, AgentRecord.@Nullable Pointer agent) {
        AgentDefinition definition = version.definition();
        AgentDefinition.Spec spec = definition == null ? null : definition.spec();
        ObjectNode known = JSON.objectNode()
                .put("name", version.name())
                .put("version", version.version())
                .put("team", version.team())
                .put("state", version.state().name())
                .put("tier", spec == null ? "none" : spec.tier().name())
                .put("risk", spec == null ? "low" : spec.risk().name())
                .put("visibility", agent == null ? "team" : agent.visibility().name())
                .put("halted", AgentSight.halted(agent, version));
        known.set("tools", strings(spec == null ? List.of() : spec.tools()));
        known.set("peers", strings(spec == null ? List.of() : spec.peers()));
        known.set("callers", strings(agent == null ? List.of() : callers(agent)));
        return new Thing("Agent", version.key(), known);
    }

    private static List<String> callers(AgentRecord.Pointer agent) {
        return agent.grants().stream()
                .filter(grant -> grant.right() == AgentRecord.Right.call)
                .map(AgentRecord.Grant::to)
                .toList();
    }

    static Thing tool(ToolRecord tool) {
        ObjectNode known = JSON.objectNode()
                .put("name", tool.key())
                .put("connector", tool.connector())
                .put("effect", tool.effect().name())
                .put("state", tool.state().name());
        known.put("egress", tool.handling().egress());
        known.set("sensitive", strings(tool.handling().sensitive()));
        known.set("teams", strings(tool.teams()));
        return new Thing("Tool", tool.key(), known);
    }

    /// Work that no person asked for has no user; it names the service whose it is.
    ///
    /// @param caller `person:NAME` or `service:CLIENT`
    static void putUser(ObjectNode context, String caller) {
        if (caller.startsWith(PERSON)) {
            context.put("user", caller);
        } else {
            context.put("user", NOBODY).put("service", caller);
        }
    }

    static void put(ObjectNode context, Provenance provenance) {
        Flow flow = provenance.flow();
        context.put("untrusted", flow.untrusted())
                .put("personal", flow.personal())
                .put("secrecy", flow.secrecy().name());
        context.set("unvouched", strings(provenance.unvouched()));
    }

    static ArrayNode strings(Collection<String> values) {
        ArrayNode array = JSON.arrayNode();
        values.forEach(array::add);
        return array;
    }
}
