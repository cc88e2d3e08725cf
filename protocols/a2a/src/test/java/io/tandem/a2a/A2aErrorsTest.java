package io.tandem.a2a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class A2aErrorsTest {
    private static JsonNode json(String text) {
        return A2aJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Nested
    class GivenTheTable {
        @ParameterizedTest
        @CsvSource({
            "TASK_NOT_FOUND,-32001,404,NOT_FOUND",
            "TASK_NOT_CANCELABLE,-32002,400,FAILED_PRECONDITION",
            "PUSH_NOTIFICATION_NOT_SUPPORTED,-32003,400,FAILED_PRECONDITION",
            "UNSUPPORTED_OPERATION,-32004,400,FAILED_PRECONDITION",
            "CONTENT_TYPE_NOT_SUPPORTED,-32005,400,INVALID_ARGUMENT",
            "INVALID_AGENT_RESPONSE,-32006,500,INTERNAL",
            "EXTENDED_AGENT_CARD_NOT_CONFIGURED,-32007,400,FAILED_PRECONDITION",
            "EXTENSION_SUPPORT_REQUIRED,-32008,400,FAILED_PRECONDITION",
            "VERSION_NOT_SUPPORTED,-32009,400,FAILED_PRECONDITION",
            "PARSE_ERROR,-32700,400,INVALID_ARGUMENT",
            "INVALID_REQUEST,-32600,400,INVALID_ARGUMENT",
            "METHOD_NOT_FOUND,-32601,404,UNIMPLEMENTED",
            "INVALID_PARAMS,-32602,400,INVALID_ARGUMENT",
            "INTERNAL_ERROR,-32603,500,INTERNAL"
        })
        void hasTheSpecificationsValues(A2aError error, int code, int http, String grpc) {
            assertThat(error.code()).isEqualTo(code);
            assertThat(error.httpStatus()).isEqualTo(http);
            assertThat(error.grpcStatus()).isEqualTo(grpc);
            assertThat(error.domain()).isEqualTo("a2a-protocol.org");
        }

        @Test
        void hasEachCodeOnce() {
            assertThat(Arrays.stream(A2aError.values()).map(A2aError::code)).doesNotHaveDuplicates();
        }

        @ParameterizedTest
        @EnumSource
        void comesBackFromBothForms(A2aError error) {
            A2aException sent = new A2aException(error, "because", Map.of("taskId", "t1"));

            A2aException rpc = A2aErrors.fromJsonRpc(A2aErrors.toJsonRpc(sent));
            A2aException http = A2aErrors.fromHttpBody(error.httpStatus(), A2aErrors.toHttpBody(sent));

            for (A2aException back : List.of(rpc, http)) {
                assertThat(back.error()).isEqualTo(error);
                assertThat(back.message()).isEqualTo("because");
                assertThat(back.metadata()).isEqualTo(sent.metadata());
            }
        }
    }

    @Test
    void writesTheJsonRpcForm() {
        assertThat(A2aErrors.toJsonRpc(A2aException.taskNotFound("t1"))).isEqualTo(json("""
                {"code":-32001,"message":"Task not found","data":[{
                "@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"TASK_NOT_FOUND",
                "domain":"a2a-protocol.org","metadata":{"taskId":"t1"}}]}"""));
    }

    @Test
    void writesTheHttpForm() {
        assertThat(A2aErrors.toHttpBody(new A2aException(A2aError.UNAUTHENTICATED)))
                .isEqualTo(json("""
                {"error":{"code":401,"status":"UNAUTHENTICATED","message":"Authentication is required","details":[{
                "@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"UNAUTHENTICATED","domain":"tandem"}]}}"""));
    }

    @Test
    void addsABadRequestForAField() {
        JsonNode data = A2aErrors.toJsonRpc(A2aException.invalid("message.parts", "is required"))
                .get("data");

        assertThat(data.get(1)).isEqualTo(json("""
                {"@type":"type.googleapis.com/google.rpc.BadRequest",
                "fieldViolations":[{"field":"message.parts","description":"is required"}]}"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"code\":\"x\",\"data\":7}", "{\"code\":-1,\"data\":[1,{\"@type\":2}]}"})
    void takesForeignErrorsForInvalidResponses(String error) {
        assertThat(A2aErrors.fromJsonRpc(json(error)).error()).isEqualTo(A2aError.INVALID_AGENT_RESPONSE);
    }

    @ParameterizedTest
    @CsvSource({
        "401,UNAUTHENTICATED",
        "403,PERMISSION_DENIED",
        "429,RESOURCE_EXHAUSTED",
        "503,UNAVAILABLE",
        "504,DEADLINE_EXCEEDED",
        "500,INTERNAL_ERROR",
        "302,INVALID_AGENT_RESPONSE"
    })
    void fallsBackToTheHttpStatus(int status, A2aError error) {
        assertThat(A2aErrors.fromHttpBody(status, json("{}")).error()).isEqualTo(error);
    }

    @Nested
    class GivenAVersion {
        @ParameterizedTest
        @ValueSource(strings = {"1.0", " 1.0 ", "1.0.1"})
        void acceptsOurs(String version) {
            A2aVersion.check(version);

            assertThat(version).contains(A2aVersion.CURRENT);
        }

        @ParameterizedTest
        @NullSource
        @ValueSource(strings = {"", " ", "0.3", "1", "1.1", "2.0", "1.0x", "10.0"})
        void refusesEveryOther(String version) {
            assertThatThrownBy(() -> A2aVersion.check(version))
                    .isInstanceOfSatisfying(
                            A2aException.class, e -> assertThat(e.error()).isEqualTo(A2aError.VERSION_NOT_SUPPORTED));
        }

        @Test
        void readsExtensions() {
            assertThat(A2aVersion.extensions(" urn:a, ,urn:b,urn:a")).containsExactly("urn:a", "urn:b");
            assertThat(A2aVersion.extensions(null)).isEmpty();
        }

        @Test
        void demandsRequiredExtensions() {
            AgentCapabilities capabilities = Samples.card().capabilities();

            A2aVersion.checkExtensions(capabilities, List.of("urn:x"));
            assertThatThrownBy(() -> A2aVersion.checkExtensions(capabilities, List.of()))
                    .isInstanceOfSatisfying(
                            A2aException.class, e -> assertThat(e.metadata()).containsEntry("extension", "urn:x"));
        }
    }
}
