"""The meeting on a projector's wall: six screens, the arrow keys, large type, bands."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import settled
from tests.journeys.drawn_map import drawn_map

WALL = {"width": 1920, "height": 1080}
SCREENS = [
    "Hubs and offices, County Durham",
    "IOM by ward",
    "Services, County Durham",
    "Referrals",
    "Ideas and the pot",
    "Outcomes",
]
SMALLEST = 24
TYPE = """() => {
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const words = [...element.childNodes].filter((node) => node.nodeType === 3 && node.textContent.trim());
    const box = element.getBoundingClientRect();
    if (!words.length || !box.width || !box.height || box.top > innerHeight) continue;
    let size = parseFloat(getComputedStyle(element).fontSize);
    for (let up = element; up; up = up.parentElement) size *= parseFloat(getComputedStyle(up).zoom || 1);
    if (size < 23.9) found.push(`${size}: ${words[0].textContent.trim().slice(0, 40)}`);
  }
  return found;
}"""


@pytest.fixture
def wall(sample_app, page: Page) -> Page:
    page.set_viewport_size(WALL)
    page.goto(sample_app.address("/meeting"))
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(SCREENS[0])
    return page


def fit_for_the_wall(page: Page) -> bool:
    """No type is smaller than the last row can read, no menu; who may see it, and whence."""
    expect(page.get_by_text("Who may see this").last).to_be_attached()
    expect(page.get_by_text(re.compile("Source")).last).to_be_attached()
    assert page.evaluate(TYPE) == []
    return not page.get_by_test_id("stSidebar").is_visible()


def test_the_arrow_keys_step_through_the_agenda_each_screen_fit_for_the_wall_and_stop_at_its_ends(wall):
    title = wall.get_by_role("heading", level=1)
    wall.keyboard.press("ArrowLeft")
    expect(title).to_have_text(SCREENS[0])
    assert fit_for_the_wall(wall)
    for name in SCREENS[1:]:
        wall.keyboard.press("ArrowRight")
        expect(title).to_have_text(name, timeout=15_000)
        settled(wall)
        assert fit_for_the_wall(wall)
    wall.keyboard.press("ArrowRight")
    settled(wall)
    expect(title).to_have_text(SCREENS[-1])
    wall.keyboard.press("ArrowLeft")
    expect(title).to_have_text(SCREENS[-2], timeout=15_000)


def test_the_map_still_answers_a_click_and_gives_the_keys_back(sample_app, page):
    page.set_viewport_size(WALL)
    page.goto(sample_app.address("/meeting?screen=2"))
    settled(page)
    drawn_map(page).click("E05016188")
    expect(page.get_by_text(re.compile("Peterlee, County Durham, October 2026"))).to_be_visible(
        timeout=15_000
    )
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).to_have_text(SCREENS[2], timeout=15_000)
