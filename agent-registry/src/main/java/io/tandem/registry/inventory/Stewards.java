package io.tandem.registry.inventory;

import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import io.tandem.registry.agent.Agents;
import io.tandem.registry.people.People;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Who answers for an agent, and when somebody looks at it again.
@ApplicationScoped
public class Stewards {
    private static final int LONGEST_YEARS = 2;

    private final Agents agents;
    private final People people;

    @Inject
    Stewards(Agents agents, People people) {
        this.agents = agents;
        this.people = people;
    }

    /// @param owner a user name
    /// @param deputy a user name; the owner's own stands for nobody
    /// @param reviewOn within two years
    @Schema(name = "StewardChange")
    public record Change(
            @Nullable String owner,
            @Nullable String deputy,
            @Nullable LocalDate reviewOn) {}

    @Transactional
    public void change(String name, Change change, Caller caller) {
        if (change.owner() == null && change.deputy() == null && change.reviewOn() == null) {
            throw ProblemException.invalid("owner", "Give an owner, a deputy or a review date.");
        }
        if (change.owner() != null) {
            people.mustExist("owner", change.owner());
        }
        if (change.deputy() != null) {
            people.mustExist("deputy", change.deputy());
        }
        if (change.reviewOn() != null) {
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            if (change.reviewOn().isBefore(today) || change.reviewOn().isAfter(today.plusYears(LONGEST_YEARS))) {
                throw ProblemException.invalid(
                        "reviewOn", "It is a day from today on, at most two years ahead, such as 2030-01-31.");
            }
        }
        agents.answerFor(name, new Agents.Stewards(change.owner(), change.deputy(), change.reviewOn()), caller);
    }
}
