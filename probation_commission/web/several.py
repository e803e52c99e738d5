"""One of several app processes behind one address: its sessions stay with it, and it ends with the front."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.requests import Request

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class KeptToProcess:
    """The ASGI middleware that gives whoever comes a cookie with this process's number.

    The front leads by it: what is sent in and fetched by plain HTTP must reach the process that holds the
    session (decision 170). It says nothing of anybody, and lasts until the browser is closed. `unless`: paths
    that any process answers, and that leave nothing in a browser.
    """

    def __init__(self, app: ASGIApp, cookie: str, number: int, unless: Collection[str] = ()) -> None:
        self.app, self.cookie, self.number, self.unless = app, cookie, str(number), frozenset(unless)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The answer as before, with the cookie where another or none was sent."""
        any_process = scope["type"] != "http" or scope["path"] in self.unless
        if any_process or Request(scope).cookies.get(self.cookie) == self.number:
            await self.app(scope, receive, send)
            return

        async def kept(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # What a proxy may keep for others has nobody's cookie.
                if "public" not in headers.get("Cache-Control", ""):
                    cookie = f"{self.cookie}={self.number}; Path=/; HttpOnly; SameSite=Lax"
                    headers.append("Set-Cookie", cookie)
            await send(message)

        await self.app(scope, receive, kept)


def end_with_the_front() -> None:
    """The end of this process once its stdin ends: with the front, however that ended."""

    def wait() -> None:
        while sys.stdin.buffer.read(1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="end-with-the-front", daemon=True).start()
