package io.tandem.registry.inventory;

import io.tandem.events.AgentRecord.State;
import io.tandem.events.AgentUse;
import io.tandem.kit.identity.Caller;
import io.tandem.registry.access.Role;
import io.tandem.registry.agent.Catalogue;
import io.tandem.registry.overlap.NearDuplicates;
import io.tandem.registry.version.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What needs a hand: unowned, dormant, duplicate, drifting, unmanaged, overdue for review. Each card has one action.
@ApplicationScoped
public class Board {
    private final Inventory inventory;
    private final AgentUses uses;
    private final NearDuplicates nearDuplicates;
    private final Catalogue catalogue;
    private final Versions versions;
    private final InventorySettings settings;

    @Inject
    Board(
            Inventory inventory,
            AgentUses uses,
            NearDuplicates nearDuplicates,
            Catalogue catalogue,
            Versions versions,
            InventorySettings settings) {
        this.inventory = inventory;
        this.uses = uses;
        this.nearDuplicates = nearDuplicates;
        this.catalogue = catalogue;
        this.versions = versions;
        this.settings = settings;
    }

    /// Cards of the agents that the caller may see, by column, then by agent.
    @Transactional
    public List<Card> cards(Caller caller) {
        Instant now = Instant.now();
        List<InventoryLine> lines = inventory.lines(caller).stream()
                .filter(line -> !line.builtIn() && line.state() != State.RETIRED)
                .toList();
        Map<String, AgentUse> used = uses.byAgent();
        List<Card> cards = new ArrayList<>();
        for (InventoryLine line : lines) {
            add(cards, Card.Kind.UNOWNED, line, unowned(line), Board.mine(caller, line));
            add(cards, Card.Kind.DORMANT, line, dormant(line, now), operates(caller, line));
            add(cards, Card.Kind.DRIFTING, line, drifting(used.get(line.name())), Board.mine(caller, line));
            add(cards, Card.Kind.OVERDUE, line, overdue(line, now), Board.mine(caller, line));
        }
        duplicates(cards, lines, caller);
        unmanaged(cards, used, caller);
        Set<String> kept = KeptRow.keys(now);
        return cards.stream()
                .filter(card -> !kept.contains(KeptRow.key(card.kind(), card.agent(), card.other())))
                .sorted(Comparator.comparing(Card::kind).thenComparing(Card::agent))
                .toList();
    }

    private static void add(
            List<Card> cards, Card.Kind kind, InventoryLine line, @Nullable String says, boolean mayAct) {
        if (says != null) {
            cards.add(new Card(kind, line.name(), line.team(), line.owner(), null, says, kind.action(), mayAct));
        }
    }

    private @Nullable String unowned(InventoryLine line) {
        Instant since = line.ownerGoneAt();
        if (line.owner() == null) {
            return "It has no owner.";
        }
        if (since == null) {
            return null;
        }
        String gone = "Its owner " + line.owner() + " is disabled or gone, and it has no deputy";
        return line.state() == State.SUSPENDED
                ? gone + "; it is suspended."
                : gone + "; it is suspended on " + day(since.plus(settings.grace()))
                        + " unless somebody takes it over.";
    }

    private @Nullable String dormant(InventoryLine line, Instant now) {
        if (line.state() != State.ACTIVE) {
            return null;
        }
        Instant used = line.lastUse();
        Instant since = used == null ? line.activatedAt() : used;
        if (since == null || since.plus(settings.dormant()).isAfter(now)) {
            return null;
        }
        return used == null
                ? "Active since " + day(since) + ", and nobody has used it."
                : "Nobody has used it since " + day(since) + ".";
    }

    private @Nullable String drifting(@Nullable AgentUse use) {
        if (use == null) {
            return null;
        }
        List<String> moved = Drift.sentences(use, settings.drift());
        return moved.isEmpty() ? null : String.join(" ", moved);
    }

    private static @Nullable String overdue(InventoryLine line, Instant now) {
        LocalDate due = line.reviewOn();
        return due == null || !due.isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC))
                ? null
                : "Its review was due on " + due + ".";
    }

    /// One card for each pair, on the side that the caller sees; not for what a submission explained.
    private void duplicates(List<Card> cards, List<InventoryLine> lines, Caller caller) {
        Map<String, InventoryLine> seen =
                lines.stream().collect(Collectors.toMap(InventoryLine::name, Function.identity()));
        for (NearDuplicates.Pair pair : nearDuplicates.pairs(catalogue.described())) {
            boolean first = seen.containsKey(pair.one().name());
            Catalogue.Described mine = first ? pair.one() : pair.other();
            Catalogue.Described other = first ? pair.other() : pair.one();
            InventoryLine line = seen.get(mine.name());
            if (line == null
                    || versions.explained(mine.name()).contains(other.name())
                    || versions.explained(other.name()).contains(mine.name())) {
                continue;
            }
            cards.add(new Card(
                    Card.Kind.DUPLICATE,
                    line.name(),
                    line.team(),
                    line.owner(),
                    other.name(),
                    "It is " + Math.round(pair.score() * 100) + " % like " + other.name() + " of team " + other.team()
                            + (other.owner() == null ? "." : ", owner " + other.owner() + "."),
                    Card.Kind.DUPLICATE.action(),
                    Board.mine(caller, line)));
        }
    }

    /// Names in tasks and of inboxes that nobody registered; for who may look beyond a team.
    private void unmanaged(List<Card> cards, Map<String, AgentUse> used, Caller caller) {
        if (!Role.admin.of(caller) && !Role.auditor.of(caller) && !Role.operator.of(caller)) {
            return;
        }
        Map<String, String> found = new TreeMap<>();
        uses.inboxes().forEach(name -> found.put(name, "It has an inbox on Kafka, and is not registered."));
        used.forEach((name, use) ->
                found.put(name, "It ran tasks, last on " + day(use.lastUse()) + ", and is not registered."));
        found.keySet().removeAll(catalogue.names());
        found.forEach((name, says) -> cards.add(new Card(
                Card.Kind.UNMANAGED,
                name,
                null,
                null,
                null,
                says,
                Card.Kind.UNMANAGED.action(),
                Role.builder.of(caller) || Role.admin.of(caller))));
    }

    /// Whether the caller answers for the agent, or works for it in its team.
    static boolean mine(Caller caller, InventoryLine line) {
        return line.steward()
                || (caller.teams().contains(line.team())
                        && (Role.operator.of(caller) || Role.builder.of(caller) || Role.approver.of(caller)));
    }

    private static boolean operates(Caller caller, InventoryLine line) {
        return Role.admin.of(caller) || (caller.teams().contains(line.team()) && Role.operator.of(caller));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
