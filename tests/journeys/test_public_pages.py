"""A lead publishes a page, a stranger on a phone finds a first appointment, the lead takes it back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import DESK, PHONE, settled
from tests.journeys.readable import out_of_order, serious

pytestmark = pytest.mark.browser
PUBLISH = "Publish this page: anyone with the address can read it"
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def open_for(lead, address):
    lead.goto(address)
    settled(lead)


def publish(lead):
    # By the keyboard: what unfolds moves under the mouse.
    lead.get_by_role("button", name="Publish to anyone with the address").press("Enter")


def test_a_stranger_on_a_phone_finds_a_first_appointment_while_it_is_published(sample_app, browser, watch):
    view, public = sample_app.address("/hubs?view=first"), sample_app.address("/first-appointment")
    phone = browser.new_context(viewport=PHONE, java_script_enabled=False).new_page()
    assert phone.goto(public).status == 404

    lead = browser.new_context(viewport=DESK).new_page()
    open_for(lead, view)
    lead.get_by_text(PUBLISH).click()
    # What is asked first says what strangers will see.
    expect(lead.get_by_text("Confidential places are named without where they are")).to_be_visible()
    publish(lead)
    expect(lead.get_by_text("“First appointment” is published.")).to_be_visible()
    expect(lead.get_by_test_id("stCode")).to_contain_text("/first-appointment")

    # Nothing on it needs a script.
    assert phone.goto(public).status == 200
    near = phone.get_by_label("Lives in or near")
    near.fill("DH1 9ZZ")
    phone.get_by_role("button", name="Show where").click()
    expect(phone.get_by_role("alert")).to_contain_text("whole postcode")
    assert "9ZZ" not in phone.content()
    phone.get_by_label("Lives in or near").fill("weardale")
    phone.get_by_label("a woman").check()
    phone.get_by_role("button", name="Show where").click()
    expect(phone.get_by_role("heading", name="For a woman from Weardale, any day")).to_be_visible()
    first = phone.get_by_role("listitem").first
    expect(first).to_contain_text(
        re.compile("next open.*miles in a straight line.*when an officer is away", re.DOTALL)
    )
    expect(phone.get_by_text("confidential: ask by telephone where it is").first).to_be_visible()
    assert phone.url == public

    reader = browser.new_context(viewport=PHONE).new_page()
    watch.follow(reader)
    reader.goto(public)
    assert serious(reader) == []
    assert reader.evaluate(WIDER) == 0
    assert out_of_order(reader) == []
    assert reader.context.cookies() == []

    open_for(lead, view)
    lead.get_by_role("button", name="Take back").click()
    expect(lead.get_by_text("is taken back: its address answers nobody any more")).to_be_visible()
    assert phone.goto(public).status == 404
    assert watch.findings == []


def test_what_is_available_is_read_by_a_stranger_and_taken_away_on_paper(sample_app, browser, watch):
    view, public = sample_app.address("/services?view=open"), sample_app.address("/available")
    lead = browser.new_context(viewport=DESK, accept_downloads=True).new_page()
    open_for(lead, view)
    with lead.expect_download() as given:
        lead.get_by_role("button", name="What’s available, two sides (pdf)").click()
    assert given.value.suggested_filename.startswith("ILLUSTRATIVE_whats_available_")
    assert given.value.path().read_bytes().startswith(b"%PDF-1.7")
    # A download reruns the page: what is clicked while it is drawn anew may be gone.
    settled(lead)
    lead.get_by_text(PUBLISH).click()
    publish(lead)
    expect(lead.get_by_text("“What’s available” is published.")).to_be_visible()
    stranger = browser.new_context(viewport=PHONE, accept_downloads=True).new_page()
    watch.follow(stranger)
    stranger.goto(public)
    expect(stranger.get_by_role("heading", name="What’s available")).to_be_visible()
    assert serious(stranger) == []
    assert stranger.evaluate(WIDER) == 0
    assert out_of_order(stranger) == []
    with stranger.expect_download() as given:
        stranger.get_by_role("link", name="On two sides of paper (pdf)").click()
    assert given.value.path().read_bytes().startswith(b"%PDF-1.7")
    open_for(lead, view)
    lead.get_by_role("button", name="Take back").click()
    expect(lead.get_by_text("is taken back")).to_be_visible()
    assert stranger.goto(public).status == 404
