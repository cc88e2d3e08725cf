package io.tandem.cli.supervisor;

import io.tandem.cli.home.Secrets;
import io.tandem.cli.home.Settings;
import io.tandem.cli.home.TandemHome;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.parts.Databases;
import io.tandem.cli.parts.Distribution;
import io.tandem.cli.parts.KafkaPart;
import io.tandem.cli.parts.KeycloakPart;
import io.tandem.cli.parts.Part;
import io.tandem.cli.parts.PlatformPart;
import io.tandem.cli.parts.PostgresPart;
import io.tandem.cli.realm.DemoCast;
import io.tandem.cli.supervisor.PlatformStatus.Addresses;
import io.tandem.cli.supervisor.PlatformStatus.Phase;
import io.tandem.cli.worker.ModelChoice;
import io.tandem.cli.worker.WorkerPart;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One process per home that owns all parts: starts PostgreSQL, then the others side by side, and stays until it is
/// told to stop.
public final class Supervisor {
    private final Settings settings;
    private final Runnable whenReady;
    private final TandemHome home;
    private final Children children;
    private final StatusBoard board;
    private final List<PartRun> runs = new ArrayList<>();
    private final CountDownLatch stopRequested = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    /// @param whenReady called once, after all parts are ready for the first time; must not wait
    public Supervisor(Settings settings, Runnable whenReady) {
        this.settings = settings;
        this.whenReady = whenReady;
        this.home = settings.home();
        this.children = new Children(home);
        this.board = new StatusBoard(home, new Addresses(settings.url(), settings.oidcUrl(), !settings.oidcOutside()));
    }

    /// Runs until stopped by a signal, by the end of `owner`, or by a failure of the first start; true when all went
    /// well.
    public boolean run(@Nullable ProcessHandle owner) {
        home.create();
        try (FileChannel channel = FileChannel.open(
                        home.run().resolve("supervisor.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                StatusBoard.log("another supervisor holds " + home.root());
                return false;
            }
            Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "stop"));
            if (owner != null) {
                owner.onExit().thenRun(stopRequested::countDown);
            }
            return supervise();
        } catch (IOException e) {
            throw Failure.failed("The lock below " + home.run() + " cannot be taken: " + e.getMessage() + ".", e);
        }
    }

    private boolean supervise() {
        String failure = "";
        try {
            start();
            stopRequested.await();
        } catch (Failure e) {
            failure = Machine.reason(home, e.sentence());
            e.printStackTrace(System.out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            e.printStackTrace(System.out);
            failure = Machine.reason(home, "Starting failed (" + e + "): see ./tandem logs supervisor.");
        }
        try {
            stopParts();
            // What a part was still preparing with: a build, an initdb.
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        } finally {
            board.phase(failure.isEmpty() ? Phase.STOPPED : Phase.FAILED, failure);
            stopped.countDown();
        }
        return failure.isEmpty();
    }

    private void start() {
        board.phase(Phase.STARTING, "");
        Secrets secrets = Secrets.open(settings);
        List<Part> parts = parts(secrets);
        Machine.checkDisk(home);
        if (parts.stream().noneMatch(part -> children.leftover(part.name()).isPresent())) {
            Machine.checkMemory();
        }
        Machine.checkPorts(parts, children);
        CompletableFuture<Void> database = new CompletableFuture<>();
        if (settings.postgresOutside()) {
            prepareOutsideDatabase(secrets);
            database.complete(null);
        }
        for (Part part : parts) {
            PartRun run = new PartRun(part, home, children, board);
            runs.add(run);
            if (part instanceof PostgresPart) {
                run.firstReady().whenComplete((done, e) -> {
                    if (e == null) {
                        database.complete(null);
                    } else {
                        database.completeExceptionally(e);
                    }
                });
            }
        }
        CompletableFuture<Void> nothing = CompletableFuture.completedFuture(null);
        for (PartRun run : runs) {
            Thread.ofPlatform()
                    .daemon()
                    .name(run.part().name())
                    .start(() -> run.run(run.part().needsDatabase() ? database : nothing));
        }
        awaitAll();
        if (stopRequested.getCount() > 0) {
            board.phase(Phase.READY, "");
            whenReady.run();
        }
    }

    /// Until every part is ready, one has failed, or a stop was asked for.
    private void awaitAll() {
        CompletableFuture<Void> all =
                CompletableFuture.allOf(needed().map(PartRun::firstReady).toArray(CompletableFuture[]::new));
        CompletableFuture<Void> end = new CompletableFuture<>();
        needed().forEach(run -> run.firstReady().exceptionally(e -> {
            end.completeExceptionally(e);
            return null;
        }));
        all.thenRun(() -> end.complete(null));
        Thread.ofVirtual().start(() -> {
            try {
                stopRequested.await();
                end.complete(null);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            end.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Failure failure ? failure : e;
        }
    }

    private Stream<PartRun> needed() {
        return runs.stream().filter(run -> !run.part().optional());
    }

    private void prepareOutsideDatabase(Secrets secrets) {
        if (settings.value("TANDEM_POSTGRES_ADMIN_PASSWORD").isEmpty()) {
            return; // roles and schemas were made by the database's owner
        }
        Databases databases = new Databases(settings, secrets);
        if (!databases.reachable()) {
            throw Failure.failed("No PostgreSQL answers at " + settings.postgresUrl()
                    + ": check TANDEM_POSTGRES_URL, or unset it to use the built-in one.");
        }
        databases.create();
    }

    private List<Part> parts(Secrets secrets) {
        Distribution distribution = Distribution.current();
        List<Part> parts = new ArrayList<>();
        if (settings.postgresOutside()) {
            board.add("postgres", settings.postgresUrl(), new PartState.Outside());
        } else {
            parts.add(new PostgresPart(settings, secrets, distribution));
        }
        if (settings.kafkaOutside()) {
            board.add("kafka", settings.kafkaBootstrap(), new PartState.Outside());
        } else {
            parts.add(new KafkaPart(settings, distribution));
        }
        if (settings.oidcOutside()) {
            board.add("keycloak", settings.oidcUrl(), new PartState.Outside());
            DemoCast.remove(home);
        } else {
            parts.add(new KeycloakPart(settings, secrets, distribution));
        }
        ModelChoice choice = ModelChoice.read(home);
        Map<String, String> models = new HashMap<>();
        for (String name : ModelChoice.PROVIDER_VARIABLES) {
            settings.value(name).ifPresent(value -> models.put(name, value));
        }
        if (choice.wanted()) {
            models.put("TANDEM_WORKER_URL", WorkerPart.url(secrets));
            models.put("TANDEM_WORKER_TOKEN", secrets.workerToken());
            parts.add(new WorkerPart(settings, secrets, choice, distribution));
        }
        parts.add(new PlatformPart(settings, secrets, models, distribution));
        parts.forEach(part -> board.add(part.name(), part.address(), new PartState.Waiting()));
        return parts;
    }

    /// Kafka and PostgreSQL when nobody needs them any more: without Kafka the platform would take a minute to give up
    /// what it has to send.
    private void stopParts() {
        board.phase(Phase.STOPPING, "");
        stopAll(part -> !(part instanceof PostgresPart || part instanceof KafkaPart));
        stopAll(KafkaPart.class::isInstance);
        stopAll(PostgresPart.class::isInstance);
    }

    /// Stops these side by side.
    private void stopAll(Predicate<Part> which) {
        List<Thread> threads = runs.stream()
                .filter(run -> which.test(run.part()))
                .map(run -> Thread.ofPlatform().start(run::stop))
                .toList();
        for (Thread thread : threads) {
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void stopAndWait() {
        stopRequested.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
