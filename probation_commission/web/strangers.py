"""What whoever has not signed in is answered: one page of a few words, and no line.

Streamlit makes a session of each line that anybody opens, runs a page for it and reads what it is sent.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, RedirectResponse

from probation_commission.web.links import over_page
from probation_commission.web.plain_page import plain_page

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_Answer = TypeVar("_Answer")
SIGN_IN = "/auth/login"
_LINE = "/_stcore/stream"
# Each would be answered with Streamlit's first page, which opens a line.
_FIRST_PAGES = frozenset({"/", "/index.html", _LINE})
_FRESH = {"Cache-Control": "no-store"}
_ASKED = plain_page(
    "Sign in",
    "Sign in",
    "Sign in with the account that your organisation gave you.",
    to=SIGN_IN,
    link="Sign in",
    button=True,
)
_NO_PROVIDER = plain_page(
    "Signing in does not work",
    "Signing in does not work just now",
    "Your organisation’s sign-in service did not answer. Try again in a minute. If it stays so, tell whoever "
    "runs the app.",
    to="/",
    link="Try again",
)


class SignInFirst:
    """The ASGI middleware that asks strangers to sign in, before anything of Streamlit's runs for them.

    `when` says whether anybody signs in here, and `known`, given the cookies, whether they have signed in or
    come by a link that is good now; `over` is the sentence for whoever came by one that is over, else empty.
    `way_in` is an address good for a few minutes, so it is made when it is asked for. `anew` is a message
    by which a page that stood open while its cookie ran out loads itself anew, and so asks to sign in.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        pages: Collection[str],
        when: Callable[[], bool],
        known: Callable[[Mapping[str, str]], bool],
        over: Callable[[Mapping[str, str]], str],
        way_in: Callable[[], str],
        anew: bytes,
    ) -> None:
        self.app, self.pages, self.when = app, _FIRST_PAGES | frozenset(pages), when
        self.known, self.over, self.way_in, self.anew = known, over, way_in, anew

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The answer as before for whoever has signed in; a stranger is asked to."""
        path = scope.get("path", "")
        if scope["type"] == "lifespan" or not self.when():
            await self.app(scope, receive, send)
        elif path == SIGN_IN:
            await self._signing_in(scope, receive, send)
        elif not self._is_a_page(path) or await self._asked(self.known, scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._no_line(receive, send)
        else:
            sentence = await self._asked(self.over, scope)
            page = over_page(sentence, to=SIGN_IN, link="Sign in") if sentence else _ASKED
            await HTMLResponse(page, headers=_FRESH)(scope, receive, send)

    async def _asked(self, ask: Callable[[Mapping[str, str]], _Answer], scope: Scope) -> _Answer:
        # A link is looked up in the database, for which no other request waits.
        return await run_in_threadpool(ask, HTTPConnection(scope).cookies)

    def _is_a_page(self, path: str) -> bool:
        return path in self.pages or path.removesuffix("/") in self.pages

    async def _no_line(self, receive: Receive, send: Send) -> None:
        await receive()
        # A line that is refused, Streamlit's page would try again for ever.
        await send({"type": "websocket.accept", "subprotocol": "streamlit"})
        await send({"type": "websocket.send", "bytes": self.anew})
        await send({"type": "websocket.close", "code": 1008})

    async def _signing_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not scope["query_string"]:
            await RedirectResponse(self.way_in(), HTTPStatus.FOUND, _FRESH)(scope, receive, send)
            return
        failed = False

        async def in_words(message: Message) -> None:
            nonlocal failed
            if message["type"] == "http.response.start" and message["status"] >= HTTPStatus.BAD_REQUEST:
                failed = True
                page = HTMLResponse(_NO_PROVIDER, HTTPStatus.BAD_GATEWAY, _FRESH)
                await page(scope, receive, send)
            elif not failed:
                await send(message)

        await self.app(scope, receive, in_words)
