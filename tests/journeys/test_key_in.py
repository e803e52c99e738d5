"""A partner keys in a month of its own service on a phone; half-typed, it survives a reload."""

from playwright.sync_api import expect

from tests.browser import PHONE, settled
from tests.journeys.readable import serious, too_wide


def test_a_month_is_keyed_in_on_a_phone_and_half_typed_it_survives_a_reload(empty_app, browser, watch):
    phone = browser.new_context(viewport=PHONE).new_page()
    watch.follow(phone)
    form = empty_app.address("/referrals?view=key-in&of-service=personal-wellbeing-durham&of-area=CDD")
    phone.goto(form)
    settled(phone)
    received, ended = (phone.get_by_label(name, exact=True) for name in ("Received", "Ended early"))
    received.fill("31")
    expect(phone.get_by_text("Started against received: not both are given")).to_be_visible()
    phone.goto(form)
    settled(phone)
    expect(received).to_have_value("31")
    ended.fill("3x")
    save = phone.get_by_role("button", name="Save ")
    save.click()
    expect(phone.get_by_text("Ended early: Write a whole number from 0 to 9,999.")).to_be_visible()
    ended.fill("3")
    phone.get_by_text("Why they ended early").click()
    phone.get_by_label("Personal circumstances", exact=True).fill("4")
    expect(phone.get_by_text("Reasons 4 = 4 and ended early 3")).to_be_visible()
    phone.get_by_label("Personal circumstances", exact=True).fill("3")
    expect(phone.get_by_text("Reasons 3 = 3 and ended early 3")).to_be_visible()
    settled(phone)
    assert serious(phone) == []
    assert too_wide(phone) == []
    save.click()
    expect(phone.get_by_text("Kept: Personal Wellbeing, Durham, County Durham")).to_be_visible()
    expect(phone.get_by_text("every month that is over is here.")).to_be_visible()
    settled(phone)
    expect(received).to_have_value("31")
    phone.context.close()
    assert watch.findings == []
