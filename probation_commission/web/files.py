"""Files to and from a browser, of whoever has signed in: what is sent in, and what is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    Asked = Callable[[Mapping[str, str], str], bool]

UPLOADS, FETCHED = "/_stcore/upload_file/", "/media/"
NOT_TAKEN = "Not taken: sign in, and open the page that takes this file."
NO_ROOM = (
    "Not taken: you have too many large files open. Close a page with one, or set one aside, and try again."
)
NOT_HERE = "This file is not here for you. Open its page and download it there."
_NOT_KEPT = {"Cache-Control": "no-store"}


class FilesOfTheirOwn:
    """The ASGI middleware that takes no file from, and gives none to, whoever has not signed in for it.

    `when` says whether anybody signs in here; `may_send`, `has_room` and `may_fetch` are given the cookies,
    and the session or the file's name. No proxy and no browser keeps a file that was fetched.
    """

    def __init__(
        self, app: ASGIApp, when: Callable[[], bool], may_send: Asked, has_room: Asked, may_fetch: Asked
    ) -> None:
        self.app, self.when = app, when
        self.may_send, self.has_room, self.may_fetch = may_send, has_room, may_fetch

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The answer as before, or a refusal before the first byte of a file is read."""
        path = scope.get("path", "")
        if scope["type"] != "http" or not path.startswith((UPLOADS, FETCHED)):
            await self.app(scope, receive, send)
        elif path.startswith(UPLOADS):
            await self._taken(scope, receive, send)
        else:
            await self._given(scope, receive, send)

    async def _taken(self, scope: Scope, receive: Receive, send: Send) -> None:
        session_id = scope["path"].removeprefix(UPLOADS).partition("/")[0]
        # The line is closed after a refusal, so that the bytes are not even thrown away one by one.
        closed = _NOT_KEPT | {"Connection": "close"}
        if self.when():
            cookies = Request(scope).cookies
            if not await run_in_threadpool(self.may_send, cookies, session_id):
                await PlainTextResponse(NOT_TAKEN, 403, closed)(scope, receive, send)
                return
            # By DELETE a page lets go of a file, which makes room.
            if scope["method"] != "DELETE" and not await run_in_threadpool(
                self.has_room, cookies, session_id
            ):
                await PlainTextResponse(NO_ROOM, 413, closed)(scope, receive, send)
                return
        await self.app(scope, receive, send)

    async def _given(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = scope["path"].removeprefix(FETCHED)
        if self.when() and not await run_in_threadpool(self.may_fetch, Request(scope).cookies, name):
            await PlainTextResponse(NOT_HERE, 404, _NOT_KEPT)(scope, receive, send)
            return

        async def not_kept(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_NOT_KEPT)
            await send(message)

        await self.app(scope, receive, not_kept)
