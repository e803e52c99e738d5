"""From a partner's phone to the lead's decision and back."""

import re

import pytest
from playwright.sync_api import Error, Locator, Page, expect

from tests.browser import DESK, PHONE, settled
from tests.journeys.drawn_map import FRAME

FUND = "fund=partnership-local-project"
TITLE = "Bike repair in Tottenham"
REASON = "Good value, and it starts within a month."


def seen(locator: Locator) -> bool:
    """Whether it comes into view within some seconds."""
    try:
        locator.wait_for(timeout=5_000)
    except Error:
        return False
    return True


def view_as(page: Page, role: str) -> None:
    """Choose a role in the sidebar, which a phone folds away."""
    box = page.get_by_role("combobox", name=re.compile("view as"))
    # A page that is still coming has neither the box nor the button behind which a phone has it.
    expect(box.or_(page.get_by_test_id("stExpandSidebarButton")).first).to_be_visible(timeout=60_000)
    if not box.is_visible():
        page.get_by_test_id("stExpandSidebarButton").click()
    option = page.get_by_role("option", name=role, exact=True)
    box.click()
    # A list that was opened while the page took its new width is closed by that.
    if not seen(option):
        box.click()
    option.click()
    # Until the choice has begun a run the page is settled, and still the one before's.
    page.wait_for_timeout(500)
    settled(page)


def as_partner(page: Page) -> None:
    """Choose the partner's role, whose idea it is, where the sidebar is not folded away; then on a phone."""
    page.set_viewport_size(DESK)
    view_as(page, "Partner")
    page.set_viewport_size(PHONE)


def choose(page: Page, label: str, option: str) -> None:
    box = page.get_by_role("combobox", name=re.compile(f"{re.escape(label)}$"))
    box.click()
    box.press_sequentially(option)
    page.get_by_role("option", name=option, exact=True).click()
    settled(page)


def write(page: Page, answers: dict[str, str]) -> None:
    for label, answer in answers.items():
        box = page.get_by_label(label, exact=True)
        expect(box).to_have_count(1)  # while the page redraws, the old one can still be there
        box.fill(answer)
        box.press("Tab")
    settled(page)


def kept_in_browser(page: Page) -> list[str]:
    return page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('kept:'))")


@pytest.fixture(scope="module")
def address(empty_app):
    return empty_app.address


def test_a_partner_writes_it_on_a_phone_loses_nothing_by_a_reload_and_sends_it_in(address, page):
    page.goto(address(f"/submit-idea?{FUND}"))
    settled(page)
    as_partner(page)
    write(
        page,
        {
            "Your organisation": "Example Charity",
            "Title": TITLE,
            "What would you do?": "Six-week courses in which people repair a bike and keep it.",
            "How many people?": "20",
        },
    )
    expect(page.get_by_text(re.compile(r"Saved \d\d:\d\d"))).to_be_visible()
    page.get_by_text("Some wards", exact=True).click()
    settled(page)
    choose(page, "Which wards?", "Tottenham Hale")
    page.keyboard.press("Escape")
    page.wait_for_timeout(1500)  # the last field's saving is shown by the same words as the first one's
    page.reload()
    settled(page)
    as_partner(page)
    expect(page.get_by_label("Title", exact=True)).to_have_value(TITLE)
    expect(page.get_by_label("How many people?", exact=True)).to_have_value("20")
    expect(page.get_by_text("Tottenham Hale")).to_be_visible()

    page.get_by_role("button", name="Send in this idea").click()
    expect(page.get_by_text(re.compile(r"Not sent in yet: \d things to mend"))).to_be_visible()
    write(page, {"For whom?": "People on probation who cannot get to work"})
    choose(page, "Pathway", "Education, Training and Employment")
    choose(page, "Desired outcome", "Commences suitable ETE")
    write(
        page,
        {
            "How will you know that it worked?": "People in work after three months",
            "How many do you aim for?": "9",
            "Cost 1: what": "Mechanic",
            "Cost 1: £": "3000",
            "Cost 2: what": "Parts",
            "Cost 2: £": "800",
        },
    )
    expect(page.get_by_text("Total: £3,800")).to_be_visible()
    page.get_by_role("button", name="Send in this idea").click()
    expect(page.get_by_text(f"“{TITLE}” is sent in.")).to_be_visible()
    expect(page.get_by_label("Title", exact=True)).to_have_value("")
    assert kept_in_browser(page) == []


def test_the_lead_shortlists_and_approves_it_and_sees_what_is_left(address, page):
    page.set_viewport_size(DESK)
    page.goto(address(f"/ideas?{FUND}"))
    settled(page)
    expect(page.get_by_text("£12,000 of £12,000 left; 1 idea waits for a decision.")).to_be_visible()
    page.get_by_role("button", name=TITLE).click()
    page.get_by_role("button", name="Shortlist", exact=True).click()
    expect(page.get_by_text(f"“{TITLE}” is now shortlisted.")).to_be_visible()
    write(page, {"Award (£)": "3500"})
    settled(page)  # while the page is drawn anew the button before it is still there
    page.get_by_role("button", name="Approve", exact=True).click()
    expect(page.get_by_text("Write the reason")).to_be_visible()
    expect(page.get_by_label("Award (£)", exact=True)).to_have_value("3500")  # kept
    page.get_by_label("Reason, which the partner reads", exact=True).fill(REASON)
    settled(page)
    page.get_by_role("button", name="Approve", exact=True).click()
    expect(page.get_by_text(f"“{TITLE}” is now approved, £3,500.")).to_be_visible()
    expect(page.get_by_text("£8,500 of £12,000 left; no idea waits for a decision.")).to_be_visible()
    assert kept_in_browser(page) == []  # though the field of the reason is there no more


def test_the_partner_reads_the_reason_and_can_start_another(address, page):
    page.goto(address("/submit-idea"))
    settled(page)
    view_as(page, "Partner")
    expect(page.get_by_text("£3,500 awarded of £3,800 asked for")).to_be_visible()
    expect(page.get_by_text(f"Reason: {REASON}")).to_be_visible()
    expect(page.get_by_label("Title", exact=True)).to_have_value("")


def test_the_partner_keys_in_a_result_and_everyone_sees_promise_and_result_side_by_side(address, page):
    page.goto(address("/outcomes"))
    settled(page)
    view_as(page, "Partner")
    expect(page.get_by_text("0 of 1 promise met; 1 no result received.")).to_be_visible()
    write(page, {"How many": "4"})
    page.get_by_role("button", name="Keep this result").click()
    expect(page.get_by_text("4 people, from 1 month")).to_be_visible()
    row = page.get_by_role("row", name=re.compile("^Example Charity"))
    expect(row).to_contain_text("9 people: People in work after three months")
    expect(row).to_contain_text("£3,500")
    expect(row).to_contain_text("under way")
    view_as(page, "Viewer")  # somebody else's small count
    expect(page.get_by_text(re.compile("not shown yet: waits for")).first).to_be_visible()
    expect(page.get_by_text("4 people, from 1 month", exact=True)).not_to_be_visible()


def test_a_click_on_a_card_brings_the_idea_into_view_and_leaves_the_map_its_markers(sample_app, page):
    page.set_viewport_size(DESK)
    page.goto(sample_app.address("/ideas"))
    settled(page)
    before = markers(page)
    main = page.get_by_test_id("stMain")
    for title in ("Repair a bike and keep it", "Benefits clinic in Bishop Auckland"):  # one after the other
        main.evaluate("main => main.scrollTo(0, 0)")
        page.get_by_role("button", name=title).click()
        idea = page.get_by_role("heading", name=title, exact=True)
        expect(idea).to_be_in_viewport()
        page.wait_for_function(f"({TOP})() < 150")
        settled(page)
        assert markers(page) == before
    expect(page.locator(SCRIPT)).to_have_count(1)
    choose(page, "Idea", "5: Repair a bike and keep it")  # no card was clicked, so nothing scrolls
    expect(page.get_by_role("heading", name="Repair a bike and keep it", exact=True)).to_be_attached()
    expect(page.locator(SCRIPT)).to_have_count(0)
    assert markers(page) == before


SCRIPT = 'script[src^="/assets/opened/"]'
TOP = "() => document.querySelector('.st-key-one-idea').getBoundingClientRect().top"


def markers(page: Page) -> int:
    """How many markers the map of ideas has, once it has some."""
    holder = page.locator(FRAME).last
    expect(holder).to_be_attached()
    frame = holder.element_handle().content_frame()
    assert frame is not None
    expect(frame.locator(".leaflet-marker-icon").first).to_be_attached()
    page.wait_for_timeout(500)  # the last of them
    return frame.locator(".leaflet-marker-icon").count()
