"""An app of one page with one map, served as the real app serves its own."""

from pathlib import Path

from starlette.middleware import Middleware
from streamlit.starlette import App

from probation_commission.web.assets import asset_routes
from probation_commission.web.headers import SecurityHeaders
from probation_commission.web.local_mode import LocalOnly
from probation_commission.web.outlines import outline_route

app = App(
    Path(__file__).with_name("page.py"),
    routes=[*asset_routes(), outline_route()],
    middleware=[Middleware(SecurityHeaders), Middleware(LocalOnly)],
)
