"""Whether a form comes from a page of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from probation_commission.settings import settings

if TYPE_CHECKING:
    from starlette.requests import Request


def from_own_page(request: Request) -> bool:
    """Whether a form was sent by our own page: a browser says of which it was."""
    origin = urlsplit(request.headers.get("origin", "")).netloc.lower()
    own = {request.headers.get("host", "").lower(), urlsplit(settings().address).netloc.lower()}
    return bool(origin) and origin in own and not request.url.query
