"""The map that a page opens with stands on its first screen, and its choices are opened by keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import settled

SIZES = {"desk": (1440, 900), "tablet": (1024, 768), "phone": (390, 844)}
LEGEND = "strong + ul"
DURHAM = "area=E06000047&month=2026-10&level=wards"


def on_screen(page: Page, size: str) -> tuple[float, float]:
    """Where the map begins, and which share of it and its legend is on the first screen."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    settled(page)
    page.wait_for_timeout(300)
    frame = page.locator('iframe[data-testid="stCustomComponentV1"]').first.bounding_box()
    legend = page.locator(LEGEND).first.bounding_box()
    top, foot = frame["y"], legend["y"] + legend["height"]
    return top, (min(foot, height) - top) / (foot - top)


@pytest.mark.parametrize("address", [f"/iom?{DURHAM}", f"/iom?{DURHAM}&map=change", "/region?month=2026-10"])
def test_the_map_is_on_the_first_screen(sample_app, page, address):
    page.goto(sample_app.address(address))
    settled(page)
    assert on_screen(page, "desk")[1] == 1
    if "change" not in address:  # its title is three lines there
        assert on_screen(page, "tablet")[1] >= 2 / 3
        assert on_screen(page, "phone")[0] <= 0.8 * SIZES["phone"][1]


def test_the_choices_of_the_map_come_next_for_the_keyboard_and_are_said_while_folded(sample_app, page):
    page.goto(sample_app.address(f"/iom?{DURHAM}"))
    settled(page)
    choices = page.locator(".st-key-map-choices")
    expect(choices.get_by_text("Count, by ward", exact=True)).to_be_visible()
    expect(choices.get_by_role("radio", name="Change")).not_to_be_visible()
    choices.locator("summary").press("Enter")
    expect(choices.get_by_role("radio", name="Change")).to_be_visible()
    for key in ("Tab", "ArrowRight", "Space"):
        page.keyboard.press(key)
    expect(choices.get_by_text("Change, by ward", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile("map=change"))


def test_the_map_of_places_is_on_the_first_screen_and_its_choices_are_folded(sample_app, page):
    page.goto(sample_app.address("/hubs"))
    settled(page)
    for size, share in (("desk", 1), ("tablet", 1), ("phone", 1 / 2)):
        on_screen(page, size)
        frame = page.locator('iframe[title^="Map: hubs and offices"]').bounding_box()
        shown = SIZES[size][1] - frame["y"]
        assert shown >= share * frame["height"], size
    choices = page.locator(".st-key-map-choices")
    choices.locator("summary").press("Enter")
    panel = choices.get_by_test_id("stExpanderDetails").bounding_box()
    assert panel["x"] >= 0
    assert panel["x"] + panel["width"] <= SIZES["phone"][0]
