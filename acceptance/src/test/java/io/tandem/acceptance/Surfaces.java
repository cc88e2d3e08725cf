package io.tandem.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The operations that a platform offers over HTTP, each with a place for the name or id that it is about.
final class Surfaces {
    private static final String MESSAGE =
            "{\"message\":{\"messageId\":\"stranger\",\"role\":\"ROLE_USER\",\"parts\":[{\"text\":\"hi\"}]}}";

    private Surfaces() {}

    /// One request, with a place for what may be known or not.
    ///
    /// @param path holds `%s`, as does the body where it names the thing
    record Request(String method, String path, String type, String body) {
        static Request get(String path) {
            return new Request("GET", path, "application/json", "");
        }

        static Request post(String path, String body) {
            return new Request("POST", path, "application/json", body);
        }

        Api.Answer about(Api caller, String thing) {
            return caller.send(method, path.replace("%s", thing), type, body.replace("%s", thing));
        }

        @Override
        public String toString() {
            return method + " " + path + " " + (body.length() > 60 ? body.substring(0, 60) : body);
        }
    }

    private static Request rpc(String method, String params) {
        return Request.post(
                "/a2a/agents/%s",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}");
    }

    /// What can be asked of an agent over A2A.
    static List<Request> agents() {
        String base = "/a2a/agents/%s";
        String task = UUID.randomUUID().toString();
        List<Request> requests = new ArrayList<>(List.of(
                Request.get(base + "/.well-known/agent-card.json"),
                Request.get(base + "/extendedAgentCard"),
                Request.post(base + "/message:send", MESSAGE),
                Request.post(base + "/message:stream", MESSAGE),
                Request.get(base + "/tasks"),
                Request.get(base + "/tasks/" + task),
                Request.get(base + "/tasks/" + task + ":subscribe"),
                Request.post(base + "/tasks/" + task + ":subscribe", "{}"),
                Request.post(base + "/tasks/" + task + ":cancel", "{}"),
                Request.get(base + "/tasks/" + task + "/pushNotificationConfigs"),
                rpc("SendMessage", MESSAGE),
                rpc("SendStreamingMessage", MESSAGE),
                rpc("ListTasks", "{}"),
                rpc("GetExtendedAgentCard", "{}")));
        for (String method : List.of("GetTask", "CancelTask", "SubscribeToTask")) {
            requests.add(rpc(method, "{\"id\":\"" + task + "\"}"));
        }
        requests.add(rpc("ListTaskPushNotificationConfigs", "{\"taskId\":\"" + task + "\"}"));
        return requests;
    }

    /// What can be asked about an agent of the registry and of governance.
    static List<Request> registry() {
        String base = "/api/v1/agents/%s";
        String definition = Agents.definition("%s", "", "");
        return List.of(
                Request.get(base),
                Request.get(base + "/draft"),
                new Request("PUT", base + "/draft", "application/yaml", definition),
                Request.post(base + "/draft/trial", ""),
                Request.get(base + "/versions"),
                Request.get(base + "/versions/1"),
                Request.get(base + "/versions/1/definition"),
                Request.post(base + "/versions", ""),
                Request.post(base + "/versions/1/transitions", "{\"to\":\"SUSPENDED\",\"reason\":\"envy\"}"),
                Request.get(base + "/grants"),
                Request.post(base + "/grants", "{\"right\":\"call\",\"to\":\"person:builder2\"}"),
                new Request("DELETE", base + "/grants?right=call&to=team:finance", "application/json", ""),
                new Request("PUT", base + "/visibility", "application/json", "{\"visibility\":\"everyone\"}"),
                Request.post(
                        base + "/transfer", "{\"team\":\"finance\",\"owner\":\"builder2\",\"deputy\":\"approver2\"}"),
                Request.post("/api/v1/evaluations", "{\"agent\":\"%s\",\"version\":\"1\"}"));
    }

    /// What can be asked about tasks, approvals and everything that is no agent's.
    static List<Request> platform() {
        return List.of(
                Request.get("/api/v1/agents"),
                Request.get("/api/v1/tasks"),
                Request.get("/api/v1/tasks/%s"),
                Request.get("/api/v1/tasks/%s/steps"),
                Request.get("/api/v1/approvals"),
                Request.get("/api/v1/approvals/%s"),
                Request.post("/api/v1/approvals/%s", "{\"decision\":\"approve\",\"reason\":\"why not\"}"),
                Request.get("/api/v1/connectors"),
                Request.post("/api/v1/connectors", "{\"name\":\"mine\"}"),
                Request.get("/v1/models"),
                Request.get("/api/v1/halts"),
                Request.post("/api/v1/halts", "{\"scope\":\"all\",\"target\":\"\",\"reason\":\"envy\"}"),
                Request.get("/api/v1/policies/%s"),
                Request.get("/api/v1/models"),
                Request.get("/api/v1/evaluations"),
                Request.get("/api/v1/audit/records"),
                Request.get("/api/v1/inventory"),
                Request.post("/v1/chat/completions", "{\"model\":\"fast\",\"messages\":[]}"));
    }

    /// What only Tandem's own services may ask.
    static List<Request> internal() {
        return List.of(
                Request.post("/internal/hub/decide", "{}"),
                Request.post("/internal/hub/call", "{}"),
                Request.post("/internal/registry/keys", "{}"));
    }
}
