package io.tandem.cli.outcome;

/// The exit codes of `tandem`; scripts rely on the numbers.
public enum ExitCode {
    OK(0),
    FAILED(1),
    USAGE(2),
    DENIED(3),
    NOT_FOUND(4),
    PLATFORM_DOWN(5);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
