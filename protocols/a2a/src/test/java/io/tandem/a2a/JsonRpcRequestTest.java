package io.tandem.a2a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JsonRpcRequestTest {
    private static JsonRpcRequest parse(String json) {
        return JsonRpcRequest.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource
    void knowsEachOperation(Operation operation) {
        JsonRpcRequest read = parse("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + operation.methodName() + "\"}");

        assertThat(read.operation()).isEqualTo(operation);
        assertThat(read.id()).isEqualTo(IntNode.valueOf(1));
        assertThat(read.params().isObject()).isTrue();
    }

    @Test
    void readsWhatItWrites() {
        GetTaskRequest request = new GetTaskRequest(null, "t1", 3);

        JsonRpcRequest read = JsonRpcRequest.parse(JsonRpcRequest.write("7", Operation.GET_TASK, request));

        assertThat(read.id().textValue()).isEqualTo("7");
        assertThat(A2aJson.read(read.params(), GetTaskRequest.class)).isEqualTo(request);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                          | PARSE_ERROR      | null",
                "[]                                                         | INVALID_REQUEST  | null",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"GetTask\"}]    | INVALID_REQUEST  | null",
                "{\"id\":1,\"method\":\"GetTask\"}                          | INVALID_REQUEST  | 1",
                "{\"jsonrpc\":2.0,\"id\":1,\"method\":\"GetTask\"}          | INVALID_REQUEST  | 1",
                "{\"jsonrpc\":\"2.0\",\"method\":\"GetTask\"}               | INVALID_REQUEST  | null",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"GetTask\"}     | INVALID_REQUEST  | null",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"GetTask\"}    | INVALID_REQUEST  | null",
                "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":7}            | INVALID_REQUEST  | \"a\"",
                "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"message/send\"} | METHOD_NOT_FOUND | \"a\"",
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"GetTask\",\"params\":[]} | INVALID_PARAMS | 2"
            })
    void refusesAndKeepsTheId(String json, A2aError error, String id) {
        assertThatThrownBy(() -> parse(json)).isInstanceOfSatisfying(JsonRpcException.class, e -> {
            assertThat(e.error().error()).isEqualTo(error);
            assertThat(JsonRpcResponse.error(e.id(), e.error()).toTree().get("id"))
                    .hasToString(id);
        });
    }

    @Test
    void answersInTheRequestsId() {
        JsonRpcResponse response = JsonRpcResponse.result(IntNode.valueOf(4), new Empty());

        assertThat(new String(response.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":4,\"result\":{}}");
    }

    @Test
    void takesABadResultForAnInvalidResponse() {
        JsonRpcResponse response = JsonRpcResponse.parse("{\"result\":{}}".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> response.as(Task.class)).isInstanceOfSatisfying(A2aException.class, e -> {
            assertThat(e.error()).isEqualTo(A2aError.INVALID_AGENT_RESPONSE);
            assertThat(e.metadata()).containsEntry("field", "id");
        });
    }
}
