"""The pages that need no sign-in: there while they are published, and as everybody may see them."""

import asyncio
import logging
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time
from html import unescape
from io import BytesIO
from threading import Event

import pytest
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from probation_commission.actions import directory, hubs, localities, public_pages
from probation_commission.domain.access import Person, Role
from probation_commission.domain.hubs import HubDetails, HubKind, OpenTo, Session
from probation_commission.domain.public_pages import PublicPage
from probation_commission.store import database
from probation_commission.web import public_pages as web
from probation_commission.web.addresses import KnownAddresses
from probation_commission.web.headers import SecurityHeaders
from probation_commission.web.public_pages import first, kept, routes

pytestmark = pytest.mark.usefixtures("migrated_home")
LEAD = Person("Lena", Role.LEAD)
ADMIN = Person("Ada", Role.ADMIN)
DURHAM = "E06000047"
AVAILABLE, FIRST = PublicPage
PATHS = [path for page in PublicPage for path in (page.path, f"{page.path}.pdf")]
SECRETS = ("7 Hidden Way", "DH1 1AA", "the 12 to the gate")
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=y>"


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept._kept.clear()


@pytest.fixture
def page() -> TestClient:
    """A stranger's browser, and the app without Streamlit."""
    own = web.public_page_routes()
    wrapped = [
        Middleware(SecurityHeaders),
        Middleware(KnownAddresses, pages=(), routes=own, others=lambda _: False, withheld=web.withheld),
    ]
    return TestClient(Starlette(routes=own, middleware=wrapped), follow_redirects=False)


@pytest.fixture
def published(migrated_home):  # noqa: ARG001 (before anything is written)
    for one in PublicPage:
        public_pages.publish(LEAD, one)


def hub(name="Hall", **more) -> str:
    known = HubDetails(name, HubKind.COMMUNITY, "Trust", DURHAM, phone="01632 960009")
    slug = hubs.add(LEAD, replace(known, **more), "new")
    hubs.put_session(LEAD, slug, Session(3, time(10), time(19)))
    return slug


def asked(page: TestClient, near="dh1", **more):
    return page.post("/first-appointment", data={"area": DURHAM, "near": near, "for": "man", "on": ""} | more)


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_that_is_not_published_is_an_address_like_any_unknown_one(page, path, method):
    unknown, own = page.request(method, "/nothing"), page.request(method, path)
    assert (own.status_code, own.text, dict(own.headers)) == (404, unknown.text, dict(unknown.headers))


@pytest.mark.usefixtures("published")
def test_it_is_there_once_published_and_gone_once_taken_back(page):
    assert [page.get(path).status_code for path in PATHS] == [200] * 4
    assert [page.head(path).status_code for path in PATHS] == [200] * 4
    public_pages.unpublish(LEAD, AVAILABLE)
    assert [page.get(path).status_code for path in PATHS] == [404, 404, 200, 200]
    # Nobody is sent to a page that is no more there.
    assert 'href="/available"' not in page.get("/first-appointment").text
    public_pages.unpublish(LEAD, FIRST)
    assert [page.get(path).status_code for path in PATHS] == [404] * 4
    assert asked(page).status_code == 404


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_nothing_but_reading_and_the_form_is_answered(page, method):
    assert [page.request(method, path).status_code for path in PATHS] == [405] * 4
    assert [page.post(path).status_code for path in PATHS if path != "/first-appointment"] == [405] * 3


@pytest.mark.usefixtures("published")
def test_answers_are_kept_by_no_browser_set_no_cookie_and_run_no_script(page):
    for answer in [*map(page.get, PATHS), asked(page), asked(page, "nowhere")]:
        assert "set-cookie" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
        if "html" in answer.headers["content-type"]:
            assert "<script" not in answer.text
            assert " on" not in "".join(part.partition(">")[0] for part in answer.text.split("<button")[1:])
            assert answer.text.count("<h1") == 1
            assert '<html lang="en-GB">' in answer.text


@pytest.mark.usefixtures("published")
def test_a_stranger_finds_where_somebody_can_be_seen_first(page):
    hub(postcode="DH1 4SL", address="North Road", stand_in="the duty officer")
    answer = asked(page, near=" dh1 ")
    assert answer.status_code == 200
    for words in ("Hall", "10:00–19:00", "Thursday", "North Road; DH1 4SL", "the duty officer", "DH1"):
        assert words in answer.text
    assert 'href="tel:01632960009"' in answer.text
    assert "For a man from DH1, any day" in answer.text
    # On another day of the week it is not open.
    assert "10:00–19:00" not in asked(page, on="1").text


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("Weardale", "Weardale"),
        ("weard", "Weardale"),
        ("all of county durham", "all of County Durham"),
        ("County Durham", "all of County Durham"),
        # Of the other area, of which Darlington has none: what is suggested is taken.
        ("dh1", "DH1"),
    ],
)
@pytest.mark.parametrize("area", [DURHAM, "E06000005"])
def test_what_is_suggested_is_taken_whichever_area_stands_above_it(page, area, typed, named):
    answer = asked(page, near=typed, area=area)
    assert answer.status_code == 200
    assert f"For a man from {named}, any day" in answer.text
    assert f'<option value="{DURHAM}" selected>' in answer.text


@pytest.mark.usefixtures("published")
def test_a_locality_is_one_of_the_places(page):
    localities.load_bundled(ADMIN)
    words = page.get("/first-appointment").text
    (locality, *_) = re.findall(r'<option value="([^"]*) \(locality\)">County Durham<', words)
    answer = asked(page, near=f"{unescape(locality)} (locality)")
    assert f"from {locality} (locality), any day" in answer.text


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("d", "Choose one from the list."), ("chester", "begins so"), ("DH", "Choose one from the list.")],
)
def test_a_beginning_that_is_short_or_of_several_is_none(page, typed, sentence):
    answer = asked(page, near=typed)
    assert answer.status_code == 422
    assert sentence in answer.text


@pytest.mark.usefixtures("published")
def test_without_a_list_nobody_is_sent_to_one(page, monkeypatch):
    monkeypatch.setattr(first, "MOST_SUGGESTED", 1)
    words = asked(page, near="nowhere").text
    assert "from the list" not in words
    assert "<datalist" not in words


@pytest.mark.usefixtures("published")
def test_a_court_s_sheet_is_made_anew_as_the_hour_moves(page, monkeypatch):
    hub(postcode="DH1 4SL")
    made = []
    monkeypatch.setattr(routes, "as_pdf", lambda sheet: made.append(repr(sheet)) or b"%PDF")
    for hour in (9, 9, 20):
        moment = datetime.combine(date(2026, 11, 26), time(hour))  # a Thursday
        for module in (kept, first):
            monkeypatch.setattr(module, "now", lambda moment=moment: moment)
        page.get("/first-appointment.pdf", params={"for": DURHAM})
    assert ["'26 November'" in one for one in made] == [True, False]


@pytest.mark.usefixtures("published")
def test_of_another_region_nothing_is_available_here():
    directory.load_bundled(ADMIN)
    every = kept.shown().directory.bought.as_of(kept.shown().day)
    shown = kept.shown().services
    assert "London (boroughs not named)" in set(every.area)
    assert "London (boroughs not named)" not in set(shown.area)
    assert len(shown)


@pytest.mark.usefixtures("published")
def test_who_may_come_is_held_to(page):
    slug = hub(postcode="DH1 4SL")
    hubs.put_session(LEAD, slug, Session(0, time(7), time(8), for_whom=OpenTo.WOMEN))
    assert "07:00–08:00" in asked(page, on="0", **{"for": "woman"}).text
    assert "07:00–08:00" not in asked(page, on="0").text


@pytest.mark.usefixtures("published")
def test_of_a_confidential_place_nobody_reads_where_it_is(page):
    street, postcode, way = SECRETS
    hub("Quiet", confidential=True, address=street, postcode=postcode, transport=way)
    answers = [asked(page), *map(page.get, PATHS)]
    assert "Quiet" in answers[0].text
    assert "confidential: ask by telephone" in answers[0].text
    for answer in answers:
        words = text(answer.content) if answer.content.startswith(b"%PDF") else answer.text
        assert not [secret for secret in SECRETS if secret in words]


def text(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    "typed",
    [
        "DH1 5TT",
        "dh15tt",
        "DH1  5TT",
        "d h1 5tt, DH1 5TT",
        "DH1-5TT",
        "DH1\u00a05TT",
        "\uff24H1 5TT",
        "SW1A 1AA",
        "x DL15TT",
    ],
)
def test_a_whole_postcode_is_refused_in_words_and_is_neither_repeated_nor_logged(page, typed, caplog):
    caplog.set_level(logging.DEBUG)
    with capture_logs() as logged:
        answer = asked(page, near=typed)
    assert answer.status_code == 422
    assert "That is a whole postcode" in answer.text
    assert 'role="alert"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    kept_or_told = f"{answer.text}{answer.headers}{logged}{caplog.text}".casefold()
    assert typed.casefold() not in kept_or_told
    assert "5tt" not in kept_or_told


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    "form",
    [
        {"near": HOSTILE},
        {"near": ""},
        {"near": "x" * 3000},
        {"near": "\x00\ud83d".encode("utf-16", "surrogatepass").decode("latin-1")},
        {"area": HOSTILE, "near": HOSTILE, "for": HOSTILE, "on": HOSTILE},
        dict.fromkeys(map(str, range(20)), "x"),
    ],
)
def test_whatever_is_sent_is_answered_with_the_form_and_none_of_it(page, form):
    answer = asked(page, **form)
    assert answer.status_code == 422
    assert "onerror" not in answer.text
    assert "x" * 50 not in answer.text
    assert '<form method="post"' in answer.text


@pytest.mark.usefixtures("published")
def test_what_the_directory_has_is_no_markup(page):
    hub("Hall &amp; <b>x</b>", postcode="DH1 4SL", address=HOSTILE[:60])
    answer = asked(page)
    assert "<b>x" not in answer.text
    assert "Hall &amp;amp; &lt;b&gt;x" in answer.text
    assert "<img" not in answer.text


@pytest.mark.usefixtures("published")
def test_what_an_address_asks_is_not_read_but_for_whom_a_sheet_is(page):
    assert "DH1" not in page.get("/first-appointment?near=DH1&area=x").text.partition("<datalist")[0]
    sheet = page.get("/first-appointment.pdf", params={"for": DURHAM})
    assert sheet.status_code == 200
    assert f"first_appointment_{DURHAM.lower()}_" in sheet.headers["content-disposition"]
    assert page.get("/first-appointment.pdf", params={"for": HOSTILE}).status_code == 404


@pytest.mark.usefixtures("published")
def test_it_is_made_once_until_the_directory_is_written_about(page, monkeypatch):
    made = []
    real = kept.for_strangers
    monkeypatch.setattr(kept, "for_strangers", lambda: made.append("read") or real())
    monkeypatch.setattr(routes, "as_pdf", lambda _: made.append("set") or b"%PDF")
    for _ in range(3):
        page.get("/available")
        page.get("/available.pdf")
        asked(page)
    assert made == ["read", "set"]
    hub("New", postcode="DH1 4SL")
    assert "New" in asked(page).text
    assert made == ["read", "set", "read"]


@pytest.mark.usefixtures("published")
def test_what_holds_until_a_day_is_made_anew_on_the_next(page, monkeypatch):
    page.get("/available")
    (before,) = kept._kept
    monkeypatch.setattr(kept, "today", lambda: date(2031, 1, 1))
    assert "1 January 2031" in page.get("/available").text
    assert before not in kept._kept


@pytest.mark.usefixtures("published")
def test_where_too_many_wait_the_next_is_asked_to_come_again_and_what_is_made_is_read(page, monkeypatch):
    assert page.get("/first-appointment").status_code == 200
    monkeypatch.setattr(kept, "MOST_WAITING", 0)
    for answer in (asked(page), page.get("/available")):
        assert answer.status_code == 503
        assert "Try again" in answer.text
    # Made before, it waits for nobody.
    assert page.get("/first-appointment").status_code == 200


def test_one_address_alone_does_not_fill_the_queue():
    async def flood() -> tuple[int, str]:
        turns, go = kept.Turns(), Event()
        waiting = [asyncio.create_task(turns.take("one", go.wait)) for _ in range(60)]
        await asyncio.sleep(0)
        other = asyncio.create_task(turns.take("another", lambda: "served"))
        await asyncio.sleep(0)
        go.set()
        ended = await asyncio.gather(*waiting, return_exceptions=True)
        served = await other
        assert not turns._waiting
        return sum(isinstance(one, kept.BusyError) for one in ended), served

    assert asyncio.run(flood()) == (60 - kept.MOST_OF_ONE, "served")


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_that_is_not_published_is_unknown_however_many_wait(page, monkeypatch, path, method):
    monkeypatch.setattr(kept, "MOST_WAITING", 0)
    assert page.request(method, path).status_code == 404


def broken():
    raise database.DatabaseFaultError(database.DatabaseFault.GONE)


@pytest.mark.usefixtures("published")
def test_a_fault_of_the_database_is_said_in_words(page, monkeypatch):
    assert page.get("/available").status_code == 200
    monkeypatch.setattr(routes, "shown", broken)
    answer = page.get("/available")
    assert answer.status_code == 503
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("path", PATHS)
def test_a_fault_of_the_database_tells_nobody_of_a_page(page, monkeypatch, path):
    monkeypatch.setattr(routes, "shown", broken)
    assert page.get(path).status_code == 404


@pytest.mark.usefixtures("published")
def test_the_page_says_as_of_when_and_that_what_nobody_said_is_not_known(page):
    directory.load_bundled(ADMIN)
    words = page.get("/available").text
    assert f"{datetime.now(UTC).year}" in words
    assert "not known" in words
    assert "not confirmed; source of" in words
    assert "Source: " in words
