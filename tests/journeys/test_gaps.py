"""What should we commission next, and why? The answer first, its reasons one click below."""

from playwright.sync_api import expect

from tests.browser import settled

NAME, LINE = 240, 35
"""Pixels: the first column of the matrix, and a line of it."""
DEBT_LINE = 3
"""Finance, Benefits and Debt, under the heading and two pathways."""


def test_a_click_on_a_cell_gives_its_reasons_and_the_address_has_it(empty_app, page):
    page.goto(empty_app.address("/gaps"))
    settled(page)
    expect(page.locator("p.finding")).to_contain_text("Commission next:")
    matrix = page.locator('[class*="st-key-gaps-matrix"] .dvn-scroller').first
    matrix.click(position={"x": NAME + 40, "y": LINE * DEBT_LINE + LINE // 2})
    reasons = page.get_by_text("Finance, Benefits and Debt, men, County Durham").first
    expect(reasons).to_be_visible()
    settled(page)
    services = page.get_by_role("table").filter(has_text="Counts as")
    expect(services).to_contain_text("in custody only")
    expect(services).to_contain_text("for women only")
    assert "cell=Finance" in page.url
