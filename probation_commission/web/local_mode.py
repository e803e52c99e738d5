"""Local mode: without sign-in everyone would be a lead, so only this computer may reach the app."""

from __future__ import annotations

from ipaddress import ip_address
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse
from starlette.websockets import WebSocketClose

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from starlette.types import ASGIApp, Receive, Scope, Send

REFUSAL = (
    "Sign-in is not set up, so this app answers only on this computer (127.0.0.1). "
    "Set up sign-in before letting others reach it: see docs/running.md."
)
ELSEWHERE = "Not taken: this came from a page of another address. Open the app in a tab of its own."
# What a proxy adds, besides X-Forwarded-…
_FORWARDED = {b"forwarded", b"x-real-ip", b"via"}


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this computer and no other."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def uvicorn_hosts(argv: Sequence[str], environ: Mapping[str, str]) -> list[str]:
    """The addresses that uvicorn's command line or environment asks for."""
    # Both spellings, "--host 0.0.0.0" and "--host=0.0.0.0", and the variable: Streamlit knows none of them.
    hosts = [value for option, value in pairwise(argv) if option == "--host"]
    hosts += [word.partition("=")[2] for word in argv if word.startswith("--host=")]
    return hosts + [host for host in (environ.get("UVICORN_HOST"),) if host]


def refuse_other_computers(hosts: Sequence[str]) -> None:
    """SystemExit, with a sentence, if any of the addresses is open to other computers."""
    if elsewhere := [host for host in hosts if not is_loopback(host)]:
        raise SystemExit(f"Not started on {', '.join(elsewhere)}. {REFUSAL}")


def is_local(scope: Scope) -> bool:
    """Whether a request came in at a loopback address, under a local name, and no proxy passed it on."""
    # Where the request came in, and under which name; two Host headers are nobody’s honest request
    # (decision 13).
    server = scope.get("server") or ("", None)
    names = _values(scope, b"host")
    passed_on = any(key in _FORWARDED or key.startswith(b"x-forwarded-") for key, _ in scope["headers"])
    local_name = len(names) == 1 and is_loopback(_host_name(names[0]))
    return is_loopback(server[0]) and local_name and not passed_on


class LocalOnly:
    """The ASGI middleware that refuses what did not come through a loopback address under a local name.

    The name matters too: a page elsewhere can make its own name point at 127.0.0.1 (DNS rebinding). A page
    of another origin, another port of this computer among them, opens no line and sends nothing. What a
    proxy passes on says so, and is refused, since whoever asks the proxy may be anywhere.
    `unless` is asked at each request whether sign-in is set up, so that one of the two always holds.
    """

    def __init__(self, app: ASGIApp, unless: Callable[[], bool] = lambda: False) -> None:
        self.app, self.unless = app, unless

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The request passed on, or refused with a sentence."""
        if scope["type"] == "lifespan" or self.unless():
            await self.app(scope, receive, send)
        elif not is_local(scope):
            await _refused(REFUSAL, scope, receive, send)
        elif not (_only_reads(scope) or _from_own_page(scope)):
            await _refused(ELSEWHERE, scope, receive, send)
        else:
            await self.app(scope, receive, send)


async def _refused(sentence: str, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await WebSocketClose(code=1008, reason="Local mode")(scope, receive, send)
    else:
        await PlainTextResponse(sentence, 403)(scope, receive, send)


def _only_reads(scope: Scope) -> bool:
    # A browser lets no page of another origin read the answer.
    return scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}


def _from_own_page(scope: Scope) -> bool:
    """Whether a page of this app asks, or a program that is no browser and so names no origin."""
    scheme = "https" if scope.get("scheme") in {"https", "wss"} else "http"
    own = [f"{scheme}://{host}".lower() for host in _values(scope, b"host")]
    return all(origin.lower() in own for origin in _values(scope, b"origin"))


def _values(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key == name]


def _host_name(header: str) -> str:
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""
