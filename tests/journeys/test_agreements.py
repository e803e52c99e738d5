"""An agreement switched on by a lead: exact for a member of a party and for no other; the wall asks first."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import DESK, settled
from tests.journeys.readable import serious, too_wide
from tests.journeys.wall import faults

IOM = "/iom?area=E06000047&month=2026-10&level=wards"
EXACTLY, IN_BANDS = "are on a ward of the map, most in", "By ward in bands"
SAID = "Exact under the agreement “Example information-sharing agreement” (made up)"
ON, OFF = (f"Switch the illustrative agreement {word}" for word in ("on", "off"))


@pytest.fixture
def switched_on(sample_app, page: Page) -> Iterator[Page]:
    """The page of agreements once a lead has switched the illustrative one on; off again after."""
    page.goto(sample_app.address("/agreements"))
    page.get_by_role("button", name=ON).click()
    expect(page.get_by_role("button", name=OFF)).to_be_visible()
    settled(page)
    yield page
    page.goto(sample_app.address("/agreements"))
    page.get_by_role("button", name=OFF).click()
    expect(page.get_by_role("button", name=ON)).to_be_visible()


def choose(page: Page, box: str, option: str) -> None:
    page.get_by_role("combobox", name=re.compile(box)).click()
    page.get_by_role("option", name=option, exact=True).click()
    settled(page)


def titled(wall: Page, words: str) -> None:
    """Wait for the screen whose title has these words; that of before may still stand beside it."""
    expect(wall.get_by_role("heading", level=1, name=words)).to_be_visible()
    settled(wall)


def test_a_member_of_a_party_sees_each_ward_exactly_and_whoever_is_of_none_sees_bands(
    switched_on: Page, sample_app, browser: Browser
):
    assert serious(switched_on) == []
    theirs = browser.new_context(viewport=DESK).new_page()
    theirs.goto(sample_app.address(IOM))
    choose(theirs, "view as", "Viewer")
    expect(theirs.get_by_text(IN_BANDS)).to_be_visible()
    choose(theirs, "as a member of", "Example Council")
    expect(theirs.get_by_text(EXACTLY)).to_be_visible()
    expect(theirs.get_by_text(SAID)).to_be_visible()
    assert serious(theirs) == []
    switched_on.set_viewport_size({"width": 390, "height": 844})
    assert too_wide(switched_on) == []
    switched_on.set_viewport_size(DESK)
    switched_on.get_by_role("button", name=OFF).click()
    expect(switched_on.get_by_role("button", name=ON)).to_be_visible()
    theirs.get_by_role("combobox", name=re.compile("RAG|Month")).first.click()
    theirs.keyboard.press("Escape")
    theirs.reload()
    choose(theirs, "view as", "Viewer")
    choose(theirs, "as a member of", "Example Council")
    expect(theirs.get_by_text(IN_BANDS)).to_be_visible()
    expect(theirs.get_by_text(SAID)).to_have_count(0)
    switched_on.get_by_role("button", name=ON).click()
    expect(switched_on.get_by_role("button", name=OFF)).to_be_visible()
    theirs.context.close()


def test_the_wall_asks_says_so_all_along_and_one_key_leads_back(switched_on: Page, sample_app):
    wall = switched_on
    wall.set_viewport_size({"width": 1024, "height": 768})
    wall.goto(sample_app.address("/meeting?screen=2&area=E06000047&month=2026-10"))
    titled(wall, "168 nominals in County Durham")
    wall.get_by_role("button", name="Exact counts").click()
    titled(wall, "Show exact counts to this room?")
    expect(wall.get_by_text("Nobody else may be in the room, or on the call.")).to_be_visible()
    wall.keyboard.press("Escape")  # no
    titled(wall, "168 nominals in County Durham")
    wall.get_by_role("button", name="Exact counts").click()
    wall.get_by_role("button", name=re.compile("^Yes: exact under")).click()
    strip = wall.locator(".st-key-wall-exact")
    for width, height in ((1024, 768), (1280, 720), (1920, 1080)):
        wall.set_viewport_size({"width": width, "height": height})
        titled(wall, "168 nominals in County Durham")
        expect(strip).to_contain_text("Exact under agreement “Example")
        settled(wall)
        expect(wall.get_by_text("116 are on a ward of the map, most in Easington")).to_be_visible()
        assert faults(wall) == []
    wall.keyboard.press("PageDown")
    expect(wall.get_by_role("combobox", name="Screen")).to_have_value("3 of 6: Services")
    expect(strip).to_be_visible()
    settled(wall)
    wall.keyboard.press("Escape")
    expect(strip).to_have_count(0)
    wall.keyboard.press("PageUp")
    titled(wall, "168 nominals in County Durham")


def test_whoever_leaves_the_wall_finds_bands_when_they_come_back(switched_on: Page, sample_app):
    wall = switched_on
    wall.goto(sample_app.address("/meeting?screen=2&area=E06000047&month=2026-10"))
    wall.get_by_role("button", name="Exact counts").click()
    wall.get_by_role("button", name=re.compile("^Yes: exact under")).click()
    expect(wall.locator(".st-key-wall-exact")).to_be_visible()
    settled(wall)
    wall.get_by_role("button", name="Leave the meeting").click()
    expect(wall.get_by_role("heading", name="Overview")).to_be_visible()
    settled(wall)
    wall.get_by_test_id("stSidebarNav").get_by_role("link", name="Meeting").click()
    expect(wall.get_by_role("button", name="Exact counts")).to_be_visible()
    expect(wall.locator(".st-key-wall-exact")).to_have_count(0)
