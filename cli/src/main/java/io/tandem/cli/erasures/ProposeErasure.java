package io.tandem.cli.erasures;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.platform.ReasonOption;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Proposes an erasure; another carries it out.
@Command(
        name = "propose",
        description = {
            "Propose an erasure. Nothing goes until another auditor or administrator carries it out.",
            "The reason is on record for good: name nobody in it."
        })
final class ProposeErasure implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Mixin
    ErasureTerms terms = new ErasureTerms();

    @Mixin
    ReasonOption reason = new ReasonOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> wish = terms.parameters();
        wish.put("reason", reason.text());
        JsonNode proposed = options.platform("auditor").post("/api/v1/audit/erasures", wish);
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(proposed));
        } else {
            ErasureText.preview(out, proposed.path("preview"));
            out.println("Somebody else carries it out: tandem audit erase carry-out "
                    + proposed.path("id").asText() + " --as admin");
        }
        return ExitCode.OK.number();
    }
}
