"""What a lead is asked in front of a meeting, and a court team on a phone, in three clicks each."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import PHONE, settled

pytestmark = pytest.mark.browser
MAP = 'iframe[title^="Map: hubs and offices"]'


def pick(page, label, option):
    """Choose an option of a box, as one click."""
    box = page.get_by_role("combobox", name=label, exact=True)
    # A list that opens while the page still scrolls to it is closed by that.
    box.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    box.click()
    page.get_by_role("option", name=option, exact=True).click()
    page.wait_for_timeout(500)
    settled(page)


def test_who_is_open_on_thursday_evening_near_peterlee_and_who_attends(sample_app, page):
    page.goto(sample_app.address("/hubs"))
    settled(page)
    pick(page, "Open", "on Thursdays")
    expect(page.get_by_text(re.compile(r"^2 of 27 places: open on Thursdays"))).to_be_visible()
    frame = page.frame_locator(MAP).first
    frame.locator('.place[aria-label^="Example Community Hub East"]').click()
    card = page.locator(".st-key-hub-card")
    expect(card).to_contain_text("Thursdays 13:00–19:00")
    expect(card).to_contain_text("Example Money Advice (seen to on")
    # The place is marked on the map, and the address leads to the same for a colleague.
    expect(frame.locator(".place.chosen")).to_have_attribute(
        "aria-label", re.compile("Example Community Hub East")
    )
    assert "open=3" in page.url
    assert "place=example-hub-east" in page.url


def test_where_a_woman_in_weardale_can_go_and_what_it_takes_to_get_there(sample_app, page):
    page.set_viewport_size(PHONE)
    page.goto(sample_app.address("/hubs?view=first"))
    settled(page)
    box = page.get_by_role("combobox", name="Lives in or near")
    box.click()
    box.fill("Weardale")
    page.get_by_role("option", name="Weardale", exact=True).click()
    settled(page)
    page.get_by_role("radio", name="a woman").click()
    settled(page)
    first = page.get_by_text(re.compile(r"miles in a straight line")).first
    expect(first).to_contain_text("getting there")
    # Hers alone, and confidential: with a number, and without a street or a distance.
    hidden = page.get_by_text("confidential: ask by telephone where it is")
    expect(hidden.first).to_contain_text("phone")
    assert "Weardale" not in page.url
    assert "first" in page.url
    page.get_by_role("radio", name="a man").click()
    settled(page)
    expect(hidden).to_have_count(0)


def test_a_lead_says_that_it_is_still_right_and_writes_a_session(sample_app, page):
    page.goto(sample_app.address("/hubs?place=example-hub-partner"))
    settled(page)
    expect(page.locator(".st-key-hub-card")).to_contain_text("more than six months ago")
    page.get_by_role("button", name="Still right").click()
    expect(page.locator(".st-key-hub-card")).to_contain_text("confirmed on")
    page.goto(sample_app.address("/hubs?view=change&place=example-hub-partner"))
    settled(page)
    pick(page, "Day", "Tuesday")
    pick(page, "For", "Women only")
    page.get_by_role("button", name="Save the session").click()
    expect(page.get_by_text("The session is saved")).to_be_visible()
    page.goto(sample_app.address("/hubs?view=week"))
    settled(page)
    expect(page.get_by_role("row", name=re.compile("Example Partner Rooms"))).to_contain_text(
        "10:00–16:00 women only"
    )


def test_the_folded_choices_stay_on_a_small_screen(sample_app, page):
    for width in (1024, 1190, 1280):
        page.set_viewport_size({"width": width, "height": 768})
        page.goto(sample_app.address("/hubs"))
        settled(page)
        page.locator("summary").filter(has_text="More choices").click()
        panel = page.locator('.st-key-hub-filters [data-testid="stExpanderDetails"]')
        expect(panel).to_be_visible()
        box = panel.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width, width
        # Nothing of it is cut off, and every box in it can be reached.
        assert page.locator('[data-testid="stMain"]').evaluate("it => it.scrollWidth <= it.clientWidth"), (
            width
        )
        expect(page.get_by_role("combobox", name="How sure", exact=True)).to_be_in_viewport(ratio=1)
