package io.tandem.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.Flow;
import io.tandem.events.PolicyDecision.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One test of a team's policies: a situation and what they have to say of it. Exactly one of tool, call and move is
/// given; what a case leaves out is as permissive as can be, so that it tests only what it names.
///
/// @param name unique in its text
public record PolicyCase(
        String name,
        Outcome expect,
        @Nullable ToolCase tool,
        @Nullable CallCase call,
        @Nullable MoveCase move) {
    public PolicyCase expecting(Outcome outcome) {
        return new PolicyCase(name, outcome, tool, call, move);
    }

    /// A version calls a tool.
    ///
    /// @param exempted whether an administrator exempted the version from approval; no if null
    /// @param tool `connector/tool`, one that the team holds
    /// @param user on whose behalf; `person:someone` if null. With `service:CLIENT` no person asked
    /// @param read what the task has read before; only what the person said if null
    /// @param unvouched sensitive arguments that neither a person nor a trusted source named; none if null
    /// @param left of the task's budget, in hundredths of its currency; plenty if null
    public record ToolCase(
            String tool,
            @Nullable JsonNode arguments,
            @Nullable String user,
            @Nullable AgentCase agent,
            @Nullable Boolean exempted,
            @Nullable Flow read,
            @Nullable List<String> unvouched,
            @Nullable Long left) {}

    /// A caller calls an agent of the team.
    ///
    /// @param actors agents that act for the caller, as `agent:NAME@VERSION`
    public record CallCase(
            CallerCase caller,
            @Nullable List<String> actors,
            @Nullable AgentCase agent) {}

    /// Somebody moves a version.
    ///
    /// @param to a state of the lifecycle
    /// @param parts what the caller may be for the agent: builder, approver, operator
    /// @param movers who makes this move
    /// @param author whether the caller had a hand in the version; no if null
    /// @param evaluationFailed no if null
    public record MoveCase(
            String from,
            String to,
            @Nullable CallerCase caller,
            @Nullable List<String> parts,
            @Nullable List<String> movers,
            @Nullable Boolean author,
            @Nullable Boolean evaluationFailed,
            @Nullable AgentCase agent) {}

    /// @param id `person:NAME` or `service:CLIENT`
    public record CallerCase(
            String id,
            @Nullable List<String> teams,
            @Nullable List<String> roles) {}

    /// What of the agent matters.
    public record AgentCase(
            @Nullable String name,
            @Nullable String state,
            @Nullable String tier,
            @Nullable String risk,
            @Nullable String visibility,
            @Nullable List<String> tools) {}
}
