package io.tandem.a2a;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Records with every field set, shared by the tests of this package.
final class Samples {
    static final Instant NOON = Instant.parse("2026-01-31T12:00:00.120Z");

    private Samples() {}

    static ObjectNode metadata() {
        return JsonNodeFactory.instance.objectNode().put("k", 1);
    }

    static Message message() {
        return new Message(
                "m1",
                "c1",
                "t1",
                Role.USER,
                List.of(
                        new Part.Text("hi", "a.md", "text/markdown", metadata()),
                        new Part.Raw(new byte[] {(byte) 0xfb, (byte) 0xff}, "a.bin", null, null),
                        new Part.Url("https://example.com/x", null, "image/png", null),
                        Part.data(JsonNodeFactory.instance.nullNode())),
                metadata(),
                List.of("urn:x"),
                List.of("t0"));
    }

    static TaskStatus status() {
        return new TaskStatus(TaskState.INPUT_REQUIRED, Message.agent("m2", "which?"), NOON);
    }

    static Artifact artifact() {
        return new Artifact("a1", "name", "about", List.of(Part.text("x")), metadata(), List.of("urn:x"));
    }

    static Task task() {
        return new Task("t1", "c1", status(), List.of(artifact()), List.of(message()), metadata());
    }

    static TaskPushNotificationConfig push() {
        return new TaskPushNotificationConfig(
                "ten", "p1", "t1", "https://example.com/hook", "tok", new AuthenticationInfo("Bearer", "secret"));
    }

    static AgentCard card() {
        SecurityRequirement requirement = SecurityRequirement.of("oidc", "read");
        Map<String, String> scopes = Map.of("read", "see");
        return new AgentCard(
                "Echo",
                "",
                List.of(new AgentInterface("https://example.com/a2a", "JSONRPC", "ten", "1.0")),
                new AgentProvider("https://example.com", "Example"),
                "1.2.3",
                "",
                new AgentCapabilities(
                        true, false, List.of(new AgentExtension("urn:x", "about", true, metadata())), null),
                Map.of(
                        "key", new SecurityScheme.ApiKey("d", "header", "X-Key"),
                        "http", new SecurityScheme.HttpAuth(null, "Bearer", "JWT"),
                        "code",
                                new SecurityScheme.OAuth2(
                                        null,
                                        new OAuthFlow.AuthorizationCode("https://a", "https://t", null, scopes, true),
                                        "https://m"),
                        "machine",
                                new SecurityScheme.OAuth2(
                                        null, new OAuthFlow.ClientCredentials("https://t", null, scopes), null),
                        "device",
                                new SecurityScheme.OAuth2(
                                        null, new OAuthFlow.DeviceCode("https://d", "https://t", null, scopes), null),
                        "oidc", new SecurityScheme.OpenIdConnect(null, "https://o"),
                        "mtls", new SecurityScheme.MutualTls(null)),
                List.of(requirement),
                List.of("text/plain"),
                List.of("text/plain"),
                List.of(new AgentSkill(
                        "s",
                        "Say",
                        "says",
                        List.of("talk"),
                        List.of("hi"),
                        List.of("a/b"),
                        List.of(),
                        List.of(requirement))),
                List.of(),
                "https://example.com/icon.png");
    }
}
