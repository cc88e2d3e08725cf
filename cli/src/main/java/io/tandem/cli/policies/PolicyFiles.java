package io.tandem.cli.policies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// A text of policies and its cases, as files.
final class PolicyFiles {
    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "The policies, in Cedar's language; - reads standard input.")
    String text = "";

    @Option(
            names = "--cases",
            required = true,
            paramLabel = "FILE",
            description = "The cases: a JSON array of {name, expect: ALLOW|ASK|DENY, tool|call|move}.")
    String cases = "";

    /// The body of a request about them.
    ObjectNode draft() {
        ObjectNode draft = JsonNodeFactory.instance.objectNode().put("text", read(text));
        JsonNode read;
        try {
            read = JsonFile.MAPPER.readTree(read(cases));
        } catch (IOException e) {
            throw Failure.usage("The file " + cases + " holds no JSON: " + e.getMessage());
        }
        if (!read.isArray()) {
            throw Failure.usage("The file " + cases + " holds no JSON array of cases.");
        }
        draft.set("cases", read);
        return draft;
    }

    private static String read(String file) {
        try {
            return file.equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.USAGE,
                    "The file " + file + " cannot be read (" + e.getClass().getSimpleName() + ").",
                    e);
        }
    }
}
