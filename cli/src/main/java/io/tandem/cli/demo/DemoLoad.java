package io.tandem.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.demo.AgentStep.Room;
import io.tandem.cli.demo.DemoProgress.Item;
import io.tandem.cli.demo.DemoProgress.State;
import io.tandem.cli.home.Settings;
import io.tandem.cli.home.TandemHome;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.platform.PersonToken;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.signin.SignIn;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Loads the demo set in the background, round by round, until all of it is settled. It may be stopped at any moment:
/// the next start reads off the platform how far it came.
public final class DemoLoad {
    private static final long ROUND_MILLIS = 3_000;
    private static final long PATIENT_ROUND_MILLIS = 15_000;
    private static final int QUICK_ROUNDS = 200;

    /// Differs with each try, and would make every round look new.
    private static final Pattern TRACE = Pattern.compile(" \\(trace [^)]*\\)");

    private final TandemHome home;
    private final AgentStep agents;
    private final ApprovalStep approval;
    private final Platform author;
    private DemoProgress progress;

    DemoLoad(TandemHome home, Platform author, Platform approver) {
        this.home = home;
        this.author = author;
        this.agents = new AgentStep(author, approver);
        this.approval = new ApprovalStep(author, approver);
        this.progress = DemoProgress.read(home);
    }

    /// Starts loading on a thread of its own, where there is something left to load and there are demo people to do it.
    /// A demo set that is not wanted may be wanted later.
    public static void start(Settings settings) {
        if (DemoProgress.read(settings.home()).done() || settings.oidcOutside()) {
            return;
        }
        SignIn signIn = new SignIn(settings.home(), settings.oidcUrl());
        URI base = URI.create(settings.url());
        DemoLoad load = new DemoLoad(
                settings.home(),
                new Platform(base, new PersonToken(signIn, "builder")),
                new Platform(base, new PersonToken(signIn, "approver")));
        Thread.ofPlatform().daemon().name("demo").start(load::run);
    }

    private void run() {
        try (PrintStream log = new PrintStream(
                Files.newOutputStream(home.log("demo"), StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                true,
                StandardCharsets.UTF_8)) {
            for (int round = 0; !round(log); round++) {
                Thread.sleep(round < QUICK_ROUNDS ? ROUND_MILLIS : PATIENT_ROUND_MILLIS);
            }
            log.println(Instant.now() + " the demo set is settled");
        } catch (IOException e) {
            System.out.println("the demo set cannot be loaded: " + e); // the supervisor's log
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Takes everything one step further; true when nothing is left to do.
    boolean round(PrintStream log) {
        progress = DemoProgress.read(home);
        if (!progress.wanted()) {
            return false;
        }
        String missing = missing();
        List<Item> now = new ArrayList<>();
        boolean free = true;
        for (DemoAgent agent : DemoAgent.ALL) {
            Room room = new Room(free, missing);
            Item item = step(agent.name(), before -> agents.advance(agent, before, room));
            free &= item.state() != State.WORKING;
            now.add(item);
        }
        Room room = new Room(free, missing);
        now.add(step(ApprovalStep.NAME, before -> approval.advance(before, room)));
        now.stream()
                .filter(item -> !item.equals(progress.item(item.name())))
                .forEach(item ->
                        log.println(Instant.now() + " " + item.name() + ": " + item.state() + ", " + item.detail()));
        DemoProgress next = DemoProgress.read(home).with(now);
        if (!next.equals(progress)) {
            progress = next;
            next.write(home);
        }
        return next.done();
    }

    private interface Step {
        Item from(Item before);
    }

    /// A refusal or a platform that is away is told and tried again in the next round.
    private Item step(String name, Step step) {
        Item before = progress.item(name);
        if (before.state().settled()) {
            return before;
        }
        try {
            return step.from(before);
        } catch (Failure e) {
            return before.now(State.WAITING, TRACE.matcher(e.sentence()).replaceAll(""));
        } catch (RuntimeException e) {
            return before.now(State.WAITING, "a round failed (" + e + ") and is tried again");
        }
    }

    /// Why no model answers; empty where one is ready.
    private String missing() {
        return quietly(() -> {
            JsonNode models = author.get("/api/v1/models");
            boolean ready = Stream.of(models.path("items"))
                    .flatMap(items -> items.valueStream())
                    .anyMatch(model -> model.path("state").asText().equals("ready"));
            String first = models.path("items").path(0).path("detail").asText("");
            return ready
                    ? ""
                    : models.path("problem").path("detail").asText(first.isEmpty() ? "none is ready yet" : first);
        });
    }

    private static String quietly(Supplier<String> question) {
        try {
            return question.get();
        } catch (Failure e) {
            return e.sentence();
        }
    }
}
