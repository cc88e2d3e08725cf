package io.tandem.worker.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A fair queue before a few places: who came first goes first, and everybody can be told how many are before them.
/// What nobody waits for, an evaluation for one, goes after all whom somebody waits for.
final class Turnstile {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Object> queue = new ArrayDeque<>();
    private final Deque<Object> background = new ArrayDeque<>();
    private final int longest;
    private int free;

    /// @param longest how many may wait
    Turnstile(int places, int longest) {
        this.free = places;
        this.longest = longest;
    }

    /// A place in the queue, or null when it is full.
    ///
    /// @param awaited whether somebody waits for the answer
    @Nullable
    Object line(boolean awaited) {
        lock.lock();
        try {
            if (queue.size() + background.size() >= longest && free == 0) {
                return null;
            }
            Object ticket = new Object();
            (awaited ? queue : background).add(ticket);
            changed.signalAll();
            return ticket;
        } finally {
            lock.unlock();
        }
    }

    /// Waits a while: 0 when it is this ticket's turn (then [#leave()] must follow), else how many are before it,
    /// itself included.
    int await(Object ticket, long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!(free > 0 && next() == ticket)) {
                if (left <= 0) {
                    return position(ticket);
                }
                left = changed.awaitNanos(left);
            }
            (queue.isEmpty() ? background : queue).remove();
            free--;
            changed.signalAll();
            return 0;
        } finally {
            lock.unlock();
        }
    }

    /// Gives a ticket back that was not used.
    void giveUp(Object ticket) {
        lock.lock();
        try {
            queue.remove(ticket);
            background.remove(ticket);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            free++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return queue.size() + background.size();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Object next() {
        return queue.isEmpty() ? background.peek() : queue.peek();
    }

    private int position(Object ticket) {
        List<Object> all = new ArrayList<>(queue);
        all.addAll(background);
        return all.indexOf(ticket) + 1;
    }
}
