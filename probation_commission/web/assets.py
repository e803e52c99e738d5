"""Scripts and styles of the maps, from our own disk. An address holds a version and is kept for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from probation_commission.views import meeting, opened
from probation_commission.views.maps import BROWSER, BROWSER_URL, LEAFLET_URL, leaflet_folder
from probation_commission.web import links

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.responses import Response
    from starlette.types import Scope

FOR_GOOD = "public, max-age=31536000, immutable"


class Immutable(StaticFiles):
    """The files under an address that changes whenever they do; nothing outside their folder."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, marked as never changing."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = FOR_GOOD
        return response


def asset_routes() -> list[Mount]:
    """The routes of Leaflet and of our own scripts."""
    # Each address holds a version, ours a hash of the content, so "immutable" is true of them.
    return [
        _mount(LEAFLET_URL, leaflet_folder()),
        _mount(BROWSER_URL, BROWSER),
        _mount(meeting.FOLDER_URL, meeting.BROWSER),
        _mount(opened.FOLDER_URL, opened.BROWSER),
        _mount(links.FOLDER_URL, links.BROWSER),
    ]


def _mount(url: str, folder: Path) -> Mount:
    return Mount(url, Immutable(directory=folder))
