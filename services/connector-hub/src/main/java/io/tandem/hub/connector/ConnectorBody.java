package io.tandem.hub.connector;

import io.tandem.hub.egress.Confidential;
import io.tandem.hub.oauth.OAuthClient;
import io.tandem.hub.sandbox.Program;
import io.tandem.kit.problem.ProblemException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What an administrator sends.
///
/// @param url of a server; left out for a program
/// @param program run by the hub; left out for a server
/// @param identity as whom it is called, `shared` if left out
/// @param audience what the tokens for its callers are made out to, such as its address; only with `caller`
/// @param client ours at the server's authorization server; only with `grant`
/// @param credential never shown again; left out in a change, the old one stays
@Schema(name = "ConnectorRegistration")
public record ConnectorBody(
        @Nullable String name,
        @Nullable String url,
        @Nullable ProgramBody program,
        @Nullable String description,
        Connectors.@Nullable Identity identity,
        @Nullable String audience,
        @Nullable ClientBody client,
        @Nullable CredentialBody credential) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,62}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,60}");
    private static final Pattern AUDIENCE = Pattern.compile("[!-~]{3,255}");

    /// A token made out to one of these would open doors of ours.
    private static final Pattern OURS = Pattern.compile("(?i)tandem|(tandem|agent)-.*|account|broker|realm-management");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

    Connectors.Registration registration() {
        return registration(given("name", name));
    }

    Connectors.Registration registration(String known) {
        if (!NAME.matcher(known).matches()) {
            throw ProblemException.invalid("name", "It is like my-connector: 2 to 63 of a-z, 0-9 and hyphen.");
        }
        if (url != null && program != null) {
            throw ProblemException.invalid("program", "A connector is at an address or it is a program, not both.");
        }
        return new Connectors.Registration(
                known,
                program == null
                        ? new Connectors.Place.Address(address(given("url", url)))
                        : new Connectors.Place.Runs(program.program()),
                description == null ? "" : description,
                credential == null ? null : program == null ? credential.asHeader() : credential.asVariable(),
                takes(Connectors.Identity.caller, "audience", audience) ? callers() : null,
                takes(Connectors.Identity.grant, "client", client) ? granted() : null);
    }

    /// What is asked of a connector that is shown its caller.
    private String callers() {
        requireServerOfPeople();
        String made = given("audience", audience);
        if (!AUDIENCE.matcher(made).matches() || OURS.matcher(made).matches()) {
            throw ProblemException.invalid(
                    "audience",
                    "It is what the server takes tokens for, such as its address; none of Tandem's own clients.");
        }
        return made;
    }

    /// What is asked of a connector that people grant. The issuer may be empty, and is found out.
    private OAuthClient granted() {
        requireServerOfPeople();
        return given("client", client).client();
    }

    private void requireServerOfPeople() {
        if (program != null) {
            throw ProblemException.invalid(
                    "identity", "A program is called as one account; only servers know callers.");
        }
        if (credential != null) {
            throw ProblemException.invalid("credential", "The server is shown the caller's token and nothing else.");
        }
        if (!Confidential.allows(address(given("url", url)))) {
            throw ProblemException.invalid("url", "Tokens of callers are sent over https only.");
        }
    }

    /// Whether it is of that identity; what belongs to another one is refused.
    private boolean takes(Connectors.Identity wanted, String field, @Nullable Object value) {
        if (identity != wanted && value != null) {
            throw ProblemException.invalid(field, "It goes with the identity " + wanted + ".");
        }
        return identity == wanted;
    }

    /// What an administrator was given by whoever runs the authorization server.
    ///
    /// @param issuer left out, it is the one that the server names
    /// @param secret never shown again; left out for a public client, and in a change, where the old one stays
    /// @param scopes that people are asked for
    @Schema(name = "ConnectorClientRegistration")
    public record ClientBody(
            @Nullable String issuer,
            @Nullable String id,
            @Nullable String secret,
            @Nullable List<String> scopes) {
        private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]{1,200}");
        private static final int MOST = 50;

        OAuthClient client() {
            List<String> wanted = Objects.requireNonNullElse(scopes, List.of());
            if (wanted.size() > MOST
                    || !wanted.stream().allMatch(scope -> SCOPE.matcher(scope).matches())) {
                throw ProblemException.invalid(
                        "client.scopes", "They are at most " + MOST + " words without spaces, such as tickets:read.");
            }
            return new OAuthClient(
                    issuer == null ? "" : printable("client.issuer", issuer),
                    printable("client.id", given("client.id", id)),
                    secret == null ? null : printable("client.secret", secret),
                    wanted);
        }

        @Override
        public String toString() {
            return "(client " + id + ")";
        }
    }

    private static String printable(String field, String text) {
        if (text.isEmpty() || text.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw ProblemException.invalid(field, "It holds printable ASCII only.");
        }
        return text;
    }

    /// A secret sent as a header with each request, or given to a program in its environment.
    ///
    /// @param header `Authorization` if left out
    /// @param variable of the program's environment
    @Schema(name = "ConnectorCredential")
    public record CredentialBody(
            @Nullable String header,
            @Nullable String variable,
            @Nullable String value) {
        Connectors.Credential asHeader() {
            return as("credential.header", header == null ? "Authorization" : header, HEADER);
        }

        Connectors.Credential asVariable() {
            return as("credential.variable", given("credential.variable", variable), VARIABLE);
        }

        private Connectors.Credential as(String field, String name, Pattern pattern) {
            if (!pattern.matcher(name).matches()) {
                throw ProblemException.invalid(field, "It is the name of a header or of a variable.");
            }
            return new Connectors.Credential(name, printable("credential.value", given("credential.value", value)));
        }

        @Override
        public String toString() {
            return "(secret)";
        }
    }

    /// A program that speaks MCP by its standard input and output.
    ///
    /// @param command absolute path
    /// @param environment all that is in its environment, but for the credential
    /// @param readable absolute paths that it may read beside `/usr` and its command's folder
    /// @param network false if left out
    /// @param memoryMiB 512 if left out
    /// @param cpuSeconds 600 if left out
    @Schema(name = "ConnectorProgram")
    public record ProgramBody(
            @Nullable String command,
            @Nullable List<String> arguments,
            @Nullable Map<String, String> environment,
            @Nullable List<String> readable,
            @Nullable Boolean network,
            @Nullable Integer memoryMiB,
            @Nullable Integer cpuSeconds) {
        private static final int MEMORY = 512;
        private static final int CPU = 600;

        Program program() {
            Program made = new Program(
                    path("program.command", given("program.command", command)),
                    Objects.requireNonNullElse(arguments, List.of()),
                    Objects.requireNonNullElse(environment, Map.of()),
                    Objects.requireNonNullElse(readable, List.<String>of()).stream()
                            .map(path -> path("program.readable", path))
                            .toList(),
                    Boolean.TRUE.equals(network),
                    within("program.memoryMiB", memoryMiB, MEMORY, 16_384),
                    within("program.cpuSeconds", cpuSeconds, CPU, 86_400));
            if (Stream.concat(made.arguments().stream(), made.environment().values().stream())
                    .anyMatch(word -> word.indexOf(0) >= 0)) {
                throw ProblemException.invalid("program.arguments", "No argument and no variable holds a NUL.");
            }
            if (!made.environment().keySet().stream()
                    .allMatch(key -> VARIABLE.matcher(key).matches())) {
                throw ProblemException.invalid(
                        "program.environment", "A variable is named with letters, digits and _, such as API_URL.");
            }
            return made;
        }

        private static String path(String field, String path) {
            if (!path.startsWith("/") || path.indexOf(0) >= 0) {
                throw ProblemException.invalid(field, "It is an absolute path, such as /usr/bin/python3.");
            }
            return Path.of(path).normalize().toString();
        }

        private static int within(String field, @Nullable Integer value, int usual, int most) {
            int told = value == null ? usual : value;
            if (told < 16 || told > most) {
                throw ProblemException.invalid(field, "It is from 16 to " + most + ".");
            }
            return told;
        }
    }

    private static URI address(String text) {
        try {
            URI url = URI.create(text);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (http && url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("url", "It is no address.");
        }
        throw ProblemException.invalid("url", "It is an http or https address without a user in it.");
    }

    private static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw ProblemException.invalid(field, "This field is required.");
        }
        return value;
    }
}
