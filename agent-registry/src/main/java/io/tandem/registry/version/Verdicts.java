package io.tandem.registry.version;

import io.tandem.events.AgentRecord.State;
import io.tandem.events.EvaluationResult;
import io.tandem.registry.agent.Agents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
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

    @Inject
    Verdicts(Agents agents, VersionMoves moves, Freshness freshness) {
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
