"""`/link`: asked for it changes nothing; its button opens the link, from our own page alone."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from probation_commission.actions import links as actions
from probation_commission.domain.doors import COOKIE_LASTS, LARGEST_LINK, LINK_COOKIE, MOST_FAILED_TRIES
from probation_commission.domain.links import LinkRefusal, Purpose
from probation_commission.web.assets import asset_routes
from probation_commission.web.headers import SecurityHeaders
from probation_commission.web.links import FOLDER_URL, link_routes
from tests.given.links import SENDER, sent, token_of

pytestmark = pytest.mark.usefixtures("migrated_home")
OURS = {"origin": "http://testserver"}
PAGES = {Purpose.IDEAS: "/submit-idea", Purpose.RESULTS: "/results", Purpose.ENTRY: "/entry"}


def browser(*, https: bool = False) -> TestClient:
    app = Starlette(routes=[*link_routes(PAGES, lambda cookies: "signed" in cookies), *asset_routes()])
    app.add_middleware(SecurityHeaders, https=lambda: https)
    return TestClient(app, follow_redirects=False)


@pytest.fixture
def page() -> TestClient:
    return browser()


def press(page: TestClient, token: str, **more):
    return page.post("/link", data={"token": token}, headers=OURS, **more)


def openings() -> int:
    return sum(link.openings for link in actions.of_organisation(SENDER, 1))


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT"])
def test_whoever_asks_without_pressing_changes_nothing(page, method):
    token = token_of(sent())
    answer = page.request(method, "/link", params={"token": token}, headers=OURS)
    assert "set-cookie" not in answer.headers
    assert openings() == 0
    if method == "GET":
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        assert answer.text.count("<button") == 1
        assert token not in answer.text
        assert f'<script src="{FOLDER_URL}/link.js" defer></script>' in answer.text
        assert "'unsafe-inline'" not in answer.headers["content-security-policy"].partition("style-src")[0]
        assert page.get(f"{FOLDER_URL}/link.js").status_code == 200


@pytest.mark.parametrize("purpose", Purpose)
def test_the_button_leads_to_what_it_is_for_with_a_cookie_of_this_browser_alone(page, purpose):
    answer = press(page, token_of(sent(purpose=purpose)))
    assert (answer.status_code, answer.headers["location"]) == (303, PAGES[purpose])
    name_and_secret, *attributes = answer.headers["set-cookie"].split("; ")
    name, secret = name_and_secret.split("=")
    assert name == LINK_COOKIE
    assert {*map(str.lower, attributes)} == {
        "httponly",
        "samesite=lax",
        "path=/",
        f"max-age={int(COOKIE_LASTS.total_seconds())}",
    }
    person = actions.came_by(secret)
    assert (person.purpose, person.organisation) == (purpose, "Example Charity")
    again = press(page, token_of(sent(purpose=purpose)))
    assert secret not in again.headers["set-cookie"]


def test_by_https_the_cookie_goes_by_https_alone():
    assert "Secure" in press(browser(https=True), token_of(sent())).headers["set-cookie"]


def test_each_that_opens_nothing_is_one_page_with_one_sentence(page):
    link = sent()
    actions.revoke(SENDER, link.link.id)
    answers = [press(page, token) for token in (token_of(link), "A" * 43, "cut")]
    assert {answer.status_code for answer in answers} == {403}
    assert not [answer for answer in answers if "set-cookie" in answer.headers]
    revoked, forged, cut = (answer.text for answer in answers)
    assert forged == cut
    assert revoked == forged.replace(LinkRefusal.UNKNOWN.sentence, LinkRefusal.REVOKED.sentence)
    assert openings() == 0


@pytest.mark.parametrize(
    "more",
    [
        {"headers": {"origin": "https://elsewhere.example.org"}},
        {"headers": {"origin": "null"}},
        {"headers": {}},
        {"params": {"token": "x"}},
        {"data": {"more": "x" * LARGEST_LINK}},
        {"data": dict.fromkeys("abcd", "x")},
    ],
)
def test_only_our_own_form_opens_one(page, more):
    form = {"more": "", "token": token_of(sent())} | more.pop("data", {})
    answer = page.post("/link", **{"headers": OURS, "data": form} | more)
    assert answer.status_code == 403
    assert openings() == 0


def test_the_address_of_the_app_is_its_own_too(page, monkeypatch):
    monkeypatch.setenv("PC_ADDRESS", "https://explorer.example.org")
    form = {"token": token_of(sent())}
    answer = page.post("/link", data=form, headers={"origin": "https://explorer.example.org"})
    assert answer.status_code == 303


def test_who_tries_many_waits(page):
    link = sent()
    for _ in range(MOST_FAILED_TRIES):
        press(page, "A" * 43)
    assert LinkRefusal.TOO_MANY_TRIES.sentence in press(page, token_of(link)).text
    assert openings() == 0


def test_who_is_signed_in_is_told_that_they_need_none(page):
    token = token_of(sent())
    page.cookies.set("signed", "in")
    for answer in (page.get("/link"), press(page, token)):
        assert "You need no link" in answer.text
        assert "set-cookie" not in answer.headers
    assert openings() == 0


def test_the_cookie_goes_once_its_link_is_over_and_not_before(page):
    secret = press(page, token_of(sent())).cookies[LINK_COOKIE]
    assert "set-cookie" not in page.get("/link/left").headers
    actions.leave(secret)
    answer = page.get("/link/left")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert f'{LINK_COOKIE}=""' in answer.headers["set-cookie"]
    assert "Max-Age=0" in answer.headers["set-cookie"]
