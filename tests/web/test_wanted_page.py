"""A link that needs signing in first leads to what it shows; a made-up cookie leads nowhere else."""

import pytest
from starlette.responses import RedirectResponse

from probation_commission.web.wanted_page import WantedPage
from tests.web.asking import asked, greeting

ADDRESSES = {"/iom", "/people"}


async def callback(scope, receive, send):
    """The end of signing in, as Streamlit ends it."""
    await RedirectResponse("/", 302)(scope, receive, send)


def kept(path="/iom", cookie=None, *, sign_in=True):
    app = WantedPage(greeting, ADDRESSES, when=lambda: sign_in)
    return asked(app, path, headers={"cookie": cookie}).headers.get("set-cookie")


def led_to(cookie):
    answer = asked(
        WantedPage(callback, ADDRESSES, when=lambda: True), "/oauth2callback", headers={"cookie": cookie}
    )
    return answer.headers["location"]


def test_where_a_stranger_wanted_to_go_is_kept():
    assert kept() == "came_for=%2Fiom%3F; Max-Age=900; Path=/; HttpOnly; SameSite=Lax"


@pytest.mark.parametrize(
    ("path", "cookie", "sign_in"),
    [
        ("/", None, True),  # where signing in ends anyway
        ("/assets/leaflet/leaflet.js", None, True),  # no page
        ("/iom", "_streamlit_user=x", True),  # has signed in
        ("/iom", None, False),  # local mode
    ],
)
def test_nothing_else_is_kept(path, cookie, sign_in):
    assert kept(path, cookie, sign_in=sign_in) is None


def test_signing_in_ends_there():
    assert (
        led_to("came_for=%2Fiom%3Farea%3DE09000014%26month%3D2023-05") == "/iom?area=E09000014&month=2023-05"
    )


@pytest.mark.parametrize(
    "made_up",
    [
        "",
        "%2F%2Fexample.org%2Fiom",
        "https%3A%2F%2Fexample.org",
        "%2Fiom%2F..%2F%2Fexample.org",
        "%2Fother%3Fa%3D1",
    ],
)
def test_a_made_up_cookie_leads_to_the_first_page(made_up):
    assert led_to(f"came_for={made_up}") == "/"


def test_a_query_can_add_no_header():
    assert led_to("came_for=%2Fiom%3Fa%3D1%0D%0ASet-Cookie%3A%20b%3D2") == "/iom?a=1%0D%0ASet-Cookie%3A%20b=2"
