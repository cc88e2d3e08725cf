package io.tandem.router.call;

import io.tandem.router.catalog.Model;
import io.tandem.router.catalog.Selection;
import io.tandem.router.chat.ChatRequest;
import io.tandem.router.chat.Delta;
import io.tandem.router.chat.DeltaStream;
import io.tandem.router.chat.ModelFailure;
import io.tandem.router.chat.ModelProblem;
import io.tandem.router.chat.Origin;
import io.tandem.router.usage.Bills;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One call over the models of a tier: the next is tried when one fails before its first token. Tells the answer's
/// pieces only; tokens and notes are in [#summary()]. Every attempt is billed once, however it ends.
public final class RoutedStream implements DeltaStream {
    private static final Logger LOG = Logger.getLogger(RoutedStream.class);

    private final Selection selection;
    private final ChatRequest request;
    private final Origin origin;
    private final Bills bills;
    private final Deque<Model> left;
    private final List<String> notes = new ArrayList<>();
    private final Object turn = new Object();
    private @Nullable Attempt attempt;
    private boolean closed;
    private boolean ended;

    public RoutedStream(Selection selection, ChatRequest request, Origin origin, Bills bills) {
        this.selection = selection;
        this.request = request;
        this.origin = origin;
        this.bills = bills;
        this.left = new ArrayDeque<>(selection.models());
        if (!selection.note().isEmpty()) {
            notes.add(selection.note());
        }
    }

    @Override
    public @Nullable Delta next() {
        while (!ended) {
            Attempt current = current();
            try {
                Delta delta = current.stream().next();
                if (delta == null) {
                    end(current, "ok");
                    return null;
                }
                current.saw(delta);
                if (delta instanceof Delta.Note(String text)) {
                    notes.add(text);
                } else if (!(delta instanceof Delta.Tokens)) {
                    return delta;
                }
            } catch (ModelFailure e) {
                failed(current, e);
            } catch (RuntimeException e) {
                failed(current, new ModelFailure(ModelProblem.INTERNAL, "The adapter failed.", null, e));
            }
        }
        return null;
    }

    private Attempt current() {
        synchronized (turn) {
            if (closed) {
                throw ModelFailure.cancelled();
            }
            if (attempt == null) {
                attempt = new Attempt(left.remove(), request, origin);
            }
            return attempt;
        }
    }

    /// Goes on with the next model, or throws.
    private void failed(Attempt current, ModelFailure e) {
        synchronized (turn) {
            boolean gone = closed || e.problem() == ModelProblem.CANCELLED;
            current.stream().close();
            current.bill(
                    selection.tier(), origin, gone ? "cancelled" : e.problem().slug(), bills::add);
            if (gone || current.spoke() || left.isEmpty() || !e.problem().anotherMayHelp()) {
                ended = true;
                bills.over();
                throw gone ? ModelFailure.cancelled() : e;
            }
            attempt = null;
            LOG.infof(
                    "%s failed before its first token (%s), trying %s",
                    current.model().name(), e.problem().slug(), left.element().name());
            notes.add(current.model().name() + " failed (" + e.problem().slug() + "), so "
                    + left.element().name() + " answered.");
        }
    }

    private void end(Attempt current, String outcome) {
        synchronized (turn) {
            ended = true;
            current.stream().close();
            current.bill(selection.tier(), origin, outcome, bills::add);
            bills.over();
        }
    }

    /// What the call came to, as far as it has come.
    public Summary summary() {
        synchronized (turn) {
            Attempt last = attempt;
            if (last == null) {
                throw new IllegalStateException("nothing was asked yet");
            }
            return new Summary(
                    last.callId(),
                    last.model().provider().name(),
                    last.model().name(),
                    selection.tier(),
                    last.tokens(),
                    last.cost(),
                    String.join(" ", notes));
        }
    }

    @Override
    public void close() {
        synchronized (turn) {
            closed = true;
            Attempt running = attempt;
            if (running != null && !ended) {
                running.stream().close();
                running.bill(selection.tier(), origin, "cancelled", bills::add);
            }
            if (!ended) {
                bills.over();
            }
        }
    }
}
