package io.tandem.registry.version;

import io.tandem.registry.people.People;
import io.tandem.registry.people.PeopleSettings;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Who exists in these tests.
@Alternative
@Priority(1)
@Singleton
public class KnownPeople extends People {
    private static final Set<String> SALES = Set.of("admin", "approver", "builder", "operator", "viewer");
    /// Who has left for the length of a test.
    static final Set<String> GONE = ConcurrentHashMap.newKeySet();

    private static final Set<String> FINANCE = Set.of("approver2", "builder2");

    @Inject
    public KnownPeople(PeopleSettings settings) {
        super(settings);
    }

    @Override
    public boolean exists(String name) {
        return (SALES.contains(name) || FINANCE.contains(name)) && !GONE.contains(name);
    }

    @Override
    public List<String> membersOf(String team) {
        return switch (team) {
            case "sales" -> SALES.stream().sorted().toList();
            case "finance" -> FINANCE.stream().sorted().toList();
            default -> List.of();
        };
    }
}
