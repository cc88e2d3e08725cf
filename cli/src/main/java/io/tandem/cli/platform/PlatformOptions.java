package io.tandem.cli.platform;

import io.tandem.cli.home.Settings;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.signin.SignIn;
import io.tandem.cli.supervisor.PlatformStatus;
import io.tandem.cli.terminal.OutputOptions;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What every command takes that talks to the platform: where it is and who speaks.
///
/// `TANDEM_TOKEN` in the environment is sent as it is and wins over `--as`: for platforms whose people sign in
/// elsewhere.
public final class PlatformOptions {
    static final String TOKEN_VARIABLE = "TANDEM_TOKEN";

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "The demo person to act as; each command has a fitting default.")
    @Nullable
    String person;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The platform's address (default: the one that runs here).")
    @Nullable
    String url;

    @Mixin
    OutputOptions output = new OutputOptions();

    public boolean json() {
        return output.json();
    }

    /// Who speaks: `--as`, else the command's own default.
    public String person(String fitting) {
        return person == null ? fitting : person;
    }

    /// The platform, spoken to as `--as` or else as `fitting`.
    public Platform platform(String fitting) {
        Settings settings = Settings.from(System.getenv());
        Optional<PlatformStatus> live = PlatformStatus.live(settings.home());
        URI base = base(settings, live);
        Optional<String> token = settings.value(TOKEN_VARIABLE);
        if (token.isPresent()) {
            return new Platform(base, token::get);
        }
        if (settings.oidcOutside()) {
            throw new Failure(
                    ExitCode.DENIED,
                    "People sign in at " + settings.oidcUrl()
                            + ", so Tandem knows no passwords: put an access token into " + TOKEN_VARIABLE + ".");
        }
        String oidc = live.map(status -> status.addresses().oidcUrl()).orElse(settings.oidcUrl());
        return new Platform(base, new PersonToken(new SignIn(settings.home(), oidc), person(fitting)));
    }

    private URI base(Settings settings, Optional<PlatformStatus> live) {
        String text = url != null
                ? url
                : live.map(status -> status.addresses().url())
                        .or(() -> settings.value("TANDEM_URL"))
                        .orElseThrow(() -> new Failure(
                                ExitCode.PLATFORM_DOWN,
                                "Tandem does not run in " + settings.home().root()
                                        + ": start it with ./tandem up, or give --url."));
        try {
            URI base = URI.create(text.replaceAll("/+$", ""));
            if (base.getHost() != null && ("http".equals(base.getScheme()) || "https".equals(base.getScheme()))) {
                return base;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw Failure.usage("\"" + text + "\" is no address of a platform: give one such as http://localhost:8080.");
    }
}
