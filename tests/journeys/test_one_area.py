"""One area for the session, from page to page and back; two quick choices both stand."""

import re

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser import settled

DARLINGTON, WHOLE = "E06000005", "County Durham & Darlington"
INSTEAD = f"Darlington was chosen. Here it is counted within {WHOLE}, which is shown."


def choose(page: Page, box: str, option: str) -> None:
    page.get_by_role("combobox", name=box, exact=True).click()
    page.get_by_role("option", name=option, exact=True).click()


def go(page: Page, title: str) -> None:
    """By the menu, as people go."""
    page.get_by_role("link", name=title, exact=True).first.click()
    expect(page).to_have_title(re.compile(f"^{title}"))
    settled(page)


def area(page: Page):
    return expect(page.get_by_role("combobox", name="Area", exact=True))


def test_the_area_goes_along_and_comes_back(sample_app, page):
    page.goto(sample_app.address("/iom"))
    settled(page)
    choose(page, "Area", "Darlington")
    expect(page).to_have_url(re.compile(f"area={DARLINGTON}"))
    go(page, "Referrals")
    area(page).to_have_value(WHOLE)
    expect(page.get_by_text(INSTEAD)).to_be_visible()
    choose(page, "From", "March 2026")
    expect(page).to_have_url(re.compile("area=CDD.*from=2026-03"))
    go(page, "Reconciliation")
    area(page).to_have_value("Darlington")
    expect(page.get_by_text("was chosen")).to_have_count(0)
    go(page, "Outcomes")
    go(page, "Referrals")
    expect(page.get_by_text(INSTEAD)).to_be_visible()
    expect(page.get_by_role("combobox", name="From", exact=True)).to_have_value("March 2026")
    go(page, "IOM by ward")
    area(page).to_have_value("Darlington")
    expect(page).to_have_url(re.compile(f"area={DARLINGTON}"))


def test_an_address_of_before_opens_the_area_that_it_meant(sample_app, page):
    page.goto(sample_app.address("/referrals?counted=CDD&from=2026-03"))
    settled(page)
    area(page).to_have_value(WHOLE)
    expect(page).to_have_url(re.compile(r"\?(?!.*counted).*area=CDD"))


class Answers:
    """What the server answers, held back while somebody clicks on."""

    def __init__(self, page: Page) -> None:
        self.held: list[tuple[WebSocketRoute, str | bytes]] = []
        self.hold = False
        page.route_web_socket(re.compile("_stcore/stream"), self._route)

    def _route(self, browser: WebSocketRoute) -> None:
        server = browser.connect_to_server()
        browser.on_message(server.send)
        server.on_message(lambda message: self._answer(browser, message))

    def _answer(self, browser: WebSocketRoute, message: str | bytes) -> None:
        if self.hold:
            self.held.append((browser, message))
        else:
            browser.send(message)

    def release(self) -> None:
        self.hold = False
        for browser, message in self.held:
            browser.send(message)
        self.held.clear()


@pytest.mark.long
def test_of_two_quick_choices_both_stand(sample_app, page):
    answers = Answers(page)
    page.goto(sample_app.address("/iom"))
    settled(page)
    answers.hold = True
    choose(page, "Area", "Darlington")
    page.wait_for_timeout(1500)  # the first has been worked out, and the browser does not know it yet
    choose(page, "Month", "March 2026")
    page.wait_for_timeout(1500)
    answers.release()
    expect(page).to_have_url(re.compile(f"area={DARLINGTON}.*month=2026-03"))
    settled(page)
    area(page).to_have_value("Darlington")
    expect(page.get_by_role("combobox", name="Month", exact=True)).to_have_value("March 2026")


def test_of_two_quick_choices_in_one_box_the_second_stands(sample_app, page):
    answers = Answers(page)
    page.goto(sample_app.address("/iom"))
    settled(page)
    answers.hold = True
    choose(page, "Month", "May 2026")
    page.wait_for_timeout(1500)
    choose(page, "Month", "March 2026")
    page.wait_for_timeout(1500)
    answers.release()
    expect(page).to_have_url(re.compile("month=2026-03"))
    settled(page)
    expect(page.get_by_role("combobox", name="Month", exact=True)).to_have_value("March 2026")


def test_back_goes_to_the_choice_before(sample_app, page):
    page.goto(sample_app.address("/iom"))
    settled(page)
    choose(page, "Area", "Darlington")
    expect(page).to_have_url(re.compile(f"area={DARLINGTON}"))
    settled(page)
    page.go_back()
    area(page).to_have_value("County Durham")
    settled(page)
    expect(page).to_have_url(re.compile("area=E06000047"))
