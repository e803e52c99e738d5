"""Whether the app can do its work, for a monitor; in a few words, because anyone may ask."""

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from probation_commission.store import database

# A proxy that kept the answer would tell of a database long gone.
_FRESH = {"Cache-Control": "no-store"}


def health_route() -> Route:
    """The route `/healthz`: 200 with the number of the last write, or 503."""
    return Route("/healthz", healthz)


def healthz(_request: Request) -> JSONResponse:
    """The answer; whatever the database raises means that it cannot be used."""
    try:
        with database.read() as conn:
            revision = database.revision_number(conn)
    except Exception:  # noqa: BLE001 (any failure is the answer, and strangers are told none of it)
        return JSONResponse({"status": "failing", "database": "unreachable"}, 503, _FRESH)
    return JSONResponse({"status": "ok", "database": "reachable", "revision": revision}, headers=_FRESH)
