package io.tandem.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
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

    /// This, if it is a version and no pointer.
    default Optional<Version> asVersion() {
        return this instanceof Version version ? Optional.of(version) : Optional.empty();
    }

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

        /// On which tier it answers; what has no definition is fast.
        public AgentDefinition.Tier answersOn() {
            return definition == null
                    ? AgentDefinition.Tier.fast
                    : definition.spec().tier();
        }
    }

    /// The agent as callers know it by name.
    ///
    /// @param activeVersion what a call by bare name reaches, null while there is none
    /// @param canary the version that answers a share of the calls by bare name instead, null while there is none
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
            @Nullable Canary canary,
            Instant at)
            implements AgentRecord {
        public Pointer {
            grants = List.copyOf(grants);
            labels = Map.copyOf(labels);
        }

        /// Without a canary.
        public Pointer(
                int schema,
                String name,
                String team,
                Visibility visibility,
                @Nullable String activeVersion,
                boolean suspended,
                String purpose,
                List<Grant> grants,
                Map<String, String> labels,
                Instant at) {
            this(schema, name, team, visibility, activeVersion, suspended, purpose, grants, labels, null, at);
        }

        @Override
        public String key() {
            return name;
        }
    }

    /// A version that answers a share of the calls beside the active one, while both are watched.
    ///
    /// @param share of conversations in percent, 1 to 50
    /// @param since its name too: a later canary of the same version is another one
    /// @param baseline the active version that it is compared with
    /// @param minimumRuns of each version before anything is said for it
    /// @param automatic whether it becomes active by itself once it is found good; else somebody decides
    record Canary(String version, int share, Instant since, String baseline, int minimumRuns, boolean automatic) {
        private static final int WHOLE = 100;

        /// Whether that conversation is answered by the canary. A conversation stays on one side for as long as the
        /// canary goes on, on all nodes, and another canary draws others.
        ///
        /// @param conversation the id of its context
        public boolean takes(String conversation) {
            CRC32 draw = new CRC32();
            draw.update((version + " " + since + " " + conversation).getBytes(StandardCharsets.UTF_8));
            return draw.getValue() % WHOLE < share;
        }
    }

    /// Lifecycle states belong to versions. TRIAL is a draft being tried, not a version of the catalogue.
    enum State {
        TRIAL,
        DRAFT,
        IN_EVALUATION,
        IN_REVIEW,
        /// Answers a share of the calls beside the active version.
        CANARY,
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
