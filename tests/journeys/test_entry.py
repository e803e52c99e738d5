"""A provider confirms its entry from a link, on a phone, with one press; the card says so to everybody."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import DESK, PHONE, settled
from tests.journeys.readable import serious, too_wide
from tests.journeys.test_links import ADDRESS, choose

pytestmark = pytest.mark.browser
WHOSE = "Example Village Hall"
CARD = "/hubs?place=example-hub-village"


def test_a_provider_confirms_its_entry_with_one_press_on_a_phone(sample_app, browser, watch):
    lead = browser.new_context(viewport=DESK).new_page()
    lead.goto(sample_app.address(CARD))
    settled(lead)
    expect(lead.locator(".st-key-hub-card")).not_to_contain_text(f"by {WHOSE}")
    lead.goto(sample_app.address("/organisations"))
    settled(lead)
    choose(lead, lead.get_by_role("combobox", name="Organisation to invite"), WHOSE)
    lead.get_by_text("Look over what the directory says of it").click()
    settled(lead)
    lead.get_by_label("Mailbox", exact=True).fill("office@example.org")
    lead.get_by_role("button", name="Send the link").click()
    expect(lead.get_by_text("is on its way")).to_be_visible()
    address = ADDRESS.search(lead.get_by_test_id("stCode").inner_text())[0]

    phone = browser.new_context(viewport=PHONE).new_page()
    watch.follow(phone)
    phone.goto(address)
    phone.get_by_role("button", name="Open the link").click()
    phone.wait_for_url(re.compile("/entry$"))
    expect(phone.get_by_text("1 place and 0 services of Example Village Hall")).to_be_visible()
    settled(phone)
    assert serious(phone) == []
    assert too_wide(phone) == []
    phone.get_by_role("button", name="All of this is still right").click()
    expect(phone.get_by_text("1 place and 0 services are confirmed, today")).to_be_visible()
    lead.goto(sample_app.address(CARD))
    settled(lead)
    expect(lead.locator(".st-key-hub-card")).to_contain_text(f"by {WHOSE}")
