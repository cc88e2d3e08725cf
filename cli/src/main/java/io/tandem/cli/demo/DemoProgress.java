package io.tandem.cli.demo;

import io.tandem.cli.home.JsonFile;
import io.tandem.cli.home.TandemHome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How far the demo set is, kept in the home: a later start goes on from here.
///
/// @param wanted false after `up --no-demo`
/// @param done whether nothing is left to do; from then on the demo set is left alone
public record DemoProgress(boolean wanted, boolean done, List<Item> items) {

    /// One thing of the demo set.
    ///
    /// @param detail for people
    /// @param task the task that asks for an approval, else empty
    /// @param attempts how often that was tried
    public record Item(String name, State state, String detail, String task, int attempts) {
        static Item fresh(String name) {
            return new Item(name, State.WAITING, "", "", 0);
        }

        Item now(State next, String words) {
            return new Item(name, next, words, task, attempts);
        }
    }

    public enum State {
        WAITING,
        WORKING,
        DONE,
        FAILED;

        boolean settled() {
            return this == DONE || this == FAILED;
        }
    }

    public DemoProgress {
        items = items == null ? List.of() : List.copyOf(items);
    }

    public static DemoProgress read(TandemHome home) {
        return JsonFile.read(file(home), DemoProgress.class).orElse(new DemoProgress(true, false, List.of()));
    }

    /// Remembers whether the demo set is wanted; what was done stays.
    public static void want(TandemHome home, boolean wanted) {
        DemoProgress before = read(home);
        if (before.wanted() != wanted) {
            new DemoProgress(wanted, before.done(), before.items()).write(home);
        }
    }

    /// Whether there is something left to load.
    public boolean loading() {
        return wanted && !done;
    }

    void write(TandemHome home) {
        JsonFile.write(file(home), this);
    }

    DemoProgress with(List<Item> now) {
        return new DemoProgress(
                wanted, now.stream().allMatch(item -> item.state().settled()), now);
    }

    Item item(String name) {
        return items.stream()
                .filter(item -> item.name().equals(name))
                .findFirst()
                .orElseGet(() -> Item.fresh(name));
    }

    /// `3 of 6, shop-analyst: 2 of 4 runs done`; empty where there is nothing to tell.
    public Optional<String> sentence() {
        if (!wanted) {
            return Optional.of("left out (--demo brings it in)");
        }
        if (items.isEmpty()) {
            return Optional.empty();
        }
        long settled = items.stream().filter(item -> item.state().settled()).count();
        String failed = items.stream()
                .filter(item -> item.state() == State.FAILED)
                .map(item -> "; " + item.name() + ": " + item.detail())
                .reduce("", String::concat);
        String next = items.stream()
                .filter(item -> !item.state().settled())
                .min(java.util.Comparator.comparing(item -> item.state() == State.WORKING ? 0 : 1))
                .map(item -> ", " + item.name() + ": " + item.detail())
                .orElse("");
        return Optional.of(settled + " of " + items.size() + " ready" + next + failed);
    }

    private static Path file(TandemHome home) {
        return home.root().resolve("demo.json");
    }
}
