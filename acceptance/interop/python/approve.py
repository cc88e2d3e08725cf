"""An unmodified a2a-sdk client of somebody who approves what an agent asks for on behalf of somebody else.

Usage: TANDEM_TOKEN=... TANDEM_APPROVER_TOKEN=... approve.py http://localhost:8080/a2a/agents/cashier

The first token is of who asks, the second of who decides. The extension: docs/reference/approval-extension.md.
"""

import asyncio
import os
import sys
import uuid

import httpx
from a2a.client import ClientConfig, ClientFactory
from a2a.types.a2a_pb2 import GetTaskRequest, Message, Part, Role, SendMessageRequest, TaskState
from google.protobuf import json_format

EXTENSION = "https://tandem.io/a2a/ext/approval/v1"


def message(text: str, task: str = "", decision: dict | None = None) -> SendMessageRequest:
    request = SendMessageRequest(
        message=Message(message_id=str(uuid.uuid4()), task_id=task, role=Role.ROLE_USER, parts=[Part(text=text)])
    )
    if decision:
        json_format.ParseDict({EXTENSION: decision}, request.message.metadata)
        request.message.extensions.append(EXTENSION)
    return request


def client(token: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(headers={"Authorization": f"Bearer {token}"}, timeout=60)


async def connect(http: httpx.AsyncClient, url: str, binding: str = "JSONRPC", streaming: bool = False):
    config = ClientConfig(httpx_client=http, streaming=streaming, supported_protocol_bindings=[binding])
    return await ClientFactory(config).create_from_url(url)


async def last(events):
    found = None
    async for event in events:
        found = event
    return found


async def ended(asker, task: str):
    for _ in range(120):
        now = await asker.get_task(GetTaskRequest(id=task))
        if now.status.state not in (TaskState.TASK_STATE_AUTH_REQUIRED, TaskState.TASK_STATE_WORKING):
            return now
        await asyncio.sleep(0.25)
    raise AssertionError("the task does not go on")


async def waiting(asker) -> tuple[str, dict]:
    task = (await last(asker.send_message(message("pay")))).task
    assert task.status.state == TaskState.TASK_STATE_AUTH_REQUIRED, task
    assert EXTENSION in task.status.message.extensions, task
    return task.id, json_format.MessageToDict(task.status.message.metadata)[EXTENSION]


async def refused(call) -> str:
    try:
        await call
    except Exception as e:  # the SDK's own error types differ by binding
        return str(e)
    raise AssertionError("it was not refused")


async def main(url: str) -> None:
    async with client(os.environ["TANDEM_TOKEN"]) as first, client(os.environ["TANDEM_APPROVER_TOKEN"]) as second:
        card = (await first.get(url + "/.well-known/agent-card.json")).json()
        declared = [extension for extension in card["capabilities"]["extensions"] if extension["uri"] == EXTENSION]
        assert declared and not declared[0].get("required", False), card
        print("card declares the extension: ok")

        asker = await connect(first, url)
        approver = await connect(second, url)

        task, notice = await waiting(asker)
        assert notice["tool"] == "outside/record" and notice["arguments"]["amount"] == "5", notice
        assert notice["team"] == "sales" and notice["dueAt"] and notice["expiresAt"], notice
        print("waiting task shows the exact call: ok")

        yes = {"approvalId": notice["approvalId"], "hash": notice["hash"], "decision": "approve", "reason": "due"}
        await refused(last(asker.send_message(message("mine", task, yes))))
        await refused(last(approver.send_message(message("other", task, {**yes, "hash": "0" * 64}))))
        await refused(last(approver.send_message(message("elsewhere", str(uuid.uuid4()), yes))))
        still = await asker.get_task(GetTaskRequest(id=task))
        assert still.status.state == TaskState.TASK_STATE_AUTH_REQUIRED, still
        print("who asked, another hash, another task are refused: ok")

        told = (await last(approver.send_message(message("yes", task, yes)))).message
        assert json_format.MessageToDict(told.metadata)[EXTENSION]["status"] == "granted", told
        done = await ended(asker, task)
        assert done.status.state == TaskState.TASK_STATE_COMPLETED, done
        await refused(last(approver.send_message(message("again", task, yes))))
        print("approve, once: ok")

        task, notice = await waiting(asker)
        no = {"approvalId": notice["approvalId"], "hash": notice["hash"], "decision": "reject", "reason": "not due"}
        streaming = await connect(second, url, "HTTP+JSON", streaming=True)
        told = (await last(streaming.send_message(message("no", task, no)))).message
        assert json_format.MessageToDict(told.metadata)[EXTENSION]["status"] == "rejected", told
        done = await ended(asker, task)
        assert "not due" in str(done.artifacts), done
        print("reject with a reason, streaming over HTTP+JSON: ok")

        task, notice = await waiting(asker)
        less = {
            "approvalId": notice["approvalId"],
            "hash": notice["hash"],
            "decision": "edit",
            "reason": "less",
            "arguments": {**notice["arguments"], "amount": "4.5"},
        }
        await last(approver.send_message(message("less", task, less)))
        done = await ended(asker, task)
        assert "4.5" in str(done.artifacts), done
        print("edit: ok")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
