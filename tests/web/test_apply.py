"""`/apply/…`: there for a fund that is open to anyone, and the same for whatever mailbox is written."""

import logging
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from structlog.testing import capture_logs

import app as launcher
from probation_commission.actions import links
from probation_commission.domain.applying import MOST_A_NETWORK
from probation_commission.domain.days import today
from probation_commission.store import database
from probation_commission.web import public_pages as web
from probation_commission.web.addresses import KnownAddresses
from probation_commission.web.headers import SecurityHeaders
from probation_commission.web.public_pages import asking, kept
from tests.given.applying import HERE, OPEN, every_organisation, mails, opened
from tests.given.ideas import pot
from tests.given.links import MAILBOX, by_link
from tests.given.organisations import organisation

pytestmark = pytest.mark.usefixtures("migrated_home")
OURS = {"origin": "http://testserver"}
PATH = f"/apply/{OPEN.slug}"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=y>"
NOT_THERE = {
    "asks whom it wants": replace(OPEN, open_to_anyone=False),
    "closed": replace(OPEN, closes=today() - timedelta(days=1)),
    "not open yet": replace(OPEN, opens=today() + timedelta(days=1)),
}


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept._kept.clear()


@pytest.fixture
def page() -> TestClient:
    """A stranger's browser, and the app without Streamlit."""
    own = web.apply_routes()
    wrapped = [
        Middleware(SecurityHeaders),
        Middleware(
            KnownAddresses, pages=(), routes=own, others=lambda _: False, withheld=launcher.no_such_page
        ),
    ]
    return TestClient(Starlette(routes=own, middleware=wrapped), follow_redirects=False)


def sent(page: TestClient, organisation="Shared Allotments", mailbox=MAILBOX, **more):
    data = {"organisation": organisation, "mailbox": mailbox}
    return page.post(PATH, **({"data": data, "headers": OURS} | more))


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("fund", NOT_THERE.values(), ids=NOT_THERE)
def test_a_fund_that_is_not_open_to_anyone_is_an_address_like_any_unknown_one(page, fund, method):
    pot(fund)
    unknown, own = page.request(method, "/apply/nothing"), page.request(method, PATH)
    nowhere = page.request(method, "/nothing")
    for one in (unknown, own):
        assert (one.status_code, one.text, dict(one.headers)) == (404, nowhere.text, dict(nowhere.headers))
    assert mails() == []


def test_no_other_address_begins_so(page):
    opened()
    for path in ("/apply", "/apply/", f"{PATH}/", f"{PATH}/more", "/apply/..", f"/APPLY/{OPEN.slug}"):
        assert page.get(path).status_code == 404


def test_it_says_what_the_fund_is_for_until_when_and_whom_to_ask(page):
    opened(replace(OPEN, rules="Direct benefit for people.\nOne-off, or a little more.", most_pence=500_000))
    answer = page.get(PATH)
    words = unescape(answer.text)
    assert answer.status_code == 200
    for said in ("£12,000", "up to £5,000", "the grants mailbox", "people on probation", "Haringey"):
        assert said in words
    assert "<li>Direct benefit for people.</li><li>One-off, or a little more.</li>" in words
    assert words.count("<h1") == 1
    assert "<script" not in words
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers
    # No address of another host, but for none at all.
    assert "http" not in words.replace("http-equiv", "")


def test_every_mailbox_is_answered_the_same_and_is_sent_a_link(page):
    opened()
    organisation("Example Charity")
    by_link("Example Charity")
    before = len(mails())
    known = sent(page, "Example Charity", MAILBOX)
    unknown = sent(page, "Nobody Knows", "nobody@example.org")
    assert (known.status_code, known.text, known.headers.items()) == (
        200,
        unknown.text,
        unknown.headers.items(),
    )
    assert "example.org" not in known.text
    (to, mail), (other, _) = mails()[before:]
    assert (to, other) == (MAILBOX, "nobody@example.org")
    assert mail.subject == f"Your link to send in an idea to {OPEN.name}"
    # A stranger's words are carried to no mailbox.
    assert "Example Charity" not in str(mail)
    secret = links.admit(mail.button[1].partition("#")[2], HERE).secret
    assert links.came_by(secret).organisation.startswith("Example Charity (by an open fund, ")


def test_a_fourth_mail_of_the_day_is_answered_as_the_first(page):
    opened()
    answers = [sent(page) for _ in range(4)]
    assert len({(answer.status_code, answer.text) for answer in answers}) == 1
    assert len(mails()) == 3


def test_too_many_from_one_connection_are_asked_to_come_again(page):
    opened()
    for number in range(MOST_A_NETWORK):
        assert sent(page, mailbox=f"m{number}@example.org").status_code == 200
    answer = sent(page, "Shared Allotments", "kept@example.org")
    assert answer.status_code == 429
    assert "Try again in an hour." in answer.text
    # What was typed is not lost.
    assert 'value="kept@example.org"' in answer.text
    assert len(mails()) == MOST_A_NETWORK


@pytest.mark.parametrize(
    "headers",
    [{}, {"origin": "https://elsewhere.example"}, {"origin": "null"}, {"origin": "http://testserver.evil"}],
)
def test_a_form_of_another_page_sends_nothing(page, headers):
    opened()
    answer = sent(page, headers=headers)
    assert answer.status_code == 403
    assert mails() == []
    # Nor does one with its fields in the address.
    assert page.post(f"{PATH}?mailbox={MAILBOX}", headers=OURS, data={}).status_code == 403


@pytest.mark.parametrize(
    "form",
    [
        {"organisation": HOSTILE, "mailbox": "x"},
        {"organisation": "Shared", "mailbox": HOSTILE},
        {"organisation": "", "mailbox": MAILBOX},
        {"organisation": "x" * 3000, "mailbox": MAILBOX},
        dict.fromkeys(map(str, range(20)), "x"),
        {},
    ],
)
def test_what_is_wrong_is_said_beside_the_form_and_is_no_markup(page, form):
    opened()
    answer = sent(page, data=form)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert answer.text.count('aria-invalid="true"') == 2
    assert "<script" not in answer.text
    assert "<img" not in answer.text
    assert "x" * 200 not in answer.text
    assert mails() == []


def test_what_the_fund_has_is_no_markup(page):
    opened(replace(OPEN, name=HOSTILE, for_whom=HOSTILE, rules=HOSTILE, ask=HOSTILE, funder=HOSTILE))
    words = page.get(PATH).text
    assert "<script" not in words
    assert "<img" not in words


def test_no_mailbox_and_no_name_is_logged(page, caplog):
    opened()
    caplog.set_level(logging.DEBUG)
    with capture_logs() as logged:
        sent(page, "Quiet Gardens", "quiet@example.org")
        sent(page, "Quiet Gardens", "quiet at example.org")
        links.admit(mails()[0][1].button[1].partition("#")[2], HERE)
    told = f"{logged}{caplog.text}"
    assert "quiet" not in told.casefold()


def test_a_made_up_fund_says_so(page):
    opened(replace(OPEN, illustrative=True))
    assert "Made up on this page:" in page.get(PATH).text


def broken():
    raise database.DatabaseFaultError(database.DatabaseFault.GONE)


def test_a_fault_of_the_database_is_said_in_words_and_tells_nobody_of_a_fund(page, monkeypatch):
    opened()
    assert page.get(PATH).status_code == 200
    monkeypatch.setattr(asking.applying, "open_funds", broken)
    assert page.get(PATH).status_code == 503
    assert page.get("/apply/nothing").status_code == 404


def test_where_too_many_wait_nothing_is_sent(page, monkeypatch):
    opened()
    monkeypatch.setattr(kept, "MOST_WAITING", 0)
    assert sent(page).status_code == 503
    assert page.get(PATH).status_code == 200
    assert mails() == []
    assert not every_organisation()
