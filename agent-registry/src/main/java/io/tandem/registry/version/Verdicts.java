package io.tandem.registry.version;

import io.tandem.events.AgentRecord;
import io.tandem.events.AgentRecord.State;
import io.tandem.events.CanaryStanding;
import io.tandem.events.EvaluationResult;
import io.tandem.kit.problem.ProblemException;
import io.tandem.registry.agent.Agents;
import io.tandem.registry.canary.Canaries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Takes results of evaluations in. A result counts once, for the digest that it names, and moves a version that waits
/// for it: passed to IN_REVIEW, failed back to DRAFT. It is kept in any case.
@ApplicationScoped
public class Verdicts {
    private static final Logger LOG = Logger.getLogger(Verdicts.class);
    private static final String GOVERNANCE = "service:tandem-governance";

    private final Agents agents;
    private final VersionMoves moves;
    private final Freshness freshness;
    private final Canaries canaries;

    @Inject
    Verdicts(Agents agents, VersionMoves moves, Freshness freshness, Canaries canaries) {
        this.canaries = canaries;
        this.agents = agents;
        this.moves = moves;
        this.freshness = freshness;
    }

    @Transactional
    public void take(EvaluationResult result) {
        if (!result.version().matches("[1-9][0-9]{0,8}") || !agents.lock(result.agent())) {
            return;
        }
        VersionRow version = VersionRow.find(result.agent(), Integer.parseInt(result.version()));
        if (version == null || ResultRow.findById(result.evaluationId()) != null) {
            return;
        }
        if (!version.digest.equals(result.digest())) {
            LOG.warnf(
                    "evaluation %s is of other bytes than %s@%s: not counted",
                    result.evaluationId(), result.agent(), result.version());
            return;
        }
        if (Boolean.FALSE.equals(result.counts())) {
            LOG.debugf("evaluation %s asked for less than the gate does: not counted", result.evaluationId());
            return;
        }
        ResultRow row = keep(
                result,
                version.number,
                freshness.basis(
                        agents.teamOf(version.agent), version.readDefinition().spec()));
        if (version.state == State.IN_EVALUATION) {
            String told = row.told() + " (Evaluation " + result.evaluationId() + ".)";
            moves.carryOut(
                    version,
                    result.passed() ? State.IN_REVIEW : State.DRAFT,
                    new VersionMoves.Cause(GOVERNANCE, (result.passed() ? "Passed: " : "Failed: ") + told));
        }
    }

    /// Takes in how a canary stands, for the very canary that it is about: one that got worse gives way, a good one
    /// becomes active where that was asked for.
    @Transactional
    public void take(CanaryStanding standing) {
        if (!agents.lock(standing.agent())) {
            return;
        }
        AgentRecord.Canary open = canaries.open(standing.agent())
                .filter(canary -> canary.version().equals(standing.version())
                        && canary.since().equals(standing.since()))
                .orElse(null);
        if (open == null) {
            return;
        }
        VersionRow version = VersionRow.named(standing.agent(), Integer.parseInt(open.version()));
        VersionMoves.Cause cause = new VersionMoves.Cause(GOVERNANCE, standing.sentence());
        switch (standing.decision()) {
            case WATCHING -> {}
            case ROLL_BACK -> moves.carryOut(version, State.IN_REVIEW, cause);
            case READY -> {
                Optional<ProblemException> stale = freshness.notPassed(version);
                if (open.automatic() && stale.isEmpty()) {
                    moves.carryOut(version, State.ACTIVE, cause);
                } else if (open.automatic()) {
                    LOG.warnf(
                            "canary %s@%s does well and stays a canary: %s",
                            version.agent, open.version(), stale.get().getMessage());
                }
            }
        }
    }

    private static ResultRow keep(EvaluationResult result, int number, String basis) {
        ResultRow row = new ResultRow();
        row.evaluationId = result.evaluationId();
        row.agent = result.agent();
        row.number = number;
        row.digest = result.digest();
        row.passed = result.passed();
        row.cases = result.cases();
        row.passedCases = result.passedCases();
        row.model = result.model();
        row.against = result.against();
        row.verdict = result.verdict();
        row.sentence = result.sentence();
        row.basis = basis;
        row.at = result.at();
        row.persist();
        return row;
    }
}
