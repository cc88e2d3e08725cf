package io.tandem.cli.supervisor;

import io.tandem.cli.home.TandemHome;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.parts.Launch;
import io.tandem.cli.parts.Part;
import io.tandem.cli.supervisor.Children.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The life of one part, on a thread of its own: prepare, start, watch, bring back.
///
/// The first start either succeeds or fails the whole; after it, a death is followed by another start, for ever.
final class PartRun {
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 100;
    private static final int TOLD_LINES = 6;
    /// What the JDK says about its start cache, which is never why a part died.
    private static final Pattern CACHE_LINE = Pattern.compile("AOT|\\[aot|JAVA_TOOL_OPTIONS");

    private final Part part;
    private final TandemHome home;
    private final Children children;
    private final StatusBoard board;
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final Object turn = new Object();

    private volatile boolean stopping;
    private @Nullable Launch launch;
    private @Nullable ProcessHandle process;
    private int restarts;

    PartRun(Part part, TandemHome home, Children children, StatusBoard board) {
        this.part = part;
        this.home = home;
        this.children = children;
        this.board = board;
    }

    Part part() {
        return part;
    }

    /// Done at the first readiness; failed when the first start fails.
    CompletableFuture<Void> firstReady() {
        return firstReady;
    }

    /// @param needs done when the part may launch
    void run(CompletableFuture<Void> needs) {
        try {
            part.prepare(doing -> board.state(part.name(), new PartState.Preparing(doing)));
            board.state(part.name(), new PartState.Waiting());
            needs.join();
            live();
        } catch (Failure e) {
            fail(e.sentence(), e);
        } catch (java.util.concurrent.CompletionException e) {
            fail("PostgreSQL did not start.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("Starting was interrupted.", e);
        } catch (RuntimeException e) {
            fail(part.name() + " could not be started (" + e + "): see ./tandem logs supervisor.", e);
        }
    }

    private void live() throws InterruptedException {
        Backoff backoff = Backoff.none();
        while (!stopping) {
            Instant begun = Instant.now();
            ProcessHandle running = begin();
            if (running == null) {
                return;
            }
            Duration readyFor = Duration.ZERO;
            String why;
            try {
                if (awaitReady(running, begun)) {
                    Instant ready = Instant.now();
                    awaitEnd(running);
                    readyFor = Duration.between(ready, Instant.now());
                }
                why = part.name() + " (process " + running.pid() + ") ended";
            } catch (Failure e) {
                if (!firstReady.isDone()) {
                    throw e;
                }
                why = e.sentence();
            }
            if (stopping) {
                return;
            }
            if (!firstReady.isDone()) {
                throw Failure.failed(part.name()
                        + " ended while starting: ./tandem up tries again; its log ends with:\n" + lastLines());
            }
            backoff = backoff.afterDeath(readyFor);
            board.state(part.name(), new PartState.Restarting(why));
            restarts++;
            Thread.sleep(backoff.delay());
        }
    }

    private @Nullable ProcessHandle begin() {
        synchronized (turn) {
            if (stopping) {
                return null;
            }
            Launch next = part.launch();
            Child child = children.startOrAdopt(part, next);
            launch = next;
            process = child.process();
            board.process(part.name(), child.process().pid(), restarts);
            board.state(part.name(), new PartState.Starting());
            return child.process();
        }
    }

    /// False when the process ended before it was ready.
    private boolean awaitReady(ProcessHandle running, Instant begun) throws InterruptedException {
        Instant limit = begun.plus(START_LIMIT);
        while (!part.ready()) {
            if (stopping || ProcessId.of(running).find().isEmpty()) {
                return false;
            }
            if (Instant.now().isAfter(limit)) {
                running.destroyForcibly();
                throw Failure.failed(part.name() + " was not ready after " + START_LIMIT.toMinutes()
                        + " minutes; its log ends with:\n" + lastLines());
            }
            Thread.sleep(POLL_MILLIS);
        }
        try {
            part.whenReady();
        } catch (Failure e) {
            if (endsNow(running)) {
                return false; // that it ended is the reason, not what broke off with it
            }
            throw e;
        }
        board.started(part.name(), Duration.between(begun, Instant.now()).toMillis());
        board.state(part.name(), new PartState.Ready());
        firstReady.complete(null);
        follow(running);
        return true;
    }

    private static boolean endsNow(ProcessHandle running) {
        running.onExit().completeOnTimeout(running, 1, TimeUnit.SECONDS).join();
        return !running.isAlive();
    }

    /// Shows what a running part is still busy with, until it is settled or has ended.
    private void follow(ProcessHandle running) throws InterruptedException {
        ProcessId id = ProcessId.of(running);
        Part.Progress shown = new Part.Progress("", "", false);
        while (!stopping && id.find().isPresent()) {
            Part.Progress now = part.progress().orElse(null);
            if (now == null) {
                if (shown.word().isEmpty()) {
                    return;
                }
            } else {
                if (!now.equals(shown)) {
                    board.state(part.name(), new PartState.Busy(now.word(), now.detail()));
                    shown = now;
                }
                if (now.settled()) {
                    return;
                }
            }
            Thread.sleep(POLL_MILLIS * 5);
        }
    }

    /// A child's end is told at once; one that was taken over is looked at, because nobody may collect it.
    private static void awaitEnd(ProcessHandle running) throws InterruptedException {
        if (running.parent().filter(ProcessHandle.current()::equals).isPresent()) {
            running.onExit().join();
            return;
        }
        ProcessId id = ProcessId.of(running);
        while (id.find().isPresent()) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    /// Ends the part and waits for it; no further start follows.
    void stop() {
        stopping = true;
        ProcessHandle running;
        Launch how;
        synchronized (turn) {
            running = process;
            how = launch;
        }
        if (running != null && how != null) {
            board.state(part.name(), new PartState.Stopping());
            children.stop(running, how.stop());
            children.forget(part.name());
            if (firstReady.isDone() && !firstReady.isCompletedExceptionally()) {
                part.whenStopped();
            }
        }
        board.process(part.name(), 0, restarts);
        board.state(part.name(), new PartState.Stopped());
        firstReady.completeExceptionally(Failure.failed("Stopped before " + part.name() + " was ready."));
    }

    private void fail(String sentence, Exception cause) {
        board.state(part.name(), new PartState.Failed(sentence));
        if (!firstReady.completeExceptionally(Failure.failed(sentence, cause)) && !stopping) {
            cause.printStackTrace(System.out);
        }
    }

    private String lastLines() {
        Path log = home.log(part.name());
        try {
            List<String> lines = Files.readAllLines(log).stream()
                    .filter(line -> !CACHE_LINE.matcher(line).find())
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TOLD_LINES), lines.size()))
                    + "\nMore: ./tandem logs " + part.name();
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }
}
