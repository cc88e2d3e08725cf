package io.tandem.cli.parts;

import io.tandem.cli.outcome.Failure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the build left the programs; `./tandem` passes the project folder as the system property `tandem.project`.
public record Distribution(Path project) {
    public static Distribution current() {
        String project = System.getProperty("tandem.project");
        if (project == null) {
            throw Failure.failed("Tandem was not started by ./tandem: run that script in the project folder.");
        }
        return new Distribution(Path.of(project));
    }

    public Path platform() {
        return project.resolve("services/standalone/target/quarkus-app");
    }

    /// The local model's worker.
    public Path workerJar() {
        return project.resolve("worker/target/tandem-worker-0.1.0-SNAPSHOT.jar");
    }

    /// The libraries of the local model's worker.
    public String workerClassPath() {
        return read("worker/target", "class-path");
    }

    Path keycloakArchive() {
        return artifact("keycloak");
    }

    Path postgresArchive() {
        return artifact("postgres");
    }

    /// The broker's jars, without the ones of this command.
    String kafkaClassPath() {
        String own = "tandem-cli";
        StringBuilder path = new StringBuilder();
        for (String jar : read("class-path").split(File.pathSeparator)) {
            if (!Path.of(jar).getFileName().toString().startsWith(own)) {
                path.append(path.isEmpty() ? "" : File.pathSeparator).append(jar);
            }
        }
        return path.toString();
    }

    private Path artifact(String name) {
        Path file = Path.of(read(name));
        if (!Files.isRegularFile(file)) {
            throw Failure.failed("The file " + file + " is gone: run ./tandem build to fetch it again.");
        }
        return file;
    }

    private String read(String name) {
        return read("cli/target/tandem", name);
    }

    private String read(String folder, String name) {
        Path file = project.resolve(folder).resolve(name);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw Failure.failed("The build is incomplete (" + file + " is missing): run ./tandem build.", e);
        }
    }
}
