"""A lead invites a charity by link; its colleague shares the draft; the lead takes the link back."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from probation_commission.actions import people
from probation_commission.domain.access import Role
from probation_commission.store import database
from probation_commission.store.tables import link
from tests.browser import DESK, PHONE, settled
from tests.journeys.readable import serious, too_wide
from tests.journeys.test_signing_in import (
    PROVIDERS_STYLE,
    SETTER_UP,
    another,
    guarded_app,
    provider,
    sign_in,
    styled,
    visitor,
)

__all__ = ["guarded_app", "provider", "visitor"]
WHOSE = "Example Trust"
ADDRESS = re.compile(r"http\S+/link#[\w-]{43}")


def invite(page: Page) -> str:
    """The address of a link to send in ideas, sent by whoever is signed in."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Organisations").click()
    expect(page.get_by_role("heading", name="Invite by link")).to_be_visible()
    settled(page)
    choose(page, page.get_by_role("combobox", name="Organisation to invite"), WHOSE)
    page.get_by_label("Mailbox").fill("office@example.org")
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_text(f"A link for {WHOSE} is on its way")).to_be_visible()
    return ADDRESS.search(page.get_by_test_id("stCode").inner_text())[0]


def choose(page: Page, choice, words: str) -> None:
    choice.click()
    choice.fill(words)
    page.get_by_role("option", name=re.compile(words)).first.click()
    settled(page)


def opened_again(page: Page, address: str) -> None:
    page.goto("about:blank")
    page.goto(address)
    page.get_by_role("button", name="Open the link").click()
    page.wait_for_url(re.compile("/submit-idea$"))


def says(page: Page, address: str, sentence: str) -> None:
    """Open the address and press its button, which says the sentence and opens nothing."""
    page.goto("about:blank")
    page.goto(address)
    page.get_by_role("button", name="Open the link").click()
    expect(page.get_by_text(sentence)).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)


def opens_nothing(page: Page, address: str) -> None:
    """A link that was taken back, one that has run out and a forged one: each says one sentence."""
    says(page, address, "This link was taken back.")
    with database.write() as conn:
        conn.execute(update(link).values(revoked_at=None, expires_at=datetime(2026, 1, 1, tzinfo=UTC)))
    says(page, address, "This link has run out.")
    says(page, address[:-1] + ("A" if address[-1] != "A" else "B"), "This link does not work.")


def test_a_link_is_sent_opened_shared_and_taken_back(visitor, browser, guarded_app):
    people.add(SETTER_UP, "stranger@example.org", Role.APPLICANT, "Stan", organisation=WHOSE)
    sign_in(visitor, guarded_app, "lee")
    address = invite(visitor)
    context = browser.new_context(viewport=DESK)
    context.route(PROVIDERS_STYLE, styled)
    theirs = context.new_page()
    sent: list[str] = []
    theirs.on("request", lambda request: sent.append(request.url))
    for _ in range(2):
        theirs.goto("about:blank")
        theirs.goto(address)
        expect(theirs.get_by_role("button")).to_have_count(1)
        assert theirs.url == guarded_app.address("/link")  # the token has left the address
        assert [cookie["name"] for cookie in context.cookies() if "link" in cookie["name"]] == []
        assert serious(theirs) == []
    theirs.get_by_role("button", name="Open the link").click()
    theirs.wait_for_url(guarded_app.address("/submit-idea"))
    expect(theirs.get_by_text(re.compile(rf"{WHOSE}, by link, until"))).to_be_visible(timeout=30_000)
    assert not [url for url in sent if address.partition("#")[2] in url]

    theirs.get_by_role("textbox", name="Title", exact=False).first.fill("Bicycles for work")
    expect(theirs.get_by_text(re.compile("^Saved")).first).to_be_visible()
    for size in (DESK, PHONE):
        theirs.set_viewport_size(size)
        settled(theirs)
        assert too_wide(theirs) == []
    with another(browser) as member:
        member.goto(guarded_app.address("/"))
        member.get_by_role("link", name="Sign in").click()
        member.get_by_role("button", name="stranger", exact=True).first.click()
        title = member.get_by_role("textbox", name="Title", exact=False).first
        expect(title).to_have_value("Bicycles for work", timeout=30_000)
        theirs.set_viewport_size(DESK)
        theirs.get_by_role("button", name="Leave", exact=True).click()
        expect(theirs.get_by_role("textbox")).to_have_count(0)
        member.reload()  # who leaves takes nothing along
        expect(title).to_have_value("Bicycles for work", timeout=30_000)

    opened_again(theirs, address)
    choose(visitor, visitor.get_by_role("combobox", name="Take one back", exact=False), "Link 1")
    visitor.get_by_text("It opens nothing from now on").click()
    visitor.get_by_role("button", name="Take the link back").click()
    expect(visitor.get_by_text("Link 1 opens nothing any more.")).to_be_visible()
    theirs.reload()
    expect(theirs.get_by_text("This link was taken back.")).to_be_visible()
    expect(theirs.get_by_role("textbox")).to_have_count(0)
    opens_nothing(theirs, address)
    log = guarded_app.log.read_text()
    assert address.partition("#")[2] not in log
    assert "office@example.org" not in log
    context.close()


pytestmark = pytest.mark.browser
