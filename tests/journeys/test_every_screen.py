"""Every screen at a desk and on a phone: fits, calls no other host, and axe finds nothing serious in it."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page, expect

from probation_commission.domain.access import GRANTS, Role
from probation_commission.ui.menu import MENU
from tests.browser import DESK, PHONE, settled

OF_A_LEAD = [item for item in MENU if item.permission in GRANTS[Role.LEAD]]
"""The pages on the menu of the local lead, as whom the app opens without sign-in."""
EVERY_PAGE = pytest.mark.parametrize("item", OF_A_LEAD, ids=lambda item: item.title)
STREAMLITS_OWN: dict[str, str] = {}
"""Rules of axe that Streamlit itself breaks: rule → the selector within which alone it is passed over."""


def open_page(page: Page, address: str, size=DESK) -> None:
    page.set_viewport_size(size)
    page.goto(address)
    settled(page)


def in_sight(page: Page, word: str) -> bool:
    """Whether the word stands on the screen as it opens, without scrolling or opening the menu."""
    boxes = [found.bounding_box() for found in page.get_by_text(re.compile(word, re.IGNORECASE)).all()]
    right, bottom = page.viewport_size["width"], page.viewport_size["height"]
    return any(box and 0 <= box["x"] < right and 0 <= box["y"] < bottom for box in boxes)


def too_wide(page: Page) -> list[str]:
    """What can be scrolled sideways: the document, or Streamlit's main part."""
    return page.evaluate(
        """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
            .filter(part => part.scrollWidth > part.clientWidth)
            .map(part => `${part.tagName}: ${part.scrollWidth} in ${part.clientWidth}`)"""
    )


def serious(frame: Page | Frame) -> list[str]:
    """What axe calls serious or critical, but for what Streamlit itself does."""
    violations = Axe().run(frame).response["violations"]
    return [
        f"{found['id']}: {found['help']}: {node['html'][:200]}"
        for found in violations
        if found["impact"] in {"serious", "critical"}
        for node in found["nodes"]
        if not streamlits_own(frame, found["id"], node["target"][0])
    ]


def streamlits_own(frame: Page | Frame, rule: str, target: str) -> bool:
    return rule in STREAMLITS_OWN and frame.eval_on_selector(
        target, "(node, within) => node.closest(within) !== null", STREAMLITS_OWN[rule]
    )


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@EVERY_PAGE
def test_with_illustrative_data_it_says_so_fits_and_can_be_read_by_all(sample_app, page, item, size):
    open_page(page, sample_app.address(f"/{item.address}"), size)
    assert in_sight(page, "illustrative")
    assert too_wide(page) == []
    assert [finding for frame in page.frames for finding in serious(frame)] == []


@EVERY_PAGE
def test_with_the_bundled_facts_alone_it_fits_and_can_be_read_by_all(empty_app, page, item):
    open_page(page, empty_app.address(f"/{item.address}"))
    expect(page.get_by_text(re.compile("illustrative data", re.IGNORECASE))).to_have_count(0)
    assert too_wide(page) == []
    assert [finding for frame in page.frames for finding in serious(frame)] == []
