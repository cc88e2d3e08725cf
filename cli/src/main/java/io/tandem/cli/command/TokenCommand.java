package io.tandem.cli.command;

import io.tandem.cli.home.JsonFile;
import io.tandem.cli.home.Settings;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.signin.SignIn;
import io.tandem.cli.supervisor.PlatformStatus;
import io.tandem.cli.terminal.OutputOptions;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Prints an access token and nothing else, for `curl -H "Authorization: Bearer $(./tandem token)"`.
@Command(name = "token", description = "Print an access token of a demo person or client.")
final class TokenCommand implements Callable<Integer> {
    static final class Who {
        @Option(names = "--user", paramLabel = "NAME", description = "A demo person (default builder).")
        @Nullable
        String user;

        @Option(names = "--client", paramLabel = "NAME", description = "A demo service client, such as demo-service.")
        @Nullable
        String client;
    }

    @ArgGroup
    Who who = new Who();

    @Mixin
    OutputOptions options = new OutputOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Settings settings = Tandem.settings();
        PlatformStatus status = PlatformStatus.live(settings.home())
                .orElseThrow(() -> new Failure(
                        ExitCode.PLATFORM_DOWN,
                        "Tandem does not run in " + settings.home().root() + ": start it with ./tandem up."));
        if (!status.addresses().demoPeople()) {
            throw Failure.failed("People sign in at " + status.addresses().oidcUrl()
                    + ", so Tandem knows no passwords: get a token there.");
        }
        SignIn signIn = new SignIn(settings.home(), status.addresses().oidcUrl());
        String token =
                who.client != null ? signIn.client(who.client) : signIn.person(who.user != null ? who.user : "builder");
        spec.commandLine().getOut().println(options.json() ? JsonFile.text(Map.of("token", token)) : token);
        return ExitCode.OK.number();
    }
}
