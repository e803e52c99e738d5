"""Security headers on every response: a page may load from this app and from nowhere else."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders

from probation_commission.domain.doors import COOKIE_LASTS, HTTPS_LASTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_READ_BY_SCRIPTS = "_streamlit_xsrf="
_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def content_policy(path: str, tiles_url: str | None = None) -> str:
    """The Content-Security-Policy for a path.

    Charts (Vega) compile expressions, so scripts may use eval; Streamlit loads a component's script from a
    blob, which only a script that runs already can make (decision 151). Only the map component, which writes
    its script into its own frame, may run inline scripts, and else those of Streamlit's own first page.
    Streamlit's styles are all inline.
    """
    # Hashes beside 'unsafe-inline' would switch it off, so it is the one or the other.
    inline = "'unsafe-inline'" if path.startswith("/component/") else _first_page_scripts()
    tiles = f" {_origin(tiles_url)}" if tiles_url else ""
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'unsafe-eval' blob: {inline}",
            "style-src 'self' 'unsafe-inline'",
            # Raster tiles are the one thing that may come from elsewhere, where PC_TILES_URL names a server.
            f"img-src 'self' data: blob:{tiles}",
            "font-src 'self' data:",
            "media-src 'self' data: blob:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


@cache
def _first_page_scripts() -> str:
    """The hashes of the inline scripts in the page that Streamlit serves first."""
    # Read from the page that is served, so that a new Streamlit brings its own hashes.
    spec = find_spec("streamlit")
    folder = Path(spec.submodule_search_locations[0]) if spec and spec.submodule_search_locations else Path()
    page = (folder / "static" / "index.html").read_text("utf-8")
    digests = (
        sha256(script.encode()).digest() for script in re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    )
    return " ".join(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)


def _origin(url: str) -> str:
    """The scheme and host; a `{s}` subdomain becomes any subdomain."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"


def guarded_cookie(cookie: str, *, https: bool) -> str:
    """A Set-Cookie header as it was, but short-lived and out of reach of others and of scripts."""
    name, *attributes = cookie.split("; ")
    kept = dict(attribute.partition("=")[::2] for attribute in attributes)
    given = {attribute.lower() for attribute in kept}
    longest = int(COOKIE_LASTS.total_seconds())
    for attribute, value in kept.items():
        if attribute.lower() == "max-age" and value.isdigit():
            kept[attribute] = str(min(int(value), longest))
    if https and "secure" not in given:
        kept["Secure"] = ""
    # Streamlit's scripts send this one back in a header; it says nothing of anybody.
    if "httponly" not in given and not name.startswith(_READ_BY_SCRIPTS):
        kept["HttpOnly"] = ""
    if "samesite" not in given:
        kept["SameSite"] = "Lax"
    written = (f"{attribute}={value}" if value else attribute for attribute, value in kept.items())
    return "; ".join([name, *written])


class SecurityHeaders:
    """The ASGI middleware that adds the headers to every HTTP response, and guards its cookies.

    `https` is asked whether browsers reach this app by https; a proxy in front ends it, so nothing of the
    request tells, and what a request says of itself is not believed.
    """

    def __init__(
        self, app: ASGIApp, tiles_url: str | None = None, https: Callable[[], bool] = lambda: False
    ) -> None:
        self.app, self.tiles_url, self.https = app, tiles_url, https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The answer as before, with the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # Set here and not in the routes: Streamlit answers most requests itself.
                headers.update(_FIXED)
                headers["Content-Security-Policy"] = content_policy(scope["path"], self.tiles_url)
                https = self.https()
                if https:
                    headers["Strict-Transport-Security"] = f"max-age={int(HTTPS_LASTS.total_seconds())}"
                message["headers"] = [
                    (key, guarded_cookie(value.decode("latin-1"), https=https).encode("latin-1"))
                    if key.lower() == b"set-cookie"
                    else (key, value)
                    for key, value in message["headers"]
                ]
            await send(message)

        await self.app(scope, receive, secured)
