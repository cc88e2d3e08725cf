package io.tandem.cli.parts;

import io.tandem.cli.home.JsonFile;
import io.tandem.cli.home.Secrets;
import io.tandem.cli.home.Settings;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.realm.DemoCast;
import io.tandem.cli.realm.RealmImport;
import io.tandem.cli.realm.RealmSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The real Keycloak, built for PostgreSQL once; its realm is imported when the database does not hold it.
///
/// Run by its Java entry point rather than `kc.sh`, which would stay between the supervisor and the server.
public final class KeycloakPart implements Part {
    static final String IMPORT = "--import-realm";

    private final Settings settings;
    private final Secrets secrets;
    private final Distribution distribution;
    private final Databases databases;
    private final Path folder;
    private volatile boolean imports;

    public KeycloakPart(Settings settings, Secrets secrets, Distribution distribution) {
        this.settings = settings;
        this.secrets = secrets;
        this.distribution = distribution;
        this.databases = new Databases(settings, secrets);
        this.folder = settings.home().parts().resolve("keycloak");
    }

    @Override
    public String name() {
        return "keycloak";
    }

    @Override
    public String address() {
        return settings.keycloakUrl();
    }

    @Override
    public List<Integer> ports() {
        return List.of(settings.ports().keycloak());
    }

    @Override
    public boolean needsDatabase() {
        return true;
    }

    @Override
    public void prepare(Consumer<String> doing) {
        Path archive = distribution.keycloakArchive();
        Path marker = folder.resolve(".built-2-" + archive.getFileName());
        try {
            if (!Files.exists(marker)) {
                doing.accept("unpacking Keycloak (once)");
                Folders.delete(folder);
                Unpacking.zip(archive, folder);
                // A connection that died with a restarted PostgreSQL is replaced, not handed to a sign-in.
                Files.writeString(
                        folder.resolve("conf/quarkus.properties"), "quarkus.datasource.jdbc.validate-on-borrow=true\n");
                doing.accept("building Keycloak (once)");
                List<String> command = java(List.of());
                command.addAll(List.of("build", "--db=postgres", "--health-enabled=false"));
                Commands.run(command, Map.of(), settings.home().log(name()));
                Files.createFile(marker);
            }
            DemoCast.with(secrets).write(settings.home());
        } catch (IOException e) {
            throw Failure.failed("Keycloak cannot be unpacked into " + folder + ": " + e.getMessage() + ".", e);
        }
    }

    @Override
    public Launch launch() {
        List<String> command = java(List.of(cache().option()));
        command.addAll(List.of(
                "start",
                "--optimized",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + settings.ports().keycloak(),
                "--hostname=" + settings.keycloakUrl(),
                "--db-url=" + databases.keycloakUrl(),
                "--db-pool-initial-size=1",
                "--db-pool-min-size=1",
                "--db-pool-max-size=15",
                "--http-pool-max-threads=32"));
        imports = !databases.hasRealm("tandem");
        if (imports) {
            writeRealm();
            command.add(IMPORT);
        }
        Map<String, String> environment = Map.of(
                "KC_DB_USERNAME",
                "keycloak",
                "KC_DB_PASSWORD",
                secrets.keycloakDatabasePassword(),
                "KC_BOOTSTRAP_ADMIN_USERNAME",
                "admin",
                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                secrets.keycloakAdminPassword());
        Duration grace = Duration.ofSeconds(cache().recorded() ? 20 : 120);
        return new Launch(command, environment, folder, new Launch.Stop("TERM", grace));
    }

    @Override
    public boolean ready() {
        return Probe.http("http://127.0.0.1:" + settings.ports().keycloak() + "/realms/tandem");
    }

    /// A realm of an earlier build or of other ports is brought up to date before anybody may sign in.
    @Override
    public void whenReady() {
        RealmSync sync = new RealmSync(
                settings.home().parts().resolve("keycloak-realm.sha256"),
                RealmImport.realm(settings, secrets, DemoCast.with(secrets)));
        if (imports) {
            sync.done();
        } else if (sync.needed()) {
            sync.run("http://127.0.0.1:" + settings.ports().keycloak(), secrets.keycloakAdminPassword());
        }
        try {
            Files.deleteIfExists(realmFile());
        } catch (IOException e) {
            throw Failure.failed("The file " + realmFile() + " holds passwords and cannot be removed.", e);
        }
    }

    @Override
    public void whenStopped() {
        cache().keep();
    }

    private StartCache cache() {
        return new StartCache(settings.home().parts(), name(), folder + "\0" + distribution.keycloakArchive());
    }

    private void writeRealm() {
        try {
            Files.createDirectories(realmFile().getParent());
        } catch (IOException e) {
            throw Failure.failed("The folder " + realmFile().getParent() + " cannot be made.", e);
        }
        JsonFile.write(realmFile(), RealmImport.realm(settings, secrets, DemoCast.with(secrets)));
    }

    private Path realmFile() {
        return folder.resolve("data/import/tandem-realm.json");
    }

    private List<String> java(List<String> options) {
        List<String> command = new ArrayList<>(List.of(JavaCommand.java()));
        command.addAll(options);
        command.addAll(List.of(
                "-Xms96m",
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-Xlog:aot=error,cds=error",
                "-Dfile.encoding=UTF-8",
                "-Djava.awt.headless=true",
                "-Djdk.tls.rejectClientInitiatedRenegotiation=true",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Dkc.home.dir=" + folder,
                "-Djboss.server.config.dir=" + folder.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true",
                "-Dquarkus-log-max-startup-records=10000",
                "-cp",
                folder.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        return command;
    }
}
