"""An unmodified a2a-sdk client against one agent: card, blocking send, streaming, get, cancel.

Usage: TANDEM_TOKEN=... check.py http://localhost:8080/a2a/agents/echo
"""

import asyncio
import os
import sys
import uuid

import httpx
from a2a.client import ClientConfig, ClientFactory
from a2a.types.a2a_pb2 import CancelTaskRequest, GetTaskRequest, Message, Part, Role, SendMessageRequest, TaskState
from google.protobuf import json_format, struct_pb2


def message(text: str, delay_ms: int = 0) -> SendMessageRequest:
    parts = [Part(text=text)]
    if delay_ms:
        parts.append(Part(data=json_format.ParseDict({"delayMs": delay_ms}, struct_pb2.Value())))
    return SendMessageRequest(
        message=Message(message_id=str(uuid.uuid4()), role=Role.ROLE_USER, parts=parts)
    )


def texts(artifacts) -> str:
    return "".join(part.text for artifact in artifacts for part in artifact.parts)


async def main(url: str, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(headers=headers, timeout=60) as http:
        for binding in ("JSONRPC", "HTTP+JSON"):
            blocking = await client(http, url, binding, streaming=False)
            streaming = await client(http, url, binding, streaming=True)

            task = None
            async for event in blocking.send_message(message("one\ntwo")):
                task = event.task
            assert task.status.state == TaskState.TASK_STATE_COMPLETED, task
            assert texts(task.artifacts) == "one\ntwo", task
            print(binding, "blocking send: ok")

            seen, states = "", []
            async for event in streaming.send_message(message("three\nfour")):
                kind = event.WhichOneof("payload")
                if kind == "artifact_update":
                    seen += texts([event.artifact_update.artifact])
                if kind == "status_update":
                    states.append(event.status_update.status.state)
                if kind == "task":
                    seen += texts(event.task.artifacts)
                    states.append(event.task.status.state)
            assert seen == "three\nfour", seen
            assert states[-1] == TaskState.TASK_STATE_COMPLETED, states
            print(binding, "streaming: ok")

            again = await blocking.get_task(GetTaskRequest(id=task.id))
            assert again.id == task.id and texts(again.artifacts) == "one\ntwo", again
            print(binding, "get: ok")

            running = None
            async for event in streaming.send_message(message("five\nsix", delay_ms=60_000)):
                if event.WhichOneof("payload") == "artifact_update":
                    running = event.artifact_update.task_id
                    break
            canceled = await blocking.cancel_task(CancelTaskRequest(id=running))
            assert canceled.status.state == TaskState.TASK_STATE_CANCELED, canceled
            print(binding, "cancel: ok")


async def client(http: httpx.AsyncClient, url: str, binding: str, streaming: bool):
    config = ClientConfig(httpx_client=http, streaming=streaming, supported_protocol_bindings=[binding])
    return await ClientFactory(config).create_from_url(url)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], os.environ["TANDEM_TOKEN"]))
