"""`/link`: where a signed link leads. Asking for it changes nothing; the button on it opens the link.

Mail is read by scanners that open each link, so only what a person does counts (decision 208). The token is
in the address's fragment, which browsers never send, and goes into the body of one POST.
"""

from __future__ import annotations

from hashlib import sha256
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from probation_commission.actions import links, tokens
from probation_commission.actions.acting import LinkOverError
from probation_commission.domain.doors import COOKIE_LASTS, LARGEST_LINK, LINK_COOKIE
from probation_commission.domain.links import LinkRefusal
from probation_commission.store.database import DatabaseFaultError
from probation_commission.web.own_page import from_own_page
from probation_commission.web.plain_page import framed, plain_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request

    from probation_commission.domain.links import Purpose

BROWSER = Path(__file__).with_name("browser")
_SCRIPT = BROWSER / "link.js"
FOLDER_URL = f"/assets/link/{sha256(_SCRIPT.read_bytes()).hexdigest()[:16]}"
LEFT = f"{tokens.PATH}/left"
_FRESH = {"Cache-Control": "no-store"}
_HOURS = int(COOKIE_LASTS.total_seconds()) // 3600
_BUTTON = framed(
    "Open the link",
    "You were sent a link",
    f"""<noscript><p>This link needs JavaScript. Switch it on in this browser, or open the link in
another one.</p></noscript>
<form method="post" action="{tokens.PATH}" hidden>
<p>It is for the organisation that it was sent to. With the button this browser can do, for that
organisation, what the message says, for {_HOURS} hours or until you leave. Until then nothing happens.</p>
<input type="hidden" name="token" autocomplete="off">
<p><button type="submit">Open the link</button></p>
</form>
<p id="incomplete" hidden>{escape(LinkRefusal.UNKNOWN.sentence)}</p>
<script src="{FOLDER_URL}/{_SCRIPT.name}" defer></script>""",
)
_SIGNED_IN = plain_page(
    "You need no link",
    "You need no link",
    "You are signed in, and what you do is done as yourself. To use the link instead, sign out first and "
    "open it again.",
    to="/",
    link="Go on as yourself",
)


def over_page(sentence: str, *, to: str = "/", link: str = "Go to the first page") -> str:
    """The page of a link that opens nothing: one look whatever the reason, and one sentence."""
    return plain_page("This link", "This link opens nothing", sentence, to=to, link=link)


def link_routes(pages: Mapping[Purpose, str], signed_in: Callable[[Mapping[str, str]], bool]) -> list[Route]:
    """The routes of `/link`: its page, the opening, and where whoever has left is sent.

    `pages` is where each purpose begins; `signed_in`, given the cookies, whether somebody has signed in.
    """

    async def asked(request: Request) -> Response:
        return _page(_SIGNED_IN if signed_in(request.cookies) else _BUTTON)

    async def opened(request: Request) -> Response:
        if signed_in(request.cookies):
            return _page(_SIGNED_IN)
        address = request.client.host if request.client else ""
        try:
            token = await _token(request) if from_own_page(request) else ""
            admitted = await run_in_threadpool(links.admit, token, address)
        except LinkOverError as refusal:
            return _page(over_page(str(refusal)), HTTPStatus.FORBIDDEN)
        except DatabaseFaultError as fault:
            return _page(over_page(str(fault)), HTTPStatus.SERVICE_UNAVAILABLE)
        response = RedirectResponse(pages[admitted.purpose], HTTPStatus.SEE_OTHER, _FRESH)
        # `SecurityHeaders` adds Secure where browsers come by https.
        lasts = int(COOKIE_LASTS.total_seconds())
        response.set_cookie(LINK_COOKIE, admitted.secret, max_age=lasts, httponly=True, samesite="lax")
        return response

    async def left(request: Request) -> Response:
        response = RedirectResponse("/", HTTPStatus.SEE_OTHER, _FRESH)
        # A page elsewhere that sends a browser here ends nothing.
        if not await run_in_threadpool(_is_somebody, request.cookies.get(LINK_COOKIE, "")):
            response.delete_cookie(LINK_COOKIE, httponly=True, samesite="lax")
        return response

    return [
        Route(tokens.PATH, asked, methods=["GET", "HEAD"]),
        Route(tokens.PATH, opened, methods=["POST"]),
        Route(LEFT, left, methods=["GET"]),
    ]


def _is_somebody(secret: str) -> bool:
    try:
        return links.came_by(secret) is not None
    except LinkOverError:
        return False
    except DatabaseFaultError:  # nobody knows, so the cookie stays
        return True


async def _token(request: Request) -> str:
    """The token in the form; empty where the form is too large or has none."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_LINK:
            return ""
    try:
        return parse_qs(body.decode("ascii", "replace"), max_num_fields=4).get("token", [""])[0]
    except ValueError:  # more fields than our form has
        return ""


def _page(html: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return HTMLResponse(html, status, _FRESH)
