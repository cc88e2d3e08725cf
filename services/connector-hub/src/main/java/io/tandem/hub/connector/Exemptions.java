package io.tandem.hub.connector;

import io.tandem.events.ToolRecord.Effect;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/// Agent versions that call a tool without approval. Only a tool whose repeat does nothing new can be exempted.
@ApplicationScoped
public class Exemptions {
    private final HubRecords records;

    @Inject
    Exemptions(HubRecords records) {
        this.records = records;
    }

    /// One exemption.
    public record Exemption(String agent, String version, String reason, String grantedBy, Instant grantedAt) {}

    /// Which tool for which agent version.
    public record Case(String connector, String tool, String agent, String version) {
        ExemptionRow.Key key() {
            return new ExemptionRow.Key(connector, tool, agent, version);
        }
    }

    @Transactional
    public boolean holds(Case exemption) {
        return ExemptionRow.of(exemption.key()) != null;
    }

    @Transactional
    public List<Exemption> ofTool(String connector, String tool) {
        return ExemptionRow.ofTool(connector, tool).stream()
                .map(Exemptions::shown)
                .toList();
    }

    /// @throws ProblemException CONFLICT if the tool's effect class does not allow it
    @Transactional
    public Exemption grant(Case exemption, String reason, String by) {
        ToolRow tool = PinnedTools.required(exemption.connector(), exemption.tool());
        if (tool.effect != Effect.KEYED && tool.effect != Effect.IDEMPOTENT) {
            throw new ProblemException(
                    CommonProblem.CONFLICT,
                    "Only a KEYED or IDEMPOTENT tool can be exempted from approval; this one is " + tool.effect + ".");
        }
        ExemptionRow row = ExemptionRow.of(exemption.key());
        if (row == null) {
            row = new ExemptionRow();
            row.connector = exemption.connector();
            row.tool = exemption.tool();
            row.agent = exemption.agent();
            row.version = exemption.version();
            row.reason = reason;
            row.grantedBy = by;
            row.grantedAt = Instant.now();
            row.persist();
            records.audit("exemption.granted", by, tool.connector + "/" + tool.name, reason, exemption);
        }
        return shown(row);
    }

    @Transactional
    public void revoke(Case exemption, String by) {
        ExemptionRow row = ExemptionRow.of(exemption.key());
        if (row == null) {
            throw new ProblemException(CommonProblem.NOT_FOUND, "There is no such exemption.");
        }
        row.delete();
        records.audit("exemption.revoked", by, exemption.connector() + "/" + exemption.tool(), null, exemption);
    }

    private static Exemption shown(ExemptionRow row) {
        return new Exemption(row.agent, row.version, row.reason, row.grantedBy, row.grantedAt);
    }
}
