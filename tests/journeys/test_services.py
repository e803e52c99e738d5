"""What a lead is asked in front of a meeting about contracts, each in three clicks from the overview."""

import re

from playwright.sync_api import expect

from tests.browser import settled

ROW, CHECKBOX = 35, 18
"""Pixels: the height of a line of a list, and the middle of the box that chooses it."""
NEXT = re.compile(r"the next one in \d+ days: (.+) on (\d+ \w+ \d{4})")


def to_services(page, app):
    page.goto(app.address("/"))
    settled(page)
    page.get_by_role("link", name="Services", exact=True).click()
    expect(page.get_by_role("heading", name="Services", exact=True, level=1)).to_be_visible()
    settled(page)


def pick(page, label, option):
    """Choose an option of a box, as one click."""
    box = page.get_by_role("combobox", name=label, exact=True)
    expect(box).to_have_count(1)  # that of the view before may still stand beside it
    box.scroll_into_view_if_needed()
    # A list that opens while the page still scrolls to it is closed by that.
    page.wait_for_timeout(500)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).click()
    page.wait_for_timeout(500)
    settled(page)


def test_what_is_bought_from_a_provider_until_when_and_where_it_is_delivered(sample_app, page):
    to_services(page, sample_app)
    pick(page, "Provider", "Ingeus")
    lines = page.locator('[class*="st-key-services-list"] .dvn-scroller').first
    lines.scroll_into_view_if_needed()
    lines.click(position={"x": CHECKBOX, "y": ROW + ROW // 2})
    expect(page.get_by_role("heading", name="Dependency & Recovery, Durham")).to_be_visible()
    settled(page)
    card = page.get_by_role("table")
    expect(card.filter(has_text="Prime provider")).to_contain_text("Ingeus UK Limited")
    bought = card.filter(has_text="Delivery places")
    # The national list has no day of it, and none is made up.
    expect(bought.get_by_role("row", name="End not known", exact=True)).to_be_visible()
    expect(bought.get_by_role("row", name=re.compile("Delivery places .*Durham"))).to_be_visible()
    assert "service=dependency-recovery-durham" in page.url


def test_which_contract_ends_next_and_both_pages_say_the_same(sample_app, page):
    page.goto(sample_app.address("/"))
    settled(page)
    first = NEXT.search(page.get_by_text(NEXT).first.inner_text())
    page.get_by_role("link", name="Services", exact=True).click()
    expect(page.get_by_role("heading", name="What ends in the next twelve months")).to_be_visible()
    settled(page)
    second = NEXT.search(page.get_by_text(NEXT).first.inner_text())
    assert first.groups() == second.groups()
    assert first[1].startswith("Example contract 1 ")


def test_how_far_the_roll_out_has_come(sample_app, page):
    to_services(page, sample_app)
    page.get_by_role("button", name="Map", exact=True).or_(
        page.get_by_role("radio", name="Map", exact=True)
    ).first.click()
    settled(page)
    # Until the choice has begun a run the page is settled, and still the one before’s.
    expect(page).to_have_url(re.compile("view=map"))
    pick(page, "One service", "IOM specialist mental health")
    expect(
        page.get_by_text(
            "rolling out in a number of boroughs of London, by borough not known (source as of mid-2023)"
        )
    ).to_be_visible()
    # The illustrative one area by area, and by its letters from month to month.
    pick(page, "One service", "Example Navigators, Durham")
    expect(
        page.get_by_text("Of 5 steps of the roll-out: live in 2, planned in 2 and delayed in 1.")
    ).to_be_visible()
    panels = page.locator("ol.roll-out > li")
    expect(panels.first).to_contain_text("1 L")
    expect(panels.last).to_contain_text("3 D")
