package io.tandem.cli.judges;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The commands about judges.
@Command(
        name = "judges",
        description = "Judges of answers: say what they go by, label answers, calibrate.",
        mixinStandardHelpOptions = true,
        subcommands = {ListJudges.class, ShowJudge.class, SaveJudge.class, LabelAnswers.class, CalibrateJudge.class})
public final class JudgesCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do, for example: tandem judges list");
    }
}
