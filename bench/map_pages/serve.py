"""The server of the measured page: the same kind of app, routes and headers for both ways."""

from pathlib import Path

from starlette.middleware import Middleware
from streamlit.starlette import App

from bench.map_pages.wards import outlines
from probation_commission.web.assets import asset_routes
from probation_commission.web.headers import SecurityHeaders
from probation_commission.web.outlines import outline_route

app = App(
    Path(__file__).with_name("page.py"),
    routes=[*asset_routes(), outline_route(lambda: {"bench": outlines()})],
    middleware=[Middleware(SecurityHeaders)],
)
