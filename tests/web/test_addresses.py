"""An address that is nobody's is a 404 in words; those of pages, routes and files answer as before."""

import pytest

from probation_commission.ui.server import of_streamlit
from probation_commission.web.addresses import KnownAddresses
from probation_commission.web.health import health_route
from tests.web.asking import asked, conversation, greeting

APP = KnownAddresses(greeting, {"/iom"}, [health_route()], of_streamlit)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/iom",
        "/iom/",
        "/healthz",
        "/_stcore/health",
        "/_stcore/host-config",
        "/_stcore/upload_file/session/file",
        "/media/file.xlsx",
        "/component/streamlit_folium.st_folium/index.html",
        "/oauth2callback",
        "/favicon.png",
        "/index.html",
    ],
)
def test_an_address_of_ours_answers(path):
    assert asked(APP, path).body == b"come in"


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/iom/nowhere",
        "/iom//",
        "/.git/config",
        "/static/js/none.js",
        "/_stcore/metrics",
        "/_stcore/script-health-check",
        "/_stcore/agent/openapi.json",
        "/_stcore/nowhere",
    ],
)
def test_any_other_is_a_404_that_says_so(path):
    answer = asked(APP, path)
    assert (answer.status, answer.headers["cache-control"]) == (404, "no-store")
    assert b"<h1>There is no such page</h1>" in answer.body
    assert b'<a href="/">Go to the overview</a>' in answer.body


def test_a_line_to_nowhere_is_closed_before_it_opens():
    scope = {"type": "websocket", "path": "/nowhere", "headers": []}
    assert conversation(APP, scope, [{"type": "websocket.connect"}])[0]["type"] == "websocket.close"
