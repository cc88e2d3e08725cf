package io.tandem.registry.halt;

import io.tandem.events.Halt;
import io.tandem.events.Topic;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import io.tandem.registry.access.Role;
import io.tandem.registry.halt.HaltOrder.Aim;
import io.tandem.registry.publish.Deed;
import io.tandem.registry.publish.Publication;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Throws and lifts kill switches. Each change is published and recorded in one transaction.
@ApplicationScoped
public class KillSwitch {
    private static final int LONGEST = 1000;

    private final HaltTargets targets;
    private final Publication publication;

    @Inject
    public KillSwitch(HaltTargets targets, Publication publication) {
        this.targets = targets;
        this.publication = publication;
    }

    /// What is in force, newest first, as far as it concerns the caller.
    @Transactional
    public List<HaltView> inForce(Caller caller) {
        return HaltRow.inForce().stream()
                .filter(row -> targets.seen(row, caller))
                .map(row -> view(row, caller))
                .toList();
    }

    /// What a halt would hit among agents, for those who may throw it.
    @Transactional
    public HaltReach preview(Aim aim, Caller caller) {
        targets.checked(aim, caller);
        boolean halted =
                HaltRow.inForce().stream().anyMatch(row -> row.scope == aim.scope() && row.target.equals(aim.target()));
        return targets.reach(aim, halted, caller);
    }

    @Transactional
    public HaltView halt(HaltOrder order, Caller caller) {
        Aim aim = order.aim();
        String reason = words(order.reason());
        String team = targets.checked(aim, caller);
        if (HaltRow.taken(aim.scope(), aim.target())) {
            throw new ProblemException(
                    HaltProblem.IN_FORCE, "See what is in force; lift it first to say another reason.");
        }
        HaltRow row = new HaltRow();
        row.scope = aim.scope();
        row.target = aim.target();
        row.team = team;
        row.reason = reason;
        row.setBy = caller.id();
        row.byAdmin = Role.admin.of(caller);
        row.setAt = now();
        row.persist();
        Halt record = row.record();
        publication.publish(Topic.REGISTRY_HALTS, record.key(), record);
        record("halt.set", row, caller, reason);
        return view(row, caller);
    }

    @Transactional
    public HaltView lift(long id, @Nullable String why, Caller caller) {
        String reason = words(why);
        HaltRow row = HaltRow.locked(id);
        if (row == null || !targets.seen(row, caller)) {
            throw new ProblemException(HaltProblem.HALT_NOT_FOUND, "It may be lifted already; see what is in force.");
        }
        if (!mayLift(row, caller)) {
            throw new ProblemException(
                    HaltProblem.NOT_YOURS,
                    row.byAdmin
                            ? "An administrator threw it, and an administrator lifts it."
                            : "Operators and approvers of " + row.team + " lift it.");
        }
        row.liftedBy = caller.id();
        row.liftReason = reason;
        row.liftedAt = now();
        publication.publish(Topic.REGISTRY_HALTS, row.record().key(), null);
        record("halt.lifted", row, caller, reason);
        return view(row, caller);
    }

    private static boolean mayLift(HaltRow row, Caller caller) {
        boolean inTeam = caller.teams().contains(row.team) && (Role.operator.of(caller) || Role.approver.of(caller));
        return Role.admin.of(caller) || (!row.byAdmin && (inTeam || row.setBy.equals(caller.id())));
    }

    private void record(String action, HaltRow row, Caller caller, String reason) {
        String subject = new Aim(row.scope, row.target).says();
        publication.audit(new Deed(action, caller.id(), row.team, subject)
                .allowed(reason, Map.of("scope", row.scope, "target", row.target)));
    }

    private static HaltView view(HaltRow row, Caller caller) {
        long id = row.id == null ? 0 : row.id;
        return new HaltView(id, row.scope, row.target, row.reason, row.setBy, row.setAt, mayLift(row, caller));
    }

    private static String words(@Nullable String reason) {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST) {
            throw ProblemException.invalid("reason", "Say why, in at most " + LONGEST + " characters.");
        }
        return reason.strip();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
