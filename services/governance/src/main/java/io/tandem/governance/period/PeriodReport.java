package io.tandem.governance.period;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What the ledger says of a period.
///
/// @param from from this time on
/// @param to before this time
/// @param team whose chain alone; absent for all
/// @param at when it was made
/// @param access who may do what at the period's end
/// @param erasedPayloads records of the period whose payload is gone; what only payloads tell is not
/// counted of them
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "PeriodReport")
public record PeriodReport(
        Instant from,
        Instant to,
        @Nullable String team,
        Instant at,
        Access access,
        Deeds changes,
        Denials denials,
        Approvals approvals,
        Deeds overrides,
        long erasedPayloads) {

    /// How often something occurs.
    @Schema(name = "PeriodCount")
    public record Count(String name, long count) {}

    /// One record in words.
    ///
    /// @param number in the team's chain, by which it is found again
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "PeriodDeed")
    public record Deed(
            Instant time,
            String team,
            long number,
            String kind,
            @Nullable String person,
            String summary) {}

    /// @param kinds how many of each kind, most first
    /// @param items the newest, at most 500
    @Schema(name = "PeriodDeeds")
    public record Deeds(long total, List<Count> kinds, List<Deed> items) {
        public Deeds {
            kinds = List.copyOf(kinds);
            items = List.copyOf(items);
        }
    }

    /// What was denied; each list the twenty that occur most.
    @Schema(name = "PeriodDenials")
    public record Denials(long total, List<Count> policies, List<Count> agents, List<Count> tools, List<Count> people) {
        public Denials {
            policies = List.copyOf(policies);
            agents = List.copyOf(agents);
            tools = List.copyOf(tools);
            people = List.copyOf(people);
        }
    }

    /// @param edited of those granted, how many with other arguments than were asked for
    /// @param medianSeconds from the question to the yes or no; absent where nobody decided
    /// @param p90Seconds nine of ten were decided within that time
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "PeriodApprovals")
    public record Approvals(
            long asked,
            long granted,
            long edited,
            long rejected,
            long expired,
            long withdrawn,
            @Nullable Long medianSeconds,
            @Nullable Long p90Seconds) {}

    /// @param agents those that have an active version
    /// @param people roles as each one's newest sign-in of the period told them; sign-ins stand in the
    /// platform's chain, so that a report on another team alone has nobody
    @Schema(name = "PeriodAccess")
    public record Access(List<Agent> agents, List<Grant> grants, List<Exemption> exemptions, List<Person> people) {
        public Access {
            agents = List.copyOf(agents);
            grants = List.copyOf(grants);
            exemptions = List.copyOf(exemptions);
            people = List.copyOf(people);
        }
    }

    /// @param tools those of the version; absent where its record does not name them
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "PeriodAgent")
    public record Agent(
            String agent,
            String team,
            String version,
            @Nullable List<String> tools) {}

    /// A right to an agent.
    @Schema(name = "PeriodGrant")
    public record Grant(String agent, String to, String right, String givenBy, Instant since) {}

    /// A version that need not ask for a tool.
    @Schema(name = "PeriodExemption")
    public record Exemption(String agent, String version, String tool, String givenBy, Instant since) {}

    /// A person's roles.
    @Schema(name = "PeriodPerson")
    public record Person(String person, List<String> roles) {
        public Person {
            roles = List.copyOf(roles);
        }
    }
}
