"""The board on one screen; an idea opened in its place, closed by Back; ideas compared and the pot tried."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import DESK, PHONE, settled

TABLET = {"width": 1024, "height": 768}
BIKES, BREAKFAST = "Repair a bike and keep it", "Women’s breakfast on reporting days"
BOARD = ".st-key-board"
FOCUSED = "document.activeElement.textContent"


def opened(page: Page, address: str, size: dict[str, int]) -> None:
    page.set_viewport_size(size)
    page.goto(address)
    settled(page)
    expect(page.locator(BOARD).or_(page.get_by_text("Ideas to compare")).first).to_be_visible()


@pytest.mark.parametrize("size", [DESK, TABLET], ids=["desk", "tablet"])
def test_the_board_fits_one_screen_and_each_column_is_scrolled_by_itself(sample_app, page, size):
    opened(page, sample_app.address("/ideas"), size)
    main = page.get_by_test_id("stMain")
    expect(page.get_by_role("button", name=BIKES)).to_be_visible()
    assert main.evaluate("main => main.scrollHeight - main.clientHeight") <= 1
    board = page.locator(BOARD).bounding_box()
    assert board is not None
    assert board["y"] + board["height"] <= size["height"]
    # Every card can be reached: none is cut off without a way to scroll to it.
    for title in (BIKES, BREAKFAST):
        page.get_by_role("button", name=title).scroll_into_view_if_needed()
        expect(page.get_by_role("button", name=title)).to_be_in_viewport(ratio=0.9)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_an_idea_opens_in_the_place_of_the_board_and_back_closes_it(sample_app, page, size):
    opened(page, sample_app.address("/ideas"), size)
    page.get_by_role("button", name=BREAKFAST).click()
    heading = page.get_by_role("heading", name=BREAKFAST, exact=True)
    expect(heading).to_be_in_viewport()
    expect(page).to_have_url(re.compile(r"idea=\d+"))
    expect(page.locator(BOARD)).to_have_count(0)
    page.wait_for_function(f"{FOCUSED} === {BREAKFAST!r}")
    page.go_back()
    expect(page.locator(BOARD)).to_be_visible()
    expect(heading).to_have_count(0)
    page.go_forward()
    expect(heading).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(page.locator(BOARD)).to_be_visible()
    expect(page).not_to_have_url(re.compile(r"idea="))
    page.wait_for_function(f"{FOCUSED} === {BREAKFAST!r}")  # the button that opened it


def unbound(page: Page) -> None:
    """Say that nothing binds this lead, where they have not said so before."""
    asked = page.get_by_role("button", name=re.compile("^Nothing binds me"))
    settled(page)
    if asked.is_visible():
        asked.click()
        expect(asked).to_have_count(0)
        settled(page)


def test_a_decision_shows_what_it_does_before_the_button_that_makes_it(sample_app, page):
    opened(page, sample_app.address("/ideas"), DESK)
    page.get_by_role("button", name=BREAKFAST).click()
    unbound(page)
    page.get_by_role("radio", name="Approve", exact=True).click()
    expect(page.get_by_text(re.compile("Left in the pot after it"))).to_be_visible()
    expect(page.get_by_text(re.compile("Agreed target that is written down"))).to_be_visible()
    page.get_by_label("Award (£)", exact=True).fill("9000")
    expect(page.get_by_text(re.compile("more than they asked for, so it will be refused"))).to_be_visible()
    expect(page.get_by_role("button", name="Make this decision: approve")).to_be_visible()
    expect(page.get_by_text("shortlisted", exact=True).first).to_be_visible()


def test_ticked_ideas_stand_side_by_side_and_the_pot_fills_as_a_trial(sample_app, page):
    opened(page, sample_app.address("/ideas"), DESK)
    for title in (BREAKFAST, BIKES):
        page.get_by_role("checkbox", name=f"Compare {title}").check(force=True)
        settled(page)
    page.get_by_role("button", name="Compare 2 ideas").click()
    expect(page.get_by_text("Ideas to compare").first).to_be_visible()
    unbound(page)
    table = page.get_by_role("region", name="Ideas side by side")
    expect(table.get_by_role("columnheader")).to_have_count(2)
    expect(table).to_contain_text("Cost a person")
    expect(page).to_have_url(re.compile(r"compare=\d+(,|%2C)\d+"))
    page.get_by_role("checkbox", name=BREAKFAST, exact=True).check(force=True)
    expect(page.get_by_text(re.compile(r"for 1 idea would leave"))).to_be_visible()
    page.set_viewport_size(PHONE)
    expect(table).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
