"""Without sign-in: this computer only, whichever way it is reached or started."""

import os
import subprocess
import sys

import pytest

from probation_commission.web.local_mode import (
    REFUSAL,
    LocalOnly,
    is_loopback,
    refuse_other_computers,
    uvicorn_hosts,
)
from tests.running import ROOT, free_port
from tests.web.asking import asked, conversation, greeting

EVERYWHERE = "0.0.0.0"  # noqa: S104 (to be refused)
APP = LocalOnly(greeting)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8501", "127.0.0.1:8501", "[::1]:8501", "127.0.0.2"])
def test_a_local_name_at_a_loopback_address_gets_through(host):
    assert asked(APP, headers={"host": host}).body == b"come in"


def test_ipv6_loopback_gets_through():
    assert asked(APP, server=("::1", 8501)).status == 200


@pytest.mark.parametrize(
    "server",
    [
        ("192.168.1.20", 8501),  # bound to every address, reached over the network
        (EVERYWHERE, 8501),
        ("fe80::1", 8501),
        ("/run/app.sock", None),  # behind a proxy on a socket: whoever asks may be anywhere
        None,  # a server that does not say
    ],
)
def test_any_other_address_is_refused_with_the_sentence(server):
    answer = asked(APP, server=server)
    assert (answer.status, answer.body.decode()) == (403, REFUSAL)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",  # a name elsewhere that points at 127.0.0.1: DNS rebinding
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "localhost@evil.example",
        "explorer.council.example:8501",
        "[::1",  # no address at all
        "",
        None,
    ],
)
def test_any_other_name_is_refused(host):
    assert asked(APP, headers={"host": host}).status == 403


def test_two_host_headers_are_refused():
    scope = {"type": "http", "server": ("127.0.0.1", 1), "headers": [(b"host", b"localhost")] * 2}
    assert conversation(APP, scope, [])[0]["status"] == 403


@pytest.mark.parametrize(
    "header", ["x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "forwarded", "x-real-ip", "via"]
)
def test_what_a_proxy_passes_on_is_refused(header):
    answer = asked(APP, headers={header: "127.0.0.1"})
    assert (answer.status, answer.body.decode()) == (403, REFUSAL)


def line(origin: str | None, *, sign_in: bool = False) -> str:
    """What the first answer to a websocket from a page of that origin is."""
    headers = [(b"host", b"localhost:8501"), *([(b"origin", origin.encode())] if origin else [])]
    scope = {"type": "websocket", "scheme": "ws", "server": ("127.0.0.1", 8501), "headers": headers}

    async def opened(_scope, _receive, send):
        await send({"type": "websocket.accept"})

    app = LocalOnly(opened, unless=lambda: sign_in)
    return conversation(app, scope, [{"type": "websocket.connect"}])[0]["type"]


@pytest.mark.parametrize(
    "origin",
    [
        "http://localhost:9000",  # another app of this computer
        "http://localhost",
        "http://127.0.0.1:8501",
        "https://localhost:8501",
        "http://localhost:8501.evil.example",
        "http://evil.example",
        "null",
    ],
)
def test_a_line_from_a_page_of_another_origin_is_closed_before_it_opens(origin):
    assert line(origin) == "websocket.close"


def test_a_line_from_a_page_of_ours_or_from_no_browser_opens():
    assert line("http://localhost:8501") == "websocket.accept"
    assert line("HTTP://LOCALHOST:8501") == "websocket.accept"
    assert line(None) == "websocket.accept"


@pytest.mark.parametrize(
    ("method", "status"), [("PUT", 403), ("OPTIONS", 403), ("DELETE", 403), ("GET", 200)]
)
def test_a_page_of_another_origin_sends_nothing(method, status):
    scope = {
        "type": "http",
        "method": method,
        "path": "/_stcore/upload_file/session/file",
        "server": ("127.0.0.1", 8501),
        "headers": [(b"host", b"localhost:8501"), (b"origin", b"http://localhost:9000")],
    }
    assert conversation(APP, scope, [])[0]["status"] == status


def test_the_guard_comes_back_the_moment_that_sign_in_is_gone():
    sign_in = [True, False]
    app = LocalOnly(greeting, unless=lambda: sign_in.pop(0))
    there = {"headers": {"host": "explorer.example"}, "server": ("192.0.2.1", 443)}
    assert [asked(app, **there).status for _ in range(2)] == [200, 403]


def test_a_websocket_from_elsewhere_is_closed_before_it_opens():
    scope = {"type": "websocket", "server": ("127.0.0.1", 1), "headers": [(b"host", b"evil.example")]}
    assert conversation(APP, scope, [{"type": "websocket.connect"}])[0]["type"] == "websocket.close"


@pytest.mark.parametrize("host", [EVERYWHERE, "::", "", "192.168.1.20", "example.org"])
def test_open_addresses_are_not_loopback(host):
    assert not is_loopback(host)


def test_uvicorn_is_told_where_to_bind_in_three_ways():
    assert uvicorn_hosts(["uvicorn", "app:app", "--host", "a"], {}) == ["a"]
    assert uvicorn_hosts(["uvicorn", "--host=b", "app:app"], {"UVICORN_HOST": "c"}) == ["b", "c"]
    assert uvicorn_hosts(["uvicorn", "app:app"], {"UVICORN_HOST": "", "HOST": "d"}) == []


def test_one_open_address_among_several_stops_the_start():
    with pytest.raises(SystemExit, match=r"Not started on 0\.0\.0\.0\. Sign-in is not set up"):
        refuse_other_computers(["127.0.0.1", EVERYWHERE])


@pytest.mark.parametrize(
    ("command", "environ"),
    [
        (["app.py"], {"HOST": EVERYWHERE}),
        (["-m", "streamlit", "run", "app.py", "--server.address", EVERYWHERE], {}),
        (["-m", "uvicorn", "app:app", "--host", EVERYWHERE], {}),
        (["-m", "uvicorn", "app:app"], {"UVICORN_HOST": "::"}),
    ],
)
def test_every_way_of_starting_refuses_other_computers_in_a_sentence(command, environ, tmp_path):
    environ |= {"PC_HOME": str(tmp_path), "PORT": (port := str(free_port())), "UVICORN_PORT": port}
    done = subprocess.run(
        [sys.executable, *command, *(["--server.port", port] if "streamlit" in command else [])],
        cwd=ROOT,
        env=os.environ | environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert REFUSAL in done.stderr
    assert "Traceback" not in done.stderr
