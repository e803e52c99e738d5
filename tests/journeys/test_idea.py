"""From a partner's phone to the lead's decision and back."""

import re

import pytest
from playwright.sync_api import Error, Locator, Page, expect

from tests.browser import DESK, PHONE, settled
from tests.journeys.readable import serious, too_wide

FUND = "fund=partnership-local-project"
TITLE = "Bike repair in Tottenham"
QUESTIONS = ("idea", "new", "people", "where", "when", "outcome", "referrals", "vetting", "costs", "cover")
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


def go_on(page: Page, heading: str) -> None:
    """The next question, by its heading."""
    page.get_by_role("button", name="Continue", exact=True).click()
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    settled(page)


KEPT = "Object.keys(localStorage).filter((name) => name.startsWith('kept:'))"


def kept_in_browser(page: Page) -> list[str]:
    return page.evaluate(KEPT)


@pytest.fixture(scope="module")
def address(empty_app):
    return empty_app.address


def test_a_partner_writes_it_on_a_phone_and_loses_nothing_by_a_reload(address, page):
    page.goto(address(f"/submit-idea?{FUND}"))
    settled(page)
    as_partner(page)
    write(
        page,
        {
            "Your organisation": "Example Charity",
            "Title": TITLE,
            "What would you do?": "Six-week courses in which people repair a bike and keep it.",
        },
    )
    expect(page.get_by_text(re.compile(r"Saved \d\d:\d\d"))).to_be_visible()
    go_on(page, "2. Is it new?")
    page.get_by_text("Already running", exact=True).click()
    settled(page)
    go_on(page, "3. For whom is it?")
    expect(page.get_by_text("Question 3 of 10")).to_be_visible()
    write(page, {"How many people?": "20"})
    go_on(page, "4. Where would it happen?")
    page.get_by_text("Some wards", exact=True).click()
    settled(page)
    choose(page, "Which wards?", "Tottenham Hale")
    page.keyboard.press("Escape")
    page.wait_for_timeout(1500)  # the last field's saving is shown by the same words as the first one's
    page.reload()  # the address has the question
    settled(page)
    as_partner(page)
    expect(page.get_by_role("heading", name="4. Where would it happen?")).to_be_visible()
    expect(page.get_by_text("Tottenham Hale").first).to_be_visible()
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.get_by_label("How many people?", exact=True)).to_have_value("20")
    page.go_back()  # the browser's own, to the question before that was left
    expect(page.get_by_role("heading", name="4. Where would it happen?")).to_be_visible()


def test_what_is_missing_is_said_with_the_way_to_it_and_then_it_is_sent_in(address, page):
    page.goto(address(f"/submit-idea?{FUND}"))
    settled(page)
    as_partner(page)
    choose(page, "Question", "Check and send")
    page.get_by_role("button", name="Send in this idea").click()
    expect(page.get_by_text(re.compile(r"Not sent in yet: \d things to mend"))).to_be_visible()
    page.get_by_role("button", name="Go to “For whom is it?”").click()
    write(page, {"For whom?": "People on probation who cannot get to work"})
    choose(page, "Question", "6 of 10: What will be different?")
    choose(page, "Pathway", "Education, Training and Employment")
    choose(page, "Desired outcome", "Commences suitable ETE")
    write(
        page,
        {
            "How will you know that it worked?": "People in work after three months",
            "How many do you aim for?": "9",
        },
    )
    go_on(page, "7. Who will send people to you?")
    write(page, {"Who will send people to you?": "The probation office"})
    page.get_by_text("Yes", exact=True).click()
    settled(page)
    choose(page, "Question", "9 of 10: What does it cost?")
    write(
        page,
        {"Cost 1: what": "Mechanic", "Cost 1: £": "3000", "Cost 2: what": "Parts", "Cost 2: £": "800"},
    )
    expect(page.get_by_text("Total: £3,800")).to_be_visible()
    choose(page, "Question", "Check and send")
    expect(page.get_by_text("Is it new? already running")).to_be_visible()
    assert too_wide(page) == []
    page.get_by_role("button", name="Send in this idea").click()
    expect(page.get_by_text(re.compile(f"we have your idea “{TITLE}”.*reference is"))).to_be_visible()
    expect(page.get_by_label("Title", exact=True)).to_have_count(0)  # no empty form
    page.get_by_role("button", name="Write another idea").click()
    expect(page.get_by_label("Title", exact=True)).to_have_value("")
    page.wait_for_function(f"() => {KEPT}.length === 0")


def test_every_question_passes_axe_on_a_phone(address, page):
    page.set_viewport_size(PHONE)
    for number, question in enumerate(QUESTIONS):
        page.goto(address(f"/submit-idea?{FUND}&question={question}"))
        settled(page)
        expect(page.get_by_text(f"Question {number + 1} of 10")).to_be_visible()
        assert serious(page) == [], question
        assert too_wide(page) == [], question


def test_on_a_phone_the_menu_starts_closed_and_closes_on_a_choice(address, page):
    page.set_viewport_size(PHONE)
    page.goto(address("/hubs"))
    settled(page)
    menu = page.get_by_test_id("stSidebar")
    expect(menu).to_have_attribute("data-collapsed", "true")
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(menu).to_have_attribute("data-collapsed", "false")
    menu.get_by_role("link", name="Send in an idea").click()
    expect(menu).to_have_attribute("data-collapsed", "true")
    expect(page.get_by_role("heading", name="Send in an idea")).to_be_visible()


def test_the_lead_shortlists_and_approves_it_and_sees_what_is_left(address, page):
    page.set_viewport_size(DESK)
    page.goto(address(f"/ideas?{FUND}"))
    settled(page)
    expect(page.get_by_text("£12,000 of £12,000 left; 1 idea waits for a decision.")).to_be_visible()
    page.get_by_role("button", name=TITLE).click()
    expect(page.get_by_role("button", name="Eligible", exact=True)).to_have_count(0)  # asked first
    page.get_by_role("button", name="Nothing binds me: open it").click()
    page.get_by_role("button", name="Eligible", exact=True).click()
    expect(page.get_by_text(f"“{TITLE}” is now eligible.")).to_be_visible()
    page.get_by_role("button", name="Shortlist", exact=True).click()
    expect(page.get_by_text(f"“{TITLE}” is now shortlisted.")).to_be_visible()
    page.get_by_role("radio", name="Approve", exact=True).click()
    settled(page)
    write(page, {"Award (£)": "3500"})
    settled(page)  # while the page is drawn anew the button before it is still there
    decide = page.get_by_role("button", name="Make this decision: approve")
    decide.click()
    expect(page.get_by_text("Write the reason")).to_be_visible()
    expect(page.get_by_label("Award (£)", exact=True)).to_have_value("3500")  # kept
    page.get_by_label("Reason, which the partner reads", exact=True).fill(REASON)
    settled(page)
    decide.click()
    expect(page.get_by_text(f"“{TITLE}” is now approved, £3,500.")).to_be_visible()
    expect(page.get_by_text("£8,500 of £12,000 left; no idea waits for a decision.")).to_be_visible()
    assert kept_in_browser(page) == []  # though the field of the reason is there no more


def test_the_partner_knows_nothing_of_it_until_the_lead_tells_them(address, page):
    page.goto(address("/submit-idea"))
    settled(page)
    view_as(page, "Partner")
    expect(page.get_by_text("being looked at; asks for £3,800.")).to_be_visible()
    expect(page.get_by_text(REASON)).to_have_count(0)
    page.goto(address(f"/ideas?{FUND}"))
    settled(page)
    view_as(page, "Lead")
    page.get_by_role("button", name="1 decision waits to be told").click()
    expect(page.get_by_text(REASON)).to_be_visible()
    page.get_by_role("button", name="Tell 1 partner now").click()
    expect(page.get_by_text("1 partner told.")).to_be_visible()


def test_the_partner_reads_the_reason_and_can_start_another(address, page):
    page.goto(address("/submit-idea"))
    settled(page)
    view_as(page, "Partner")
    expect(page.get_by_text("£3,500 awarded of £3,800 asked for")).to_be_visible()
    expect(page.get_by_label("Title", exact=True)).to_have_value("")
    page.get_by_role("button", name=re.compile(r"^Open: \d\d-\d{4}$")).click()
    expect(page.get_by_text(f"The reason: {REASON}")).to_be_visible()
    page.get_by_role("button", name="All your ideas").click()
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
