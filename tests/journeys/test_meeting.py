"""The meeting on a projector's wall: a picture first, nothing behind the bar, a clicker's keys, bands."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import PHONE, settled
from tests.journeys.drawn_map import FRAME, drawn_map
from tests.journeys.wall import DRAWN, FITS, FOOT, faults

SCREENS = ["Hubs", "IOM by ward", "Services", "Referrals", "Ideas and the pot", "Outcomes"]
MAPS = {
    "Hubs": "Map: hubs and offices in County Durham",
    "IOM by ward": "Map: where the IOM cohort of County Durham lives",
}
PICTURES = {"Ideas and the pot": 2}
"""How many maps, charts and tables a screen has, if not one."""
WALLS = [(1024, 768), (1280, 720), (1440, 900), (1920, 1080)]
PETERLEE = "E05016188"


@pytest.fixture
def wall(sample_app, page: Page) -> Page:
    page.set_viewport_size({"width": 1024, "height": 768})
    page.goto(sample_app.address("/meeting"))
    shows(page, "Hubs")
    return page


def shows(page: Page, name: str) -> None:
    """Wait for the screen of that name, its picture and its source."""
    number = page.get_by_role("combobox", name="Screen")
    expect(number).to_have_value(f"{SCREENS.index(name) + 1} of 6: {name}")
    settled(page)
    if name in MAPS:  # the map of the screen before may still stand beside it
        expect(page.get_by_title(MAPS[name])).to_be_visible()
    expect(page.locator(FRAME)).to_have_count(int(name in MAPS))
    for number in range(PICTURES.get(name, 1)):
        expect(page.locator(DRAWN).nth(number)).to_be_visible()
    expect(page.locator(FOOT)).to_contain_text(re.compile("Source.*Who may see this"))


def test_page_down_alone_steps_through_it_and_at_every_size_the_picture_comes_first(wall):
    titles = set()
    found = {}
    for number, name in enumerate(SCREENS):
        if number:
            wall.keyboard.press("PageDown")
        # There and back, a size a screen: each comes up at one and is drawn anew at the others.
        for width, height in WALLS if number % 2 == 0 else reversed(WALLS):
            wall.set_viewport_size({"width": width, "height": height})
            wall.wait_for_timeout(300)  # a chart that fits may be about to grow
            shows(wall, name)
            if name in MAPS:
                drawn_map(wall).frame.wait_for_function(FITS)
            found[f"{name} on {width}×{height}"] = faults(wall)
        titles.add(wall.get_by_role("heading", level=1).inner_text())
    assert len(titles) == len(SCREENS)
    assert {where: what for where, what in found.items() if what} == {}
    wall.keyboard.press("PageDown")
    shows(wall, SCREENS[-1])
    wall.keyboard.press("Home")
    shows(wall, SCREENS[0])


def test_a_ward_chosen_leaves_half_of_the_smallest_wall_to_the_map(sample_app, page):
    page.set_viewport_size({"width": 1024, "height": 768})
    page.goto(sample_app.address(f"/meeting?screen=2&ward={PETERLEE}"))
    shows(page, "IOM by ward")
    expect(page.get_by_text(re.compile("Peterlee, County Durham, October 2026"))).to_be_visible()
    drawn_map(page).frame.wait_for_function(f"explorer.selected === '{PETERLEE}' && ({FITS})()")
    assert faults(page) == []


def test_every_key_of_a_clicker_moves_it_whatever_was_clicked_or_chosen_before(wall):
    def press(key: str, name: str) -> None:
        wall.keyboard.press(key)
        shows(wall, name)

    for key, name in {"PageDown": "IOM by ward", " ": "Services", "ArrowRight": "Referrals"}.items():
        press(key, name)
    for key, name in {"PageUp": "Services", "ArrowLeft": "IOM by ward", "End": "Outcomes"}.items():
        press(key, name)
    press("PageDown", "Outcomes")
    press("Home", "Hubs")
    press("PageUp", "Hubs")
    wall.get_by_role("button", name="Last screen").click()
    shows(wall, "Outcomes")
    wall.get_by_role("button", name="Back").click()
    shows(wall, "Ideas and the pot")
    press(" ", "Outcomes")  # not back once more
    choose(wall, "Month", "September 2026")
    settled(wall)
    press("Home", "Hubs")
    choose(wall, "Screen", "4 of 6: Referrals")
    shows(wall, "Referrals")
    settled(wall)
    press(" ", "Ideas and the pot")
    press("PageUp", "Referrals")


def test_a_click_into_the_map_picks_the_ward_and_keeps_no_key(wall):
    for key, name in {
        "PageDown": "Services",
        " ": "Services",
        "PageUp": "Hubs",
        "Home": "Hubs",
        "End": "Outcomes",
    }.items():
        choose(wall, "Screen", "2 of 6: IOM by ward")
        shows(wall, "IOM by ward")
        drawn_map(wall).click(PETERLEE)
        expect(wall.get_by_text(re.compile("Peterlee, County Durham, October 2026"))).to_be_visible()
        wall.keyboard.press(key)
        shows(wall, name)
    wall.keyboard.press("Home")
    shows(wall, "Hubs")
    wall.locator(FRAME).content_frame.locator(".place").first.click()
    wall.keyboard.press(" ")
    shows(wall, "IOM by ward")


def test_typing_a_text_or_opening_a_list_moves_nothing_and_tab_leaves_space_to_a_button(wall):
    wall.get_by_role("combobox", name="Month").click()
    wall.keyboard.type("Sep")
    for key in ("PageDown", "End", " ", "Home"):
        wall.keyboard.press(key)
    wall.keyboard.press("Escape")
    wall.evaluate("() => document.querySelector('.st-key-wall').append(document.createElement('textarea'))")
    text = wall.locator("textarea")
    text.click()
    wall.keyboard.type("two words")
    for key in ("Home", "PageDown", "End", "PageUp", "ArrowLeft"):
        wall.keyboard.press(key)
    expect(text).to_have_value("two words")
    shows(wall, "Hubs")
    wall.keyboard.press("Tab")
    text.evaluate("text => text.remove()")
    wall.get_by_role("button", name="On").focus()
    wall.keyboard.press("Shift+Tab")
    expect(wall.get_by_role("button", name="Back")).to_be_focused()
    wall.keyboard.press("PageDown")
    shows(wall, "IOM by ward")
    wall.keyboard.press(" ")
    shows(wall, "Hubs")


def test_on_a_phone_it_scrolls(wall):
    wall.set_viewport_size(PHONE)
    wall.reload()
    shows(wall, "Hubs")
    map_box, leave = wall.locator(FRAME).bounding_box(), wall.get_by_role("button", name="Leave the meeting")
    assert map_box["height"] > 0.3 * PHONE["height"]
    assert map_box["y"] < 0.5 * PHONE["height"]
    leave.scroll_into_view_if_needed()
    expect(leave).to_be_in_viewport()


def choose(page: Page, box: str, option: str) -> None:
    page.get_by_role("combobox", name=box).click()
    page.get_by_role("option", name=option, exact=True).click()
    settled(page)
