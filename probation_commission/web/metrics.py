"""The app's own counts for Prometheus, at an address that strangers are not told of."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import Response
from starlette.routing import Match, Route

from probation_commission.metrics import REGISTRY
from probation_commission.settings import metrics_token
from probation_commission.web.local_mode import is_local, is_loopback

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Scope


def metrics_route() -> MetricsRoute:
    """The route `/metrics`."""
    return MetricsRoute("/metrics", _answer)


class MetricsRoute(Route):
    """A route that is there for this computer, or for whoever has the token, and for nobody else.

    For others it matches nothing, so they are answered just as at any address that there isn't
    (decision 165).
    """

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether this request is for it."""
        match, found = super().matches(scope)
        # Also where only the method is another: "not allowed" would tell that there is something.
        if match is Match.FULL and _may_read(scope):
            return match, found
        return Match.NONE, {}


def _answer(_request: Request) -> Response:
    return Response(
        generate_latest(REGISTRY), media_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"}
    )


def _may_read(scope: Scope) -> bool:
    return _from_this_computer(scope) or _has_token(scope)


def _from_this_computer(scope: Scope) -> bool:
    """Whether a program on this computer asks for itself, and not a proxy here for somebody elsewhere."""
    peer, _ = scope.get("client") or ("", None)
    return is_loopback(peer) and is_local(scope)


def _has_token(scope: Scope) -> bool:
    token = metrics_token()
    given = [value for key, value in scope["headers"] if key == b"authorization"]
    if token is None or len(given) != 1:
        return False
    return hmac.compare_digest(given[0], b"Bearer " + token.encode())
