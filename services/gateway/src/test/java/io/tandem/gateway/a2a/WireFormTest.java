package io.tandem.gateway.a2a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.A2aJson;
import io.tandem.gateway.calls.Ask;
import io.tandem.kit.identity.Caller;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WireFormTest {
    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Incoming incoming(
            @Nullable String contentType, @Nullable String accept, @Nullable String lastEventId) {
        Caller caller = new Caller(Caller.Kind.person, "builder", Set.of(), Set.of());
        return new Incoming("echo", caller, "1.0", contentType, accept, lastEventId, new Ask.Trace(null, null));
    }

    @Nested
    class GivenJsonRpc {
        private final JsonRpcForm form = new JsonRpcForm(TextNode.valueOf("a\"b"));

        @Test
        void framesAResultWithoutTouchingItsBytes() {
            assertThat(form.result(utf8("{\"n\":1.10}")))
                    .asString()
                    .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":\"a\\\"b\",\"result\":{\"n\":1.10}}");
        }

        @Test
        void carriesErrorsWithStatus200ButForAnAgentThatIsNotThere() {
            assertThat(form.status(A2aException.taskNotFound("t"))).isEqualTo(200);
            assertThat(form.status(new A2aException(A2aError.AGENT_NOT_FOUND))).isEqualTo(404);
            assertThat(A2aJson.parse(form.error(A2aException.taskNotFound("t")))
                            .path("error")
                            .path("code")
                            .asInt())
                    .isEqualTo(-32001);
        }
    }

    @Nested
    class GivenHttpJson {
        @Test
        void carriesErrorsAsStatus() {
            HttpJsonForm form = new HttpJsonForm();
            A2aException error = A2aException.taskNotFound("t");
            assertThat(form.status(error)).isEqualTo(404);
            assertThat(A2aJson.parse(form.error(error))
                            .path("error")
                            .path("status")
                            .asText())
                    .isEqualTo("NOT_FOUND");
        }
    }

    @Nested
    class GivenHeaders {
        @Test
        void answersInTheMediaTypeOfTheRequest() {
            assertThat(incoming("application/json; charset=utf-8", "application/a2a+json", null)
                            .answerType())
                    .isEqualTo("application/json");
            assertThat(incoming("application/A2A+json", null, null).answerType())
                    .isEqualTo("application/a2a+json");
            assertThat(incoming(null, "application/a2a+json", null).answerType())
                    .isEqualTo("application/a2a+json");
        }

        @Test
        void refusesOtherBodies() {
            assertThatThrownBy(() -> incoming("text/plain", null, null).checkBody())
                    .isInstanceOfSatisfying(A2aException.class, e -> assertThat(e.error())
                            .isEqualTo(A2aError.CONTENT_TYPE_NOT_SUPPORTED));
            assertThatThrownBy(() -> incoming(null, null, null).checkBody()).isInstanceOf(A2aException.class);
        }

        @Test
        void readsLastEventId() {
            assertThat(incoming(null, null, "7").afterSeq()).isEqualTo(7L);
            assertThat(incoming(null, null, null).afterSeq()).isNull();
            assertThatThrownBy(() -> incoming(null, null, "-1").afterSeq()).isInstanceOf(A2aException.class);
            assertThatThrownBy(
                            () -> incoming(null, null, "99999999999999999999").afterSeq())
                    .isInstanceOf(A2aException.class);
        }
    }

    @Nested
    class GivenPathAndQuery {
        @Test
        void splitsTheVerbFromTheTask() {
            assertThat(TaskPath.of("t1:cancel")).isEqualTo(new TaskPath("t1", "cancel"));
            assertThat(TaskPath.of("t1")).isEqualTo(new TaskPath("t1", ""));
        }

        @Test
        void turnsParametersIntoTypedFieldsAndLeavesOthersOut() {
            MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
            query.putSingle("pageSize", "3");
            query.putSingle("includeArtifacts", "true");
            query.putSingle("A2A-Version", "1.0");
            assertThat(QueryJson.of(query, "t1"))
                    .isEqualTo(A2aJson.parse(utf8("{\"pageSize\":3,\"includeArtifacts\":true,\"id\":\"t1\"}")));
        }

        @Test
        void namesAParameterThatDoesNotFit() {
            MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
            query.putSingle("historyLength", "many");
            assertThatThrownBy(() -> QueryJson.of(query))
                    .isInstanceOfSatisfying(
                            A2aException.class, e -> assertThat(e.metadata()).containsEntry("field", "historyLength"));
        }
    }
}
