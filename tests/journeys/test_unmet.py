"""A partner counts a line of unmet demand on a phone in a minute; half-typed, it survives a reload."""

import re
import shutil
import time

import pytest
from playwright.sync_api import Page, expect

from probation_commission.samples.agreements import PARTIES
from tests.browser import DESK, PHONE, settled
from tests.journeys.readable import serious, too_wide
from tests.running import explorer


@pytest.fixture(scope="module")
def written_app(sample_home, tmp_path_factory):
    """The illustrative data, in a home of its own to be written into."""
    home = shutil.copytree(sample_home, tmp_path_factory.mktemp("unmet"), dirs_exist_ok=True)
    with explorer(home, sample=True) as app:
        yield app


def choose(page: Page, label: str | re.Pattern, option: str) -> None:
    settled(page)  # a list that opens while the page is drawn anew is closed by that
    page.get_by_role("combobox", name=label).first.click()
    page.get_by_role("option", name=option, exact=True).click()
    settled(page)


def as_partner(page: Page) -> None:
    """Somebody of an invented organisation, as local mode lets one try it."""
    choose(page, re.compile("view as"), "Partner")
    # Until the choice has begun a run the page is settled, and still the one before’s: the run closes a list.
    page.wait_for_timeout(500)
    choose(page, re.compile("as a member of"), PARTIES[0])


def test_a_partner_counts_a_line_on_a_phone_in_a_minute(written_app, browser, watch):
    phone = browser.new_context(viewport=DESK).new_page()
    watch.follow(phone)
    form = written_app.address("/gaps?view=log&area=E06000047")
    phone.goto(form)
    settled(phone)
    as_partner(phone)
    phone.set_viewport_size(PHONE)
    settled(phone)
    begun = time.monotonic()
    choose(phone, re.compile("^Pathway"), "Finance, Benefits and Debt")
    choose(phone, re.compile("^Why they got none"), "None exists")
    choose(phone, re.compile("^Who, or in which ward"), "Men")
    count = phone.get_by_label("How many requests", exact=True)
    count.fill("12")
    settled(phone)
    kept = "Object.values(localStorage).some(one => one.includes('group men'))"
    phone.wait_for_function(kept)
    # A reload begins anew, as a lead of no organisation; whoever is theirs again finds what they typed.
    phone.set_viewport_size(DESK)
    phone.goto(form)
    settled(phone)
    as_partner(phone)
    phone.set_viewport_size(PHONE)
    settled(phone)
    expect(count).to_have_value("12")
    for label, value in (("^Pathway", "Finance, Benefits and Debt"), ("^Who, or in", "Men")):
        expect(phone.get_by_role("combobox", name=re.compile(label))).to_have_value(value)
    settled(phone)
    assert serious(phone) == []
    assert too_wide(phone) == []
    phone.get_by_role("button", name="Count it").click()
    expect(phone.get_by_text("Kept: Finance, Benefits and Debt, none exists, men: 12.")).to_be_visible()
    expect(phone.get_by_text("None exists, men: 12", exact=True)).to_be_visible()
    assert time.monotonic() - begun < 60
    phone.context.close()
    assert watch.findings == []
