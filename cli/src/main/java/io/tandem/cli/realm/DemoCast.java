package io.tandem.cli.realm;

import io.tandem.cli.home.JsonFile;
import io.tandem.cli.home.Secrets;
import io.tandem.cli.home.TandemHome;
import io.tandem.cli.outcome.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// Who exists in the demo: a person per role in team `sales`, a builder and an approver in `finance`, one service.
public record DemoCast(List<DemoPerson> people, List<DemoClient> clients) {
    public static final List<String> ROLES = List.of("viewer", "builder", "operator", "approver", "auditor", "admin");
    public static final List<String> TEAMS = List.of("sales", "finance");

    public DemoCast {
        people = List.copyOf(people);
        clients = List.copyOf(clients);
    }

    public static DemoCast with(Secrets secrets) {
        List<DemoPerson> people = new ArrayList<>();
        for (String role : ROLES) {
            people.add(person(secrets, role, role, "sales"));
        }
        people.add(person(secrets, "builder2", "builder", "finance"));
        people.add(person(secrets, "approver2", "approver", "finance"));
        DemoClient service = new DemoClient(
                "demo-service", secrets.clientSecret("demo-service"), List.of("viewer"), List.of("sales"));
        return new DemoCast(people, List.of(service));
    }

    public void write(TandemHome home) {
        JsonFile.write(home.demoUsersFile(), people);
        JsonFile.write(home.demoClientsFile(), clients);
    }

    /// Takes the files away: with an identity provider of one's own there is no demo password.
    public static void remove(TandemHome home) {
        try {
            Files.deleteIfExists(home.demoUsersFile());
            Files.deleteIfExists(home.demoClientsFile());
        } catch (IOException e) {
            throw Failure.failed("The demo passwords in " + home.root() + " cannot be removed: " + e.getMessage(), e);
        }
    }

    private static DemoPerson person(Secrets secrets, String name, String role, String team) {
        return new DemoPerson(name, secrets.personPassword(name), List.of(role), List.of(team));
    }
}
