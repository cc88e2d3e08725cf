package io.tandem.registry.people;

import io.tandem.kit.problem.ProblemException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotAuthorizedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/// Looks people and teams up in Keycloak. Answers are kept for a minute, so that a form does not ask at each key.
@Singleton
public class People {
    private static final Logger LOG = Logger.getLogger(People.class);
    private static final String REALMS = "/realms/";
    private static final int MOST_MEMBERS = 100;
    private static final String SERVICE_ACCOUNT = "service-account-";

    private final PeopleSettings settings;
    private final Map<String, Kept<Boolean>> people = new ConcurrentHashMap<>();
    private final Map<String, Kept<List<String>>> teams = new ConcurrentHashMap<>();
    private @Nullable Keycloak keycloak;

    private record Kept<T>(T value, Instant until) {}

    @Inject
    public People(PeopleSettings settings) {
        this.settings = settings;
    }

    /// Refuses a name that nobody has.
    ///
    /// @param field where the name stands, such as `metadata.owner`
    /// @throws ProblemException also if the identity provider cannot be asked: nobody is then taken for granted
    public void mustExist(String field, String name) {
        if (!exists(name)) {
            throw new ProblemException(
                    PeopleProblem.PERSON_UNKNOWN, "Nobody here is called " + name + ".", field, null);
        }
    }

    /// Whether an enabled person has that user name.
    public boolean exists(String name) {
        return kept(people, name, this::ask);
    }

    /// As [#exists], asked now whatever was answered before.
    public boolean existsNow(String name) {
        people.remove(name);
        return exists(name);
    }

    /// User names of a team's people, sorted; empty for an unknown team.
    public List<String> membersOf(String team) {
        return kept(teams, team, this::askMembers);
    }

    @PreDestroy
    synchronized void close() {
        if (keycloak != null) {
            keycloak.close();
        }
    }

    private <T> T kept(Map<String, Kept<T>> answers, String key, Function<String, T> question) {
        Kept<T> known = answers.get(key);
        Instant now = Instant.now();
        if (known != null && now.isBefore(known.until())) {
            return known.value();
        }
        T answer = asked(() -> question.apply(key));
        Duration keep = settings.keep();
        answers.put(key, new Kept<>(answer, now.plus(keep)));
        return answer;
    }

    private interface Question<T> {
        T ask();
    }

    private static <T> T asked(Question<T> question) {
        try {
            return question.ask();
        } catch (NotAuthorizedException | ForbiddenException e) {
            throw new ProblemException(
                    PeopleProblem.PEOPLE_NOT_READABLE,
                    "Give the service account of the client tandem-registry the realm-management role view-users.",
                    null,
                    e);
        } catch (ClientErrorException e) {
            throw new ProblemException(PeopleProblem.PEOPLE_NOT_READABLE, "It refused the question.", null, e);
        } catch (RuntimeException e) {
            LOG.debug("identity provider", e);
            throw new ProblemException(PeopleProblem.PEOPLE_UNAVAILABLE, "Try again shortly.", null, e);
        }
    }

    private boolean ask(String name) {
        if (name.startsWith(SERVICE_ACCOUNT)) {
            return false;
        }
        List<UserRepresentation> found = realm().users().searchByUsername(name, true);
        return found.stream()
                .anyMatch(user -> name.equals(user.getUsername()) && !Boolean.FALSE.equals(user.isEnabled()));
    }

    private List<String> askMembers(String team) {
        List<GroupRepresentation> groups = realm().groups().groups(team, true, 0, 2, true);
        for (GroupRepresentation group : groups) {
            if (team.equals(group.getName())) {
                return realm().groups().group(group.getId()).members(0, MOST_MEMBERS, true).stream()
                        .filter(user -> !Boolean.FALSE.equals(user.isEnabled()))
                        .map(UserRepresentation::getUsername)
                        .filter(user -> !user.startsWith(SERVICE_ACCOUNT))
                        .sorted()
                        .toList();
            }
        }
        return List.of();
    }

    private RealmResource realm() {
        String url = settings.realmUrl();
        return client(url).realm(url.substring(url.indexOf(REALMS) + REALMS.length()));
    }

    private synchronized Keycloak client(String url) {
        @Nullable Keycloak made = keycloak;
        if (made == null) {
            int realms = url.indexOf(REALMS);
            if (realms < 0) {
                throw new IllegalStateException("the realm's URL has no /realms/: people cannot be looked up there");
            }
            made = KeycloakBuilder.builder()
                    .serverUrl(url.substring(0, realms))
                    .realm(url.substring(realms + REALMS.length()))
                    .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
                    .clientId(settings.client())
                    .clientSecret(settings.clientSecret())
                    .build();
            keycloak = made;
        }
        return made;
    }
}
