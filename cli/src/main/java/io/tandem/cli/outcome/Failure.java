package io.tandem.cli.outcome;

import org.jspecify.annotations.Nullable;

/// A failure that a person can act on: the message is one sentence that says what happened and what to do.
public final class Failure extends RuntimeException {
    private final ExitCode exitCode;

    public Failure(ExitCode exitCode, String sentence) {
        this(exitCode, sentence, null);
    }

    public Failure(ExitCode exitCode, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    public static Failure failed(String sentence) {
        return new Failure(ExitCode.FAILED, sentence);
    }

    public static Failure failed(String sentence, Throwable cause) {
        return new Failure(ExitCode.FAILED, sentence, cause);
    }

    public static Failure usage(String sentence) {
        return new Failure(ExitCode.USAGE, sentence);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /// The sentence to show; never null, unlike [#getMessage].
    public String sentence() {
        String message = getMessage();
        return message == null ? "Something failed; see the logs below the Tandem home." : message;
    }
}
