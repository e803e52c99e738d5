"""Asking an ASGI app directly, so that a test says through which address and name it was reached."""

import asyncio
from dataclasses import dataclass
from typing import Any

from starlette.responses import PlainTextResponse


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def asked(
    app: Any,
    path="/",
    *,
    headers=None,
    server=("127.0.0.1", 8501),
    client=("127.0.0.1", 50000),
    method="GET",
) -> Answer:
    """What the app answers to a GET, Host: localhost unless the headers say otherwise."""
    named = {"host": "localhost:8501"} | (headers or {})
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "server": server,
        "client": client,
        "headers": [(key.encode(), value.encode()) for key, value in named.items() if value is not None],
    }
    sent = conversation(app, scope, [{"type": "http.request", "body": b"", "more_body": False}])
    start = next(message for message in sent if message["type"] == "http.response.start")
    return Answer(
        start["status"],
        {key.decode(): value.decode() for key, value in start["headers"]},
        b"".join(message.get("body", b"") for message in sent if message["type"] == "http.response.body"),
    )


def conversation(app: Any, scope: dict[str, Any], messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Everything the app sends after receiving these messages."""
    sent: list[dict[str, Any]] = []
    waiting = list(messages)

    async def receive():
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    return sent


async def greeting(scope, receive, send):
    """An app that greets whoever gets through."""
    await PlainTextResponse("come in")(scope, receive, send)
