"""The head of a request: whose session it is of, and what the app is given of it."""

import pytest

from probation_commission.web.serving.heads import Head

COOKIE = "explorer_process_8501"


def head(*lines: str) -> Head:
    return Head.read(
        "\r\n".join(["GET /returns HTTP/1.1", "Host: localhost", *lines, "", ""]).encode("latin-1")
    )


@pytest.mark.parametrize(
    ("line", "number"),
    [
        (f"Cookie: {COOKIE}=2", 2),
        (f"cookie: _streamlit_xsrf=2|ab; {COOKIE}=12; other=3", 12),
        (f"Cookie: {COOKIE}=2222", None),  # more digits than there are processes
        (f"Cookie: {COOKIE}=-1", None),
        (f"Cookie: {COOKIE}=²", None),
        (f"Cookie: {COOKIE}=", None),
        ("Cookie: explorer_process_9000=2", None),  # of an installation on another port
        ("Cookie: \x01=;;;==", None),
        (f"X-Cookie: {COOKIE}=2", None),
    ],
)
def test_the_cookie_names_the_process(line, number):
    assert head(line).number(COOKIE) == number


def test_one_request_comes_over_one_connection():
    passed = head("Connection: keep-alive", "Cookie: a=b").passed_on(None)
    assert passed == b"GET /returns HTTP/1.1\r\nHost: localhost\r\nCookie: a=b\r\nConnection: close\r\n\r\n"


def test_a_websocket_stays_open():
    lines = ("Connection: keep-alive, Upgrade", "Upgrade: websocket")
    assert (
        head(*lines)
        .passed_on(None)
        .endswith(b"Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n\r\n")
    )


def test_no_other_upgrade_keeps_a_connection():
    passed = head("Connection: Upgrade", "Upgrade: h2c").passed_on(None)
    assert b"Connection: Upgrade" not in passed
    assert passed.endswith(b"Connection: close\r\n\r\n")


def test_another_computer_is_named_last():
    passed = head("X-Forwarded-For: 127.0.0.1").passed_on("192.0.2.7")
    assert passed.endswith(b"X-Forwarded-For: 192.0.2.7\r\n\r\n")
