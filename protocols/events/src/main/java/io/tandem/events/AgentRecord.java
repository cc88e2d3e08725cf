package io.tandem.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `registry.agents` holds: one record for each version and one pointer for each agent.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "record")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AgentRecord.Version.class, name = "version"),
    @JsonSubTypes.Type(value = AgentRecord.Pointer.class, name = "pointer")
})
public sealed interface AgentRecord {
    int SCHEMA = 1;

    String name();

    String team();

    /// The record's key on the topic.
    String key();

    /// An immutable version, or a hash-named draft under trial (`version` is then the hash).
    ///
    /// @param digest SHA-256 of the canonical spec, hex
    /// @param author who saved it; a draft under trial answers only them and governance
    /// @param builtIn code of the runtime instead of a definition, such as `echo`
    /// @param policyRevision which policies were in force; a task pins it
    record Version(
            int schema,
            String name,
            String team,
            String version,
            State state,
            String digest,
            String author,
            @Nullable String builtIn,
            @Nullable AgentDefinition definition,
            String policyRevision,
            Instant at)
            implements AgentRecord {
        @Override
        public String key() {
            return name + "@" + version;
        }
    }

    /// The agent as callers know it by name.
    ///
    /// @param activeVersion what a call by bare name reaches, null while there is none
    record Pointer(
            int schema,
            String name,
            String team,
            Visibility visibility,
            @Nullable String activeVersion,
            boolean suspended,
            String purpose,
            List<Grant> grants,
            Map<String, String> labels,
            Instant at)
            implements AgentRecord {
        public Pointer {
            grants = List.copyOf(grants);
            labels = Map.copyOf(labels);
        }

        @Override
        public String key() {
            return name;
        }
    }

    /// Lifecycle states belong to versions. TRIAL is a draft being tried, not a version of the catalogue.
    enum State {
        TRIAL,
        DRAFT,
        IN_EVALUATION,
        IN_REVIEW,
        ACTIVE,
        DEPRECATED,
        RETIRED,
        REJECTED,
        SUSPENDED
    }

    enum Visibility {
        team,
        everyone
    }

    enum Right {
        see,
        call,
        change,
        approve
    }

    /// @param to `person:NAME`, `team:NAME`, `service:CLIENT` or `agent:NAME`
    record Grant(String to, Right right) {}
}
