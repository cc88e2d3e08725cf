// An unmodified @a2a-js/sdk client against one agent: card, blocking send, streaming, get, cancel.
//
// Usage: TANDEM_TOKEN=... node check.js http://localhost:8080/a2a/agents/echo/
// (with the slash at the end: this SDK resolves the card against it)
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { Role, TaskState } from "@a2a-js/sdk";
import {
  ClientFactory,
  ClientFactoryOptions,
  DefaultAgentCardResolver,
  JsonRpcTransportFactory,
  RestTransportFactory,
  createAuthenticatingFetchWithRetry,
} from "@a2a-js/sdk/client";

const [url] = process.argv.slice(2);
const authorization = `Bearer ${process.env.TANDEM_TOKEN}`;
const fetchImpl = createAuthenticatingFetchWithRetry(fetch, {
  headers: async () => ({ Authorization: authorization }),
  shouldRetryWithHeaders: async () => undefined,
});

const message = (text, delayMs) => ({
  tenant: "",
  message: {
    messageId: randomUUID(),
    contextId: "",
    taskId: "",
    role: Role.ROLE_USER,
    parts: [part("text", text), ...(delayMs ? [part("data", { delayMs })] : [])],
    metadata: undefined,
    extensions: [],
    referenceTaskIds: [],
  },
  configuration: undefined,
  metadata: undefined,
});
const part = ($case, value) => ({ content: { $case, value }, metadata: undefined, filename: "", mediaType: "" });
const text = (artifacts) => artifacts.flatMap((a) => a.parts).map((p) => (p.content.$case === "text" ? p.content.value : "")).join("");

for (const [binding, transport] of [
  ["JSONRPC", new JsonRpcTransportFactory({ fetchImpl })],
  ["HTTP+JSON", new RestTransportFactory({ fetchImpl })],
]) {
  const client = await new ClientFactory({
    ...ClientFactoryOptions.default,
    transports: [transport],
    preferredTransports: [binding],
    cardResolver: new DefaultAgentCardResolver({ fetchImpl }),
  }).createFromUrl(url);

  const sent = await client.sendMessage(message("one\ntwo"));
  const task = sent.payload?.$case === "task" ? sent.payload.value : sent;
  assert.equal(task.status.state, TaskState.TASK_STATE_COMPLETED);
  assert.equal(text(task.artifacts), "one\ntwo");
  console.log(binding, "blocking send: ok");

  let seen = "";
  let last;
  for await (const event of client.sendMessageStream(message("three\nfour"))) {
    const { $case, value } = event.payload;
    if ($case === "artifactUpdate") seen += text([value.artifact]);
    if ($case === "statusUpdate") last = value.status.state;
    if ($case === "task") {
      seen += text(value.artifacts);
      last = value.status.state;
    }
  }
  assert.equal(seen, "three\nfour");
  assert.equal(last, TaskState.TASK_STATE_COMPLETED);
  console.log(binding, "streaming: ok");

  const again = await client.getTask({ tenant: "", id: task.id, historyLength: undefined });
  assert.equal(again.id, task.id);
  assert.equal(text(again.artifacts), "one\ntwo");
  console.log(binding, "get: ok");

  let running;
  for await (const event of client.sendMessageStream(message("five\nsix", 60_000))) {
    if (event.payload.$case === "artifactUpdate") {
      running = event.payload.value.taskId;
      break;
    }
  }
  const canceled = await client.cancelTask({ tenant: "", id: running, metadata: undefined });
  assert.equal(canceled.status.state, TaskState.TASK_STATE_CANCELED);
  console.log(binding, "cancel: ok");
}
