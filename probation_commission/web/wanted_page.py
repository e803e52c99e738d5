"""What a colleague's link shows, for whoever has to sign in first: they are taken there afterwards.

Streamlit's own sign-in always ends on the first page. So the address is kept in a cookie until then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from starlette.datastructures import MutableHeaders
from starlette.requests import Request

from probation_commission.domain.doors import LINK_COOKIE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "came_for"
_SIGNED_IN = "_streamlit_user"
_CALLBACK = "/oauth2callback"
# Cookies end at four kilobytes, and quoting may make three characters of one.
_LONGEST = 1000
_MINUTES = 15


class WantedPage:
    """The ASGI middleware that keeps one of the given addresses, with its query, across signing in.

    `when` is asked at each request whether there is anything to sign in to.
    """

    def __init__(self, app: ASGIApp, addresses: Collection[str], when: Callable[[], bool]) -> None:
        self.app, self.addresses, self.when = app, addresses, when

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The answer as before; where a stranger wanted to go is kept, and they are sent there in the end."""
        if scope["type"] != "http" or not self.when():
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        wanted, kept = self._wanted(request), self._kept(request)

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if wanted:
                    headers.append("Set-Cookie", _cookie(quote(wanted, safe=""), _MINUTES * 60))
                # Streamlit ends a sign-in with a redirect to the first page.
                if kept and headers.get("Location") == "/":
                    headers["Location"] = kept
                    headers.append("Set-Cookie", _cookie("", 0))
            await send(message)

        await self.app(scope, receive, with_cookie)

    def _wanted(self, request: Request) -> str:
        """The address that a visitor who has not signed in asks for; empty where there is nothing to keep."""
        # Who came by a link wants nothing that needs a sign-in.
        is_somebody = any(name.startswith((_SIGNED_IN, LINK_COOKIE)) for name in request.cookies)
        if is_somebody or request.url.path not in self.addresses:
            return ""
        return f"{request.url.path}?{request.url.query}"[:_LONGEST]

    def _kept(self, request: Request) -> str:
        """What the cookie holds, at the end of signing in; only an address of ours, whoever wrote it."""
        kept = unquote(request.cookies.get(COOKIE, "")) if request.url.path == _CALLBACK else ""
        # A cookie can be written by others: no host, no other path, no line’s end gets into the Location.
        path, _, query = kept.partition("?")
        return f"{path}?{quote(query, safe='=&%+-_.')}" if path in self.addresses else ""


def _cookie(value: str, seconds: int) -> str:
    # Lax and not Strict: the provider sends the browser back from another site.
    return f"{COOKIE}={value}; Max-Age={seconds}; Path=/; HttpOnly; SameSite=Lax"
