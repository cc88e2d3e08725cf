package io.tandem.events;

import java.time.Instant;

/// A kill switch that is thrown, on `registry.halts`; a record without a value lifts it.
///
/// @param target the name of the agent, the tool as `connector/tool`, the connector or the team; [#EVERYTHING] for all
/// @param team whose agent it is, or `platform`
/// @param reason in words that refused callers are told
/// @param by who threw it: `person:NAME`
public record Halt(int schema, Scope scope, String target, String team, String reason, String by, Instant at) {
    public static final int SCHEMA = 1;

    /// The target of a halt of everything.
    public static final String EVERYTHING = "platform";

    public enum Scope {
        agent,
        tool,
        connector,
        team,
        all
    }

    /// The record's key on the topic.
    public String key() {
        return scope + ":" + target;
    }

    /// What is halted, by whom and why, for people.
    public String says() {
        String what = scope == Scope.all ? "everything" : scope + " " + target;
        return what + ", by " + by + ": " + reason;
    }
}
