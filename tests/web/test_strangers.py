"""Whoever has not signed in gets a page of words from us, and no line: nothing of Streamlit's runs."""

import pytest
from starlette.responses import PlainTextResponse

from probation_commission.ui.server import LOAD_ANEW, answered, of_streamlit
from probation_commission.web.strangers import SignInFirst
from tests.web.asking import asked, conversation, greeting

LINE = {"type": "websocket", "path": "/_stcore/stream", "query_string": b""}


def guarded(*, sign_in=True, app=greeting) -> SignInFirst:
    return SignInFirst(
        app,
        pages={"/iom"},
        when=lambda: sign_in,
        known=lambda cookies: cookies.get("whose") == "mine",
        over=lambda cookies: "It was taken back." if cookies.get("whose") == "over" else "",
        way_in=lambda: "/in",
        anew=LOAD_ANEW,
    )


def line(whose: str) -> list[dict]:
    async def opened(_scope, _receive, send):
        await send({"type": "opened"})

    scope = LINE | {"headers": [(b"cookie", f"whose={whose}".encode())]}
    return conversation(guarded(app=opened), scope, [{"type": "websocket.connect"}])


@pytest.mark.parametrize("path", ["/", "/iom", "/iom/", "/index.html", "/_stcore/stream"])
def test_a_stranger_is_asked_to_sign_in_at_every_page(path):
    answer = asked(guarded(), path, headers={"cookie": "whose=nobody"})
    assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")
    assert b'href="/auth/login"' in answer.body
    assert b"<script" not in answer.body
    assert asked(guarded(), path, headers={"cookie": "whose=mine"}).body == b"come in"
    assert asked(guarded(sign_in=False), path).body == b"come in"


@pytest.mark.parametrize("path", ["/healthz", "/favicon.png", "/oauth2callback"])
def test_what_is_no_page_answers_as_before(path):
    assert asked(guarded(), path).body == b"come in"


def test_no_line_is_opened_for_a_stranger_and_the_page_asks_anew():
    assert line("mine") == [{"type": "opened"}]
    said = line("nobody")
    assert [message["type"] for message in said] == ["websocket.accept", "websocket.send", "websocket.close"]
    assert said[1]["bytes"] == LOAD_ANEW


def test_whose_link_is_over_reads_why_and_no_line_is_opened():
    answer = asked(guarded(), "/iom", headers={"cookie": "whose=over"})
    assert b"It was taken back." in answer.body
    assert b'href="/auth/login"' in answer.body
    assert line("over")[-1]["type"] == "websocket.close"


def test_the_way_to_the_provider_is_made_when_it_is_asked_for():
    answer = asked(guarded(), "/auth/login")
    assert (answer.status, answer.headers["location"]) == (302, "/in")


def test_a_provider_that_does_not_answer_is_a_sentence():
    async def failing(scope, receive, send):
        await PlainTextResponse("Authentication error", 400)(scope, receive, send)

    app = guarded(app=failing)

    async def with_query(scope, receive, send):
        await app(scope | {"query_string": b"provider=x"}, receive, send)

    answer = asked(with_query, "/auth/login")
    assert answer.status == 502
    assert b"Try again in a minute" in answer.body
    assert b"Authentication error" not in answer.body


def test_every_page_of_streamlits_own_is_known_as_one():
    assert of_streamlit("/index.html")  # a stranger there would load it anew for ever
    assert not answered(LOAD_ANEW)  # nobody sends it to us
