package io.tandem.cli.supervisor;

/// What a part is doing.
public sealed interface PartState {
    record Waiting() implements PartState {}

    record Preparing(String doing) implements PartState {}

    record Starting() implements PartState {}

    record Ready() implements PartState {}

    /// Runs, and is still getting what it needs for its work.
    record Busy(String word, String doing) implements PartState {}

    /// Runs elsewhere, at an address of the person's own.
    record Outside() implements PartState {}

    record Restarting(String why) implements PartState {}

    record Failed(String why) implements PartState {}

    record Stopping() implements PartState {}

    record Stopped() implements PartState {}

    /// The word that people and scripts see.
    default String word() {
        return switch (this) {
            case Waiting w -> "waiting";
            case Preparing p -> "preparing";
            case Starting s -> "starting";
            case Ready r -> "ready";
            case Busy(String busy, String doing) -> busy;
            case Outside o -> "outside";
            case Restarting r -> "restarting";
            case Failed f -> "failed";
            case Stopping s -> "stopping";
            case Stopped s -> "stopped";
        };
    }

    default String detail() {
        return switch (this) {
            case Preparing(String doing) -> doing;
            case Restarting(String why) -> why;
            case Failed(String why) -> why;
            case Busy(String busy, String doing) -> doing;
            case Waiting w -> "";
            case Starting s -> "";
            case Ready r -> "";
            case Outside o -> "";
            case Stopping s -> "";
            case Stopped s -> "";
        };
    }
}
