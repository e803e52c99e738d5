"""The addresses that there are; any other is a 404 that says so in words.

Streamlit would answer every address with its first page, and 200.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse
from starlette.routing import Match
from starlette.websockets import WebSocketClose

from probation_commission.web.plain_page import plain_page

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection

    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Receive, Scope, Send

NO_SUCH_PAGE = plain_page(
    "No such page",
    "There is no such page",
    "The address may be mistyped or cut off. Compare it with where you have it from.",
    to="/",
    link="Go to the overview",
)


class KnownAddresses:
    """The ASGI middleware that lets through the pages' addresses, our routes, and others that are known.

    `withheld`: whether an address that is known is to be as any unknown one for now.
    """

    def __init__(
        self,
        app: ASGIApp,
        pages: Collection[str],
        routes: Collection[BaseRoute],
        others: Callable[[str], bool],
        withheld: Callable[[str], Awaitable[bool]] | None = None,
    ) -> None:
        self.app, self.pages, self.routes, self.others = app, frozenset(pages), routes, others
        self.withheld = withheld

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The answer as before, or that there is no such page."""
        if scope["type"] == "lifespan" or (self._known(scope) and not await self._withheld(scope)):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(code=1008, reason="No such address")(scope, receive, send)
        else:
            page = HTMLResponse(NO_SUCH_PAGE, 404, {"Cache-Control": "no-store"})
            await page(scope, receive, send)

    async def _withheld(self, scope: Scope) -> bool:
        return self.withheld is not None and await self.withheld(scope["path"])

    def _known(self, scope: Scope) -> bool:
        path = scope["path"]
        # Streamlit takes a slash at the end away, and everything else is as it stands.
        if path == "/" or path.removesuffix("/") in self.pages or self.others(path):
            return True
        return any(route.matches(scope)[0] is not Match.NONE for route in self.routes)
