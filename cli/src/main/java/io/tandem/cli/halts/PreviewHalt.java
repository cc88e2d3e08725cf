package io.tandem.cli.halts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Shown;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What a halt would hit.
@Command(name = "preview", description = "Tell what a halt would hit; nothing is halted.")
final class PreviewHalt implements Callable<Integer> {
    private static final int LONGEST = 400;

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Mixin
    HaltTarget target = new HaltTarget();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        ObjectNode preview = of(options.platform(target.person()), target);
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(preview));
        } else {
            tell(out, preview);
        }
        return ExitCode.OK.number();
    }

    /// Asks each part that knows of something that a halt hits.
    static ObjectNode of(Platform platform, HaltTarget target) {
        ObjectNode preview = JsonNodeFactory.instance.objectNode();
        preview.set("reach", platform.get(target.query("/api/v1/halts/preview")));
        preview.set("work", platform.get(target.query("/api/v1/impact/work")));
        preview.set("approvals", platform.get(target.query("/api/v1/impact/approvals")));
        return preview;
    }

    static void tell(PrintWriter out, JsonNode preview) {
        line(out, "Agents", preview.at("/reach/agents"), JsonNode::asText);
        line(out, "Agents that ask them", preview.at("/reach/askedBy"), JsonNode::asText);
        line(out, "Running tasks", preview.at("/work/running"), PreviewHalt::share);
        line(out, "Tasks that wait for them", preview.at("/work/waiting"), PreviewHalt::share);
        line(out, "Tasks asked for since a day ago", preview.at("/work/callers"), PreviewHalt::share);
        line(
                out,
                "Waiting approvals",
                preview.path("approvals"),
                one -> one.path("agent").asText() + ": " + one.path("tool").asText());
    }

    private static String share(JsonNode one) {
        return one.path("name").asText() + " (" + one.path("count").asText() + ")";
    }

    private static void line(PrintWriter out, String what, JsonNode counted, Function<JsonNode, String> name) {
        List<String> names = new ArrayList<>();
        counted.path("first").forEach(one -> names.add(name.apply(one)));
        String first = names.isEmpty() ? "" : " – " + String.join(", ", names);
        out.println(Shown.line(what + ": " + counted.path("count").asInt() + first, LONGEST));
    }
}
