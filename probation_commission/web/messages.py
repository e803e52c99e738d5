"""What a browser says to a page over its open line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class KnownMessages:
    """The ASGI middleware that passes on what a page sends, and drops the rest unheard.

    `known` is given a message's bytes. It holds for everybody, since nobody needs the others.
    """

    def __init__(self, app: ASGIApp, known: Callable[[bytes], bool]) -> None:
        self.app, self.known = app, known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The conversation without them."""

        async def heard() -> Message:
            while True:
                message = await receive()
                # A page sends bytes and no text.
                if message["type"] != "websocket.receive" or self.known(message.get("bytes") or b""):
                    return message

        await self.app(scope, heard if scope["type"] == "websocket" else receive, send)
