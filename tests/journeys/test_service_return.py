"""A service's month: the template is fetched, filled in, loaded, accepted; partners wait for its quarter."""

import re
from datetime import date

from playwright.sync_api import expect

from tests.browser import settled
from tests.files import part, with_part

SHEET = "xl/worksheets/sheet1.xml"
COUNTS = (31, 24, 12, 3, 8, 4, 3)


def filled(template: bytes) -> bytes:
    """One row typed under the headings, for October 2026."""
    sheet = part(template, SHEET).decode()
    style = re.search(r'<col min="2" max="2"[^>]* style="(\d+)"', sheet)[1]
    day = (date(2026, 10, 1) - date(1899, 12, 30)).days
    texts = {"A": "Personal Wellbeing, Durham", "C": "County Durham &amp; Darlington"}
    words = {
        letter: f'<c r="{letter}2" t="inlineStr"><is><t>{text}</t></is></c>' for letter, text in texts.items()
    }
    numbers = "".join(f'<c r="{letter}2"><v>{n}</v></c>' for letter, n in zip("DEFGHIJ", COUNTS, strict=True))
    row = f'<row r="2">{words["A"]}<c r="B2" s="{style}"><v>{day}</v></c>{words["C"]}{numbers}</row>'
    return with_part(template, SHEET, sheet.replace("</sheetData>", f"{row}</sheetData>").encode())


def test_the_template_comes_back_filled_in_and_is_seen_on_the_referrals_page(empty_app, page, tmp_path):
    page.goto(empty_app.address("/referrals"))
    settled(page)
    page.get_by_role("link", name="Get the template, or load a return").click()
    expect(page.get_by_role("heading", name="Returns", exact=True)).to_be_visible()
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Service return template (xlsx)").click()
    template = download.value.path().read_bytes()

    (tmp_path / "october.xlsx").write_bytes(filled(template))
    page.set_input_files('[data-testid="stFileUploader"] input', tmp_path / "october.xlsx")
    expect(page.get_by_role("heading", name="What was understood")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Started 24, received 31")).to_be_visible()
    expect(page.get_by_text("Return!D2:G2")).to_be_visible()
    page.get_by_role("button", name="Accept this return").click()
    done = "Accepted: Personal Wellbeing, Durham: County Durham & Darlington, October 2026."
    expect(page.get_by_text(done)).to_be_visible()
    settled(page)
    page.get_by_role("link", name="See the referrals").click()
    finding = page.get_by_text("in October 2026, 24 started (77%) and 12 completed.")
    expect(finding).to_be_visible()

    page.goto(empty_app.address("/referrals"))
    settled(page)
    page.get_by_role("combobox", name=re.compile("view as")).click()
    page.get_by_role("option", name="Partner").click()
    not_yet = "No count of Personal Wellbeing, Durham in October 2026 can be shown yet."
    expect(page.get_by_text(not_yet)).to_be_visible()  # nobody says how many it expects, so it is small
    expect(finding).to_have_count(0)


def test_an_untouched_template_is_told_to_be_filled_in(empty_app, page):
    page.goto(empty_app.address("/returns"))
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Service return template (xlsx)").click()
    page.set_input_files('[data-testid="stFileUploader"] input', download.value.path())
    expect(page.get_by_text("No figures stand in this file. Fill it in and load it again.")).to_be_visible()
