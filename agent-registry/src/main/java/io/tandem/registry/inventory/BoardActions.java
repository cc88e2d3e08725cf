package io.tandem.registry.inventory;

import io.tandem.events.AgentRecord.State;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import io.tandem.registry.agent.Agents;
import io.tandem.registry.publish.Deed;
import io.tandem.registry.publish.Publication;
import io.tandem.registry.version.Transitions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Takes the action of a card that stands on the caller's board.
@ApplicationScoped
public class BoardActions {
    private static final int LONGEST_REASON = 1000;

    private final Board board;
    private final Agents agents;
    private final Transitions transitions;
    private final Publication publication;
    private final InventorySettings settings;

    @Inject
    BoardActions(
            Board board, Agents agents, Transitions transitions, Publication publication, InventorySettings settings) {
        this.board = board;
        this.agents = agents;
        this.transitions = transitions;
        this.publication = publication;
        this.settings = settings;
    }

    /// @param other the other agent of a pair, else null
    record Wanted(Card.Kind kind, String agent, @Nullable String other, String reason) {}

    @Transactional
    public void act(Wanted wanted, Caller caller) {
        Card card = board.cards(caller).stream()
                .filter(on -> on.kind() == wanted.kind()
                        && on.agent().equals(wanted.agent())
                        && Objects.equals(on.other(), wanted.other()))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        CommonProblem.NOT_FOUND, "There is no such card on your board; it may be settled already."));
        if (!card.mayAct()) {
            throw new ProblemException(
                    CommonProblem.FORBIDDEN,
                    "Its owner, people who work for it in its team, or an administrator do this; operators suspend.");
        }
        if (wanted.reason().isBlank() || wanted.reason().length() > LONGEST_REASON) {
            throw ProblemException.invalid("reason", "Say why, in at most " + LONGEST_REASON + " characters.");
        }
        switch (card.action()) {
            case TAKE_OVER -> agents.takeOver(card.agent(), caller);
            case SUSPEND -> suspend(card, wanted.reason(), caller);
            case KEEP -> keep(card, wanted.reason(), caller, Instant.now().plus(settings.review()));
            case REVIEWED -> {
                agents.reviewed(
                        card.agent(),
                        LocalDate.now(ZoneOffset.UTC).plusDays(settings.review().toDays()),
                        wanted.reason(),
                        caller);
            }
            case REGISTER ->
                throw ProblemException.invalid(
                        "kind", "Make an agent of that name (POST /api/v1/agents), or remove its inbox from Kafka.");
        }
    }

    private void suspend(Card card, String reason, Caller caller) {
        Integer active = agents.head(card.agent(), caller).activeVersion();
        if (active != null) {
            var unused = transitions.move(
                    card.agent(),
                    Integer.toString(active),
                    new Transitions.Asked(State.SUSPENDED, reason, null),
                    caller);
        }
    }

    private void keep(Card card, String reason, Caller caller, Instant until) {
        KeptRow row = new KeptRow();
        row.kind = card.kind();
        row.agent = card.agent();
        row.other = Objects.requireNonNullElse(card.other(), "");
        row.reason = reason.strip();
        row.keptBy = caller.id();
        row.at = Instant.now().truncatedTo(ChronoUnit.MICROS);
        row.keptUntil = until.truncatedTo(ChronoUnit.MICROS);
        row.persist();
        Map<String, Object> details = new HashMap<>(Map.of("kind", card.kind(), "until", row.keptUntil));
        if (card.other() != null) {
            details.put("other", card.other());
        }
        publication.audit(new Deed("board.kept", caller.id(), Objects.requireNonNullElse(card.team(), ""), card.agent())
                .allowed(row.reason, details));
    }
}
