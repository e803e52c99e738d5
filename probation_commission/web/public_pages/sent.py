"""What a stranger sends and is sent: who asks, the fields of a form, and a page that no browser keeps."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.responses import HTMLResponse, Response

if TYPE_CHECKING:
    from starlette.requests import Request

LARGEST_FORM = 2000
"""Bytes of what a form may send."""
FRESH = {"Cache-Control": "no-store"}


def who(request: Request) -> str:
    """The address that asks; of IPv6 its network, since one household has a whole one."""
    address = request.client.host if request.client else ""
    return ":".join(address.split(":")[:4])


async def form_of(request: Request) -> dict[str, str]:
    """The first value of each field; nothing where it is larger than our form, or none."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_FORM:
            return {}
    try:
        fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=8)
    except ValueError:  # more fields than our form has
        return {}
    return {name: values[0] for name, values in fields.items()}


def page_of(html: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """A page as an answer."""
    return HTMLResponse(html, status, FRESH)
