package io.tandem.a2a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class A2aJsonTest {

    private static byte[] utf8(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static String written(Object value) {
        return new String(A2aJson.write(value), StandardCharsets.UTF_8);
    }

    @Nested
    class GivenEveryShape {
        private static final String MESSAGE = """
                {"messageId":"m1","contextId":"c1","taskId":"t1","role":"ROLE_USER","parts":[\
                {"text":"hi","filename":"a.md","mediaType":"text/markdown","metadata":{"k":1}},\
                {"raw":"+/8=","filename":"a.bin"},\
                {"url":"https://example.com/x","mediaType":"image/png"},\
                {"data":null}],"metadata":{"k":1},"extensions":["urn:x"],"referenceTaskIds":["t0"]}""";
        private static final String STATUS = """
                {"state":"TASK_STATE_INPUT_REQUIRED","message":\
                {"messageId":"m2","role":"ROLE_AGENT","parts":[{"text":"which?"}]},\
                "timestamp":"2026-01-31T12:00:00.120Z"}""";
        private static final String ARTIFACT = """
                {"artifactId":"a1","name":"name","description":"about","parts":[{"text":"x"}],\
                "metadata":{"k":1},"extensions":["urn:x"]}""";
        private static final String TASK = "{\"id\":\"t1\",\"contextId\":\"c1\",\"status\":" + STATUS
                + ",\"artifacts\":[" + ARTIFACT + "],\"history\":[" + MESSAGE + "],\"metadata\":{\"k\":1}}";
        private static final String PUSH = """
                {"tenant":"ten","id":"p1","taskId":"t1","url":"https://example.com/hook","token":"tok",\
                "authentication":{"scheme":"Bearer","credentials":"secret"}}""";
        private static final String CARD = """
                {"name":"Echo","description":"","supportedInterfaces":[{"url":"https://example.com/a2a",\
                "protocolBinding":"JSONRPC","tenant":"ten","protocolVersion":"1.0"}],\
                "provider":{"url":"https://example.com","organization":"Example"},"version":"1.2.3",\
                "documentationUrl":"","capabilities":{"streaming":true,"pushNotifications":false,"extensions":[\
                {"uri":"urn:x","description":"about","required":true,"params":{"k":1}}]},"securitySchemes":{\
                "code":{"oauth2SecurityScheme":{"flows":{"authorizationCode":{"authorizationUrl":"https://a",\
                "tokenUrl":"https://t","scopes":{"read":"see"},"pkceRequired":true}},"oauth2MetadataUrl":"https://m"}},\
                "device":{"oauth2SecurityScheme":{"flows":{"deviceCode":{"deviceAuthorizationUrl":"https://d",\
                "tokenUrl":"https://t","scopes":{"read":"see"}}}}},\
                "http":{"httpAuthSecurityScheme":{"scheme":"Bearer","bearerFormat":"JWT"}},\
                "key":{"apiKeySecurityScheme":{"description":"d","location":"header","name":"X-Key"}},\
                "machine":{"oauth2SecurityScheme":{"flows":{"clientCredentials":{"tokenUrl":"https://t",\
                "scopes":{"read":"see"}}}}},\
                "mtls":{"mtlsSecurityScheme":{}},\
                "oidc":{"openIdConnectSecurityScheme":{"openIdConnectUrl":"https://o"}}},\
                "securityRequirements":[{"schemes":{"oidc":{"list":["read"]}}}],\
                "defaultInputModes":["text/plain"],"defaultOutputModes":["text/plain"],"skills":[{"id":"s","name":"Say",\
                "description":"says","tags":["talk"],"examples":["hi"],"inputModes":["a/b"],\
                "securityRequirements":[{"schemes":{"oidc":{"list":["read"]}}}]}],\
                "iconUrl":"https://example.com/icon.png"}""";

        static Stream<Arguments> shapes() {
            TaskStatusUpdateEvent update = new TaskStatusUpdateEvent("t1", "c1", Samples.status(), Samples.metadata());
            TaskArtifactUpdateEvent chunk =
                    new TaskArtifactUpdateEvent("t1", "c1", Samples.artifact(), true, true, null);
            return Stream.of(
                    Arguments.of(Message.class, Samples.message(), MESSAGE),
                    Arguments.of(Task.class, Samples.task(), TASK),
                    Arguments.of(AgentCard.class, Samples.card(), CARD),
                    Arguments.of(TaskPushNotificationConfig.class, Samples.push(), PUSH),
                    Arguments.of(
                            StreamResponse.class, new StreamResponse.OfTask(Samples.task()), "{\"task\":" + TASK + "}"),
                    Arguments.of(
                            StreamResponse.class,
                            new StreamResponse.OfMessage(Samples.message()),
                            "{\"message\":" + MESSAGE + "}"),
                    Arguments.of(
                            StreamResponse.class,
                            new StreamResponse.OfStatus(update),
                            "{\"statusUpdate\":{\"taskId\":\"t1\",\"contextId\":\"c1\",\"status\":" + STATUS
                                    + ",\"metadata\":{\"k\":1}}}"),
                    Arguments.of(
                            StreamResponse.class,
                            new StreamResponse.OfArtifact(chunk),
                            "{\"artifactUpdate\":{\"taskId\":\"t1\",\"contextId\":\"c1\",\"artifact\":" + ARTIFACT
                                    + ",\"append\":true,\"lastChunk\":true}}"),
                    Arguments.of(
                            SendMessageResponse.class,
                            new SendMessageResponse.OfTask(Samples.task()),
                            "{\"task\":" + TASK + "}"),
                    Arguments.of(
                            SendMessageRequest.class,
                            new SendMessageRequest(
                                    "ten",
                                    Samples.message(),
                                    new SendMessageConfiguration(List.of("a/b"), Samples.push(), 0, true),
                                    null),
                            "{\"tenant\":\"ten\",\"message\":" + MESSAGE
                                    + ",\"configuration\":{\"acceptedOutputModes\":[\"a/b\"],"
                                    + "\"taskPushNotificationConfig\":" + PUSH
                                    + ",\"historyLength\":0,\"returnImmediately\":true}}"),
                    Arguments.of(
                            ListTasksRequest.class,
                            new ListTasksRequest("ten", "c", TaskState.WORKING, 10, "p", 0, Samples.NOON, false),
                            "{\"tenant\":\"ten\",\"contextId\":\"c\",\"status\":\"TASK_STATE_WORKING\",\"pageSize\":10,"
                                    + "\"pageToken\":\"p\",\"historyLength\":0,"
                                    + "\"statusTimestampAfter\":\"2026-01-31T12:00:00.120Z\","
                                    + "\"includeArtifacts\":false}"),
                    Arguments.of(
                            ListTasksResponse.class,
                            new ListTasksResponse(List.of(), "", 50, 0),
                            "{\"tasks\":[],\"nextPageToken\":\"\",\"pageSize\":50,\"totalSize\":0}"),
                    Arguments.of(GetTaskRequest.class, new GetTaskRequest(null, "t", null), "{\"id\":\"t\"}"),
                    Arguments.of(
                            CancelTaskRequest.class,
                            new CancelTaskRequest(null, "t", Samples.metadata()),
                            "{\"id\":\"t\",\"metadata\":{\"k\":1}}"),
                    Arguments.of(
                            ListTaskPushNotificationConfigsResponse.class,
                            new ListTaskPushNotificationConfigsResponse(List.of(Samples.push()), ""),
                            "{\"configs\":[" + PUSH + "],\"nextPageToken\":\"\"}"),
                    Arguments.of(
                            AgentCardSignature.class,
                            new AgentCardSignature("e30", "c2ln", null),
                            "{\"protected\":\"e30\",\"signature\":\"c2ln\"}"),
                    Arguments.of(Empty.class, new Empty(), "{}"));
        }

        @ParameterizedTest
        @MethodSource("shapes")
        void writesTheGoldenJson(Class<?> type, Object value, String json) {
            assertThat(written(value)).isEqualTo(json);
        }

        @ParameterizedTest
        @MethodSource("shapes")
        void readsItBack(Class<?> type, Object value, String json) {
            assertThat(A2aJson.read(utf8(json), type)).isEqualTo(value);
        }
    }

    @Nested
    class GivenWhatProtoJsonAllows {
        @Test
        void readsSnakeCaseAndIgnoresTheUnknown() {
            Message read = A2aJson.read(
                    utf8(
                            "{\"message_id\":\"m\",\"role\":1,\"parts\":[{\"text\":\"\",\"media_type\":\"a/b\"}],\"x\":[1]}"),
                    Message.class);

            assertThat(read.messageId()).isEqualTo("m");
            assertThat(read.role()).isEqualTo(Role.USER);
            assertThat(read.parts()).containsExactly(new Part.Text("", null, "a/b", null));
        }

        @Test
        void takesEmptyAndNullForAbsent() {
            Message read = A2aJson.read(
                    utf8("{\"messageId\":\"m\",\"contextId\":\"\",\"taskId\":null,\"role\":\"ROLE_USER\","
                            + "\"parts\":[{\"text\":\"a\",\"url\":null}],\"extensions\":null}"),
                    Message.class);

            assertThat(read).isEqualTo(Message.user("m", "a"));
        }

        @ParameterizedTest
        @CsvSource({"5,5", "'\"7\"',7", "1.0,1"})
        void readsIntegersInTheirForms(String json, int expected) {
            GetTaskRequest read =
                    A2aJson.read(utf8("{\"id\":\"t\",\"historyLength\":" + json + "}"), GetTaskRequest.class);

            assertThat(read.historyLength()).isEqualTo(expected);
        }

        @Test
        void readsOffsetsAndWritesUtcMilliseconds() {
            TaskStatus read = A2aJson.read(
                    utf8("{\"state\":\"TASK_STATE_WORKING\",\"timestamp\":\"2026-01-31T13:00:00.1209+01:00\"}"),
                    TaskStatus.class);

            assertThat(read.timestamp()).isEqualTo(Samples.NOON);
            assertThat(written(read)).contains("\"2026-01-31T12:00:00.120Z\"");
        }

        @Test
        void readsUrlSafeBase64WithoutPadding() {
            Part read = A2aJson.read(utf8("{\"raw\":\"-_8\"}"), Part.class);

            assertThat(read).isEqualTo(new Part.Raw(new byte[] {(byte) 0xfb, (byte) 0xff}, null, null, null));
        }
    }

    @Nested
    class GivenHostileInput {
        static Stream<Arguments> invalid() {
            String ok = "\"messageId\":\"m\",\"role\":\"ROLE_USER\"";
            return Stream.of(
                    Arguments.of("[]", ""),
                    Arguments.of("{}", "message"),
                    Arguments.of("{\"message\":[]}", "message"),
                    Arguments.of("{\"message\":null}", "message"),
                    Arguments.of("{\"message\":{}}", "message.messageId"),
                    Arguments.of("{\"message\":{\"messageId\":\"\"}}", "message.messageId"),
                    Arguments.of("{\"message\":{\"messageId\":7}}", "message.messageId"),
                    Arguments.of("{\"message\":{\"messageId\":\"m\",\"message_id\":\"n\"}}", "message.messageId"),
                    Arguments.of("{\"message\":{\"messageId\":\"m\"}}", "message.role"),
                    Arguments.of("{\"message\":{\"messageId\":\"m\",\"role\":\"user\"}}", "message.role"),
                    Arguments.of("{\"message\":{\"messageId\":\"m\",\"role\":9}}", "message.role"),
                    Arguments.of("{\"message\":{\"messageId\":\"m\",\"role\":\"ROLE_UNSPECIFIED\"}}", "message.role"),
                    Arguments.of("{\"message\":{" + ok + "}}", "message.parts"),
                    Arguments.of("{\"message\":{" + ok + ",\"parts\":[]}}", "message.parts"),
                    Arguments.of("{\"message\":{" + ok + ",\"parts\":{}}}", "message.parts"),
                    Arguments.of("{\"message\":{" + ok + ",\"parts\":[null]}}", "message.parts[0]"),
                    Arguments.of("{\"message\":{" + ok + ",\"parts\":[{}]}}", "message.parts[0]"),
                    Arguments.of("{\"message\":{" + ok + ",\"parts\":[{\"text\":null}]}}", "message.parts[0]"),
                    Arguments.of(
                            "{\"message\":{" + ok + ",\"parts\":[{\"text\":\"a\"},{\"text\":\"a\",\"url\":\"b\"}]}}",
                            "message.parts[1]"),
                    Arguments.of("{\"message\":{" + ok + ",\"parts\":[{\"raw\":\"%\"}]}}", "message.parts[0].raw"),
                    Arguments.of("{\"message\":{" + ok + ",\"parts\":[{\"text\":{}}]}}", "message.parts[0].text"),
                    Arguments.of(
                            "{\"message\":{" + ok + ",\"parts\":[{\"text\":\"a\"}],\"metadata\":[]}}",
                            "message.metadata"),
                    Arguments.of(
                            "{\"message\":{" + ok + ",\"parts\":[{\"text\":\"a\"}],\"extensions\":[1]}}",
                            "message.extensions[0]"),
                    Arguments.of(
                            "{\"message\":{" + ok
                                    + ",\"parts\":[{\"text\":\"a\"}]},\"configuration\":{\"historyLength\":-1}}",
                            "configuration"),
                    Arguments.of(
                            "{\"message\":{" + ok
                                    + ",\"parts\":[{\"text\":\"a\"}]},\"configuration\":{\"historyLength\":1.5}}",
                            "configuration.historyLength"),
                    Arguments.of(
                            "{\"message\":{" + ok
                                    + ",\"parts\":[{\"text\":\"a\"}]},\"configuration\":{\"historyLength\":4294967296}}",
                            "configuration.historyLength"),
                    Arguments.of(
                            "{\"message\":{" + ok
                                    + ",\"parts\":[{\"text\":\"a\"}]},\"configuration\":{\"returnImmediately\":\"true\"}}",
                            "configuration.returnImmediately"));
        }

        @ParameterizedTest
        @MethodSource("invalid")
        void namesTheFieldAtFault(String json, String path) {
            assertThatThrownBy(() -> A2aJson.read(utf8(json), SendMessageRequest.class))
                    .isInstanceOfSatisfying(A2aException.class, e -> {
                        assertThat(e.error()).isEqualTo(A2aError.INVALID_PARAMS);
                        assertThat(e.metadata()).containsEntry("field", path);
                    });
        }

        @ParameterizedTest
        @CsvSource({"yesterday", "2026-13-01T00:00:00Z", "2026-01-31T12:00:00", "+99999-01-01T00:00:00Z", "''"})
        void refusesBadTimestamps(String timestamp) {
            String json = "{\"state\":\"TASK_STATE_WORKING\",\"timestamp\":\"" + timestamp + "\"}";

            assertThatThrownBy(() -> A2aJson.read(utf8(json), TaskStatus.class))
                    .isInstanceOfSatisfying(
                            A2aException.class, e -> assertThat(e.metadata()).containsEntry("field", "timestamp"));
        }

        @ParameterizedTest
        @CsvSource({"0", "101", "-5"})
        void refusesPageSizesOutOfRange(int size) {
            assertThatThrownBy(() -> A2aJson.read(utf8("{\"pageSize\":" + size + "}"), ListTasksRequest.class))
                    .isInstanceOf(A2aException.class)
                    .hasMessageContaining("pageSize");
        }

        static Stream<String> noJson() {
            return Stream.of(
                    "",
                    "  ",
                    "{",
                    "{} {}",
                    "{\"a\":1,\"a\":2}",
                    "{'a':1}",
                    "NaN",
                    "{\"a\":\"\\u0000\"}",
                    "{\"a\":\"\\ud800\"}",
                    "{\"\\u0000\":1}",
                    "[".repeat(5000) + "]".repeat(5000),
                    "{\"a\":" + "9".repeat(10_000) + "}");
        }

        @ParameterizedTest
        @MethodSource("noJson")
        void refusesWhatIsNoJsonWithinLimits(String json) {
            assertThatThrownBy(() -> A2aJson.parse(utf8(json)))
                    .isInstanceOfSatisfying(
                            A2aException.class, e -> assertThat(e.error()).isEqualTo(A2aError.PARSE_ERROR));
        }

        @Test
        void refusesBadUtf8AndTooMuch() {
            byte[] bad = {'"', (byte) 0xc3, '"'};

            assertThatThrownBy(() -> A2aJson.parse(bad)).isInstanceOf(A2aException.class);
            assertThatThrownBy(() -> A2aJson.parse(new byte[A2aJson.MAX_BYTES + 1]))
                    .isInstanceOf(A2aException.class)
                    .hasMessageContaining("larger");
        }

        @Test
        void neverShowsSecretsInText() {
            assertThat(Samples.push().toString()).doesNotContain("secret").doesNotContain("tok=");
        }
    }

    @Test
    void keepsTheRawBytesOfALargePart() {
        byte[] large = new byte[1_000_000];
        large[999_999] = 7;
        Part part = new Part.Raw(large, null, null, null);

        Part read = A2aJson.read(A2aJson.write(part), Part.class);

        assertThat(read).isEqualTo(part);
        assertThat(A2aJson.toTree(part).get("raw").textValue())
                .isEqualTo(Base64.getEncoder().encodeToString(large));
    }

    @Test
    void givesTreesThatTheCallerOwns() {
        Message message = Samples.message();

        A2aJson.toTree(message).withObject("/metadata").put("k", 2);

        assertThat(message.metadata())
                .isEqualTo(JsonNodeFactory.instance.objectNode().put("k", 1));
    }

    @Test
    void knowsTerminalAndInterruptedStates() {
        assertThat(Stream.of(TaskState.values()).filter(TaskState::isTerminal))
                .containsExactly(TaskState.COMPLETED, TaskState.FAILED, TaskState.CANCELED, TaskState.REJECTED);
        assertThat(Stream.of(TaskState.values()).filter(TaskState::isInterrupted))
                .containsExactly(TaskState.INPUT_REQUIRED, TaskState.AUTH_REQUIRED);
    }
}
