package io.tandem.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `./tandem` in a project of empty files, with a JDK and a Maven that only say that they ran.
class ScriptTest {
    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = BUILT.plusSeconds(60);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path project = Path.of("");

    @Nested
    class GivenABuiltProject {
        @BeforeEach
        void build() throws IOException {
            project = folder.resolve("project");
            Path built = Files.createDirectories(project.resolve("cli/target/tandem"));
            Files.copy(Path.of("..", "tandem"), project.resolve("tandem"));
            Files.createFile(built.resolve("class-path"));
            Files.createFile(built.resolve("arguments"));
            Files.createDirectories(project.resolve("services/standalone/target/quarkus-app"));
            Files.createFile(project.resolve("services/standalone/target/quarkus-app/quarkus-run.jar"));
            Files.createDirectories(project.resolve("services/gateway/src/main/webui/src/api/generated"));
            Files.createDirectories(project.resolve("services/gateway/src/main/java"));
            Files.createFile(project.resolve("services/gateway/pom.xml"));
            Path programs = Files.createDirectories(folder.resolve("jdk/bin"));
            Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
            program(programs.resolve("javac"), "");
            program(programs.resolve("java"), "echo started");
            program(programs.resolve("mvn"), "exit 1");
            try (var all = Files.walk(project)) {
                for (Path path : all.toList()) {
                    Files.setLastModifiedTime(path, FileTime.from(BUILT));
                }
            }
            Files.createFile(built.resolve("stamp"));
            Files.setLastModifiedTime(built.resolve("stamp"), FileTime.from(BUILT));
        }

        @Test
        void startsAtOnce() throws Exception {
            assertThat(run("up")).isEqualTo("started\n");
        }

        @Test
        void buildsWhenASourceChanged() throws Exception {
            touch("services/gateway/src/main/java");
            assertThat(run("up")).contains("The build failed").doesNotContain("started");
        }

        @Test
        void takesWhatTheConsolesBuildWritesForNoChange() throws Exception {
            touch("services/gateway/src/main/webui");
            touch("services/gateway/src/main/webui/src/api");
            touch("services/gateway/src/main/webui/src/api/generated");
            assertThat(run("up")).isEqualTo("started\n");
        }

        @Test
        void answersAQuestionForHelpWithoutABuild() throws Exception {
            touch("services/gateway/pom.xml");
            assertThat(run("up", "--help")).isEqualTo("started\n");
            assertThat(run("status")).isEqualTo("started\n");
        }

        private void touch(String path) throws IOException {
            Files.setLastModifiedTime(project.resolve(path), FileTime.from(LATER));
        }
    }

    private static void program(Path file, String line) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("sh", project.resolve("tandem").toString());
        builder.command().addAll(java.util.List.of(arguments));
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().merge("PATH", folder.resolve("jdk/bin") + ":", (path, own) -> own + path);
        builder.environment().put("TMPDIR", folder.toString());
        Process process = builder.redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        return out;
    }
}
