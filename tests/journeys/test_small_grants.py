"""A small grant from a phone by link to a decision with its reason, and a service the same day."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import insert

from probation_commission.actions import ideas, people
from probation_commission.domain.access import Role
from probation_commission.domain.ideas import Move, Stage
from probation_commission.store import database
from probation_commission.store import ideas as store
from probation_commission.store.tables import criterion
from tests.browser import DESK, PHONE, settled
from tests.given.ideas import ANNA, BEN, NOON, WHOLE
from tests.given.links import sent, token_of
from tests.given.organisations import member
from tests.given.scoring import WORDS
from tests.journeys.test_signing_in import (
    PROVIDERS_STYLE,
    SETTER_UP,
    Provider,
    guarded_app,
    sign_in,
    styled,
)
from tests.running import Explorer

__all__ = ["guarded_app"]
SLUG, WHOSE = "partnership-local-project", "Example Charity"
IDEAS = f"/ideas?fund={SLUG}"
TITLE, WHAT = "Saturday bike repairs", "Six Saturdays in which people repair a bike and keep it."
OTHERS = ("Allotment mornings", "Boxing after work", "Choir in the hub")
BINDS = "My sister chairs their board."
HASTY, REASON = "Decided too fast.", "It starts within a month, and people are sent to it already."


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    names = ("ada", "lee", "pat", "sam", "cal")
    users = [User(sub=one, claims={"email": f"{one}@example.org", "email_verified": True}) for one in names]
    with run_server_in_thread(user_claims=users) as server:
        yield Provider(server.server_port)


@contextmanager
def opened(browser: Browser, app: Explorer, name: str = "", size: dict[str, int] = DESK) -> Iterator[Page]:
    """A browser of its own, of somebody who has signed in; without a name nobody has."""
    context = browser.new_context(viewport=size)
    context.route(PROVIDERS_STYLE, styled)
    page = context.new_page()
    if name:
        page.goto(app.address("/"))
        sign_in(page, app, name)
    yield page
    context.close()


def given_the_fund_and_a_draft() -> None:
    """Two panel members, a colleague, a criterion, a draft without its words, three ideas of others."""
    people.add(SETTER_UP, "pat@example.org", Role.PANEL, "Pat", organisation="Example Trust")
    people.add(SETTER_UP, "sam@example.org", Role.PANEL, "Sam", organisation="Example Trust")
    people.add(SETTER_UP, "cal@example.org", Role.PARTNER, "Cal", organisation=WHOSE)
    idea = replace(WHOLE, fund=SLUG, organisation=WHOSE)
    rows = [{"fund": SLUG, "position": 1, "text": "Direct benefit", "weight": 2, "words": WORDS}]
    with database.write() as conn:
        conn.execute(insert(criterion), rows)
        for title in OTHERS:
            other = replace(idea, title=title, organisation="Example Allotments")
            number = store.add(conn, BEN, other, NOON, illustrative=False)
            move = Move(NOON, "test", Stage.DRAFT, Stage.SHORTLISTED, told_at=NOON)
            store.move(conn, BEN, number, move)
    ideas.save_draft(member(ANNA, WHOSE), replace(idea, title="", what=""))


def by_link(page: Page, address: str) -> None:
    page.goto("about:blank")
    page.goto(address)
    page.get_by_role("button", name="Open the link").click()
    page.wait_for_url(re.compile("/submit-idea"))
    settled(page)


def field(page: Page, label: str) -> Locator:
    return page.get_by_label(label, exact=True)


def written_on_a_phone(phone: Page, address: str) -> None:
    """The connection goes in the middle of a sentence, and not a word goes with it."""
    by_link(phone, address)
    field(phone, "Title").fill(TITLE)
    field(phone, "Title").press("Tab")
    expect(phone.get_by_text(re.compile(r"Saved \d\d:\d\d"))).to_be_visible()
    settled(phone)
    phone.context.set_offline(True)
    field(phone, "What would you do?").press_sequentially(WHAT)
    phone.wait_for_timeout(1000)  # what is typed is kept on the phone within a second
    phone.close(run_before_unload=False)


def goes_on(page: Page) -> None:
    expect(field(page, "Title")).to_have_value(TITLE)
    expect(field(page, "What would you do?")).to_have_value(WHAT)
    field(page, "What would you do?").press("Tab")
    settled(page)


def sent_in_at_a_desk(page: Page, app: Explorer) -> None:
    """By a colleague, who finds what the other has typed on the phone."""
    page.goto(app.address(f"/submit-idea?fund={SLUG}"))
    settled(page)
    goes_on(page)
    page.goto(app.address(f"/submit-idea?fund={SLUG}&question=check"))
    settled(page)
    page.get_by_role("button", name="Send in this idea").click()
    expect(page.get_by_text(re.compile(f"we have your idea “{TITLE}”"))).to_be_visible()


def open_idea(page: Page, app: Explorer) -> None:
    page.goto(app.address(IDEAS))
    settled(page)
    page.get_by_role("button", name=TITLE).click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    settled(page)


def steps(page: Page, label: str, says: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()
    expect(page.get_by_text(f"“{TITLE}” is now {says}")).to_be_visible()
    settled(page)


def scores(page: Page, words: str, why: str) -> None:
    page.get_by_text(re.compile(words)).first.click()
    field(page, "Why, in a sentence or two").fill(why)
    field(page, "Why, in a sentence or two").press("Tab")
    settled(page)
    page.get_by_role("button", name="Put in my scores").click()
    expect(page.get_by_text("Your scores are in.", exact=True)).to_be_visible()
    settled(page)


def recuses(page: Page, app: Explorer) -> None:
    open_idea(page, app)
    field(page, "Or write what binds you").fill(BINDS)
    page.get_by_role("button", name="I have a conflict of interest").click()
    expect(page.get_by_text("so it does not open for you, and you neither score")).to_be_visible()
    expect(page.get_by_text(WHAT)).to_have_count(0)


def compares_four(page: Page) -> None:
    page.get_by_role("button", name="Close").click()
    for title in (TITLE, *OTHERS):
        page.get_by_role("checkbox", name=f"Compare {title}").check(force=True)
        settled(page)
    page.get_by_role("button", name="Compare 4 ideas").click()
    page.get_by_role("button", name="Nothing binds me to any of them").click()
    table = page.get_by_role("region", name="Ideas side by side")
    expect(table.get_by_role("columnheader")).to_have_count(4)


def decides(page: Page, reason: str) -> None:
    page.get_by_role("radio", name="Approve", exact=True).click()
    settled(page)
    field(page, "Reason, which the partner reads").fill(reason)
    field(page, "Reason, which the partner reads").press("Tab")
    settled(page)
    steps(page, "Make this decision: approve", "approved")


def takes_back(page: Page) -> None:
    page.locator("summary").filter(has_text="Take this decision back").click()
    field(page, "Why is it taken back?").fill("The panel was not asked.")
    field(page, "Why is it taken back?").press("Tab")
    settled(page)
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text(f"“{TITLE}” is shortlisted again.")).to_be_visible()
    settled(page)


def reads(phone: Page, address: str, words: str) -> None:
    by_link(phone, address)
    phone.get_by_role("button", name=re.compile(r"^Open: \d\d-\d{4}$")).click()
    expect(phone.get_by_role("heading", name="How it stands")).to_be_visible()
    expect(phone.get_by_text(words).first).to_be_visible()
    expect(phone.get_by_text(HASTY)).to_have_count(0)  # taken back before anybody was told


def test_from_a_phone_to_a_service_with_two_scores_a_recusal_and_a_decision_taken_back(browser, guarded_app):
    given_the_fund_and_a_draft()
    address = guarded_app.address(f"/link#{token_of(sent(WHOSE))}")
    with opened(browser, guarded_app, size=PHONE) as phone:
        written_on_a_phone(phone, address)
        phone.context.set_offline(False)
        again = phone.context.new_page()
        by_link(again, address)
        goes_on(again)
        with opened(browser, guarded_app, "cal") as desk:
            sent_in_at_a_desk(desk, guarded_app)
        with opened(browser, guarded_app, "lee") as lead:
            open_idea(lead, guarded_app)
            lead.get_by_role("button", name="Nothing binds me: open it").click()
            steps(lead, "Eligible", "eligible")
            steps(lead, "Have it scored", "being scored")
            with opened(browser, guarded_app, "sam") as bound:
                recuses(bound, guarded_app)
            with opened(browser, guarded_app, "pat") as panel:
                open_idea(panel, guarded_app)
                panel.get_by_role("button", name="Nothing binds me: open it").click()
                scores(panel, WORDS[3], "It says for whom.")
            expect(lead.get_by_text("It says for whom.")).to_have_count(0)  # hidden until the lead's are in
            scores(lead, WORDS[1], "Few of them are on probation.")
            steps(lead, "Shortlist", "shortlisted")
            compares_four(lead)
            open_idea(lead, guarded_app)
            decides(lead, HASTY)
            takes_back(lead)
            decides(lead, REASON)
            reads(again, address, "We are looking at")
            lead.get_by_role("button", name="Tell the partner").click()
            expect(lead.get_by_text("1 partner told.")).to_be_visible()
            reads(again, address, REASON)
            steps(lead, "Agree", "in agreement")
            lead.get_by_role("link", name="Its service in the directory").click()
            expect(lead.get_by_role("heading", name="Services", exact=True)).to_be_visible()
            settled(lead)
            expect(lead.get_by_role("heading", name=TITLE)).to_be_visible()


pytestmark = pytest.mark.browser
