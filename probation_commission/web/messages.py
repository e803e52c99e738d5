"""What a browser says to a page over its open line."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from anyio import sleep

from probation_commission.domain.doors import LARGEST_MESSAGE, MESSAGES_A_SECOND, MESSAGES_AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_TOO_BIG = 1009
_PIECE = 16 * 1024
"""Bytes that count as a message more: what reads and answers a large one takes as much longer."""


class KnownMessages:
    """The ASGI middleware that passes on what a page sends, and drops the rest unheard.

    `known` is given a message's bytes. It holds for everybody, since nobody needs the others. Who sends more
    than a page does waits, and so nobody else does; who sends what is far too large is cut off.
    """

    def __init__(self, app: ASGIApp, known: Callable[[bytes], bool]) -> None:
        self.app, self.known = app, known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The conversation without them."""
        pace = Pace()

        async def heard() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                # A page sends bytes and no text.
                frame = message.get("bytes") or b""
                if len(frame) > LARGEST_MESSAGE:
                    await send({"type": "websocket.close", "code": _TOO_BIG})
                    return {"type": "websocket.disconnect", "code": _TOO_BIG}
                # What is dropped counts too: to look at it takes time.
                if seconds := pace.wait(len(frame), monotonic()):
                    await sleep(seconds)
                if self.known(frame):
                    return message

        await self.app(scope, heard if scope["type"] == "websocket" else receive, send)


class Pace:
    """How fast one line is listened to: some messages at once, then so many a second."""

    def __init__(self) -> None:
        self._left, self._at = float(MESSAGES_AT_ONCE), 0.0

    def wait(self, size: int, now: float) -> float:
        """The seconds for which a message of that many bytes that came now is to wait."""
        left = self._left + (now - self._at) * MESSAGES_A_SECOND if self._at else self._left
        self._left, self._at = min(left, MESSAGES_AT_ONCE) - 1 - size // _PIECE, now
        return max(0.0, -self._left / MESSAGES_A_SECOND)
