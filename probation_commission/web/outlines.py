"""Ward outlines over HTTP: one immutable address per content, so that a browser fetches each once."""

from __future__ import annotations

import gzip
from functools import lru_cache
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from probation_commission.geography.outlines import content, current_sets
from probation_commission.web.assets import FOR_GOOD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request

    from probation_commission.geography.outlines import OutlineSet


def outline_route(sets: Callable[[], Mapping[str, OutlineSet]] = current_sets) -> Route:
    """The route `/geo/<set>-<hash>.geojson`; 404 for any hash but today's."""

    def outlines(request: Request) -> Response:
        # An old hash gets no new outlines: its browser would keep them for good under the wrong address.
        wanted = next(
            (outline_set for outline_set in sets().values() if outline_set.url == request.url.path), None
        )
        if wanted is None:
            return PlainTextResponse("No such outlines. Reload the page.", 404)
        return _answer(request, wanted)

    return Route("/geo/{name}", outlines)


def _answer(request: Request, outlines: OutlineSet) -> Response:
    # One ETag for each encoding, since the bytes differ: a proxy may hold both under one address.
    packed = "gzip" in request.headers.get("accept-encoding", "")
    etag = f'"{outlines.sha}{"-gzip" if packed else ""}"'
    headers = {"Cache-Control": FOR_GOOD, "ETag": etag, "Vary": "Accept-Encoding"}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if packed:
        headers["Content-Encoding"] = "gzip"
    return Response(_content(outlines, packed=packed), media_type="application/geo+json", headers=headers)


@lru_cache(maxsize=64)
def _content(outlines: OutlineSet, *, packed: bool) -> bytes:
    plain = content(outlines)
    # No time in it: the same outlines are packed to the same bytes.
    return gzip.compress(plain, mtime=0) if packed else plain
