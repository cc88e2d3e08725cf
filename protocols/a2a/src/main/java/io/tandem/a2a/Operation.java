package io.tandem.a2a;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The eleven operations of A2A (specification 5.3), named alike in JSON-RPC, gRPC and our Kafka binding.
public enum Operation {
    SEND_MESSAGE("SendMessage", SendMessageRequest.class, SendMessageResponse.class),
    SEND_STREAMING_MESSAGE("SendStreamingMessage", SendMessageRequest.class, StreamResponse.class),
    GET_TASK("GetTask", GetTaskRequest.class, Task.class),
    LIST_TASKS("ListTasks", ListTasksRequest.class, ListTasksResponse.class),
    CANCEL_TASK("CancelTask", CancelTaskRequest.class, Task.class),
    SUBSCRIBE_TO_TASK("SubscribeToTask", SubscribeToTaskRequest.class, StreamResponse.class),
    CREATE_TASK_PUSH_NOTIFICATION_CONFIG(
            "CreateTaskPushNotificationConfig", TaskPushNotificationConfig.class, TaskPushNotificationConfig.class),
    GET_TASK_PUSH_NOTIFICATION_CONFIG(
            "GetTaskPushNotificationConfig",
            GetTaskPushNotificationConfigRequest.class,
            TaskPushNotificationConfig.class),
    LIST_TASK_PUSH_NOTIFICATION_CONFIGS(
            "ListTaskPushNotificationConfigs",
            ListTaskPushNotificationConfigsRequest.class,
            ListTaskPushNotificationConfigsResponse.class),
    DELETE_TASK_PUSH_NOTIFICATION_CONFIG(
            "DeleteTaskPushNotificationConfig", DeleteTaskPushNotificationConfigRequest.class, Empty.class),
    GET_EXTENDED_AGENT_CARD("GetExtendedAgentCard", GetExtendedAgentCardRequest.class, AgentCard.class);

    private static final Map<String, Operation> BY_METHOD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Operation::methodName, Function.identity()));

    private final String methodName;
    private final Class<?> requestType;
    private final Class<?> responseType;

    Operation(String methodName, Class<?> requestType, Class<?> responseType) {
        this.methodName = methodName;
        this.requestType = requestType;
        this.responseType = responseType;
    }

    /// The operation of this exact method name.
    public static Optional<Operation> of(String methodName) {
        return Optional.ofNullable(BY_METHOD.get(methodName));
    }

    /// The name on the wire, for example `SendMessage`.
    public String methodName() {
        return methodName;
    }

    /// The record of its request.
    public Class<?> requestType() {
        return requestType;
    }

    /// The type of its answer, or of each element of its stream.
    public Class<?> responseType() {
        return responseType;
    }

    /// Whether it is answered by a stream of [StreamResponse].
    public boolean streaming() {
        return this == SEND_STREAMING_MESSAGE || this == SUBSCRIBE_TO_TASK;
    }
}
