"""A viewer's browser receives no number that the partnership rule hides: all traffic is read."""

import re

import pytest
from playwright.sync_api import Page, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from probation_commission.actions import returns
from probation_commission.store import database
from tests.browser import settled
from tests.given.returns import LEAD
from tests.pages.sent import texts

PLANTED = {"ward": 73191, "red": 41737, "amber": 31454}
"""Of one ward, which is shown in bands; the other wards are small, and so are greens and blues."""
SMALL = ("Cockerton", "College", "Eastbourne", "Hurworth")
CSV = "area,month,ward,rag,count\n" + "".join(
    f"Darlington,2026-10,{ward},{rag},{count}\n"
    for ward, counts in {
        "all": (73203, 41745, 31458, 0, 0),
        "Northgate": (PLANTED["ward"], PLANTED["red"], PLANTED["amber"], 0, 0),
        **dict.fromkeys(SMALL, (3, 2, 1, 0, 0)),
        "NFA": (0, 0, 0, 0, 0),
    }.items()
    for rag, count in zip(("all", "red", "amber", "green", "blue"), counts, strict=True)
)


@pytest.fixture(scope="module")
def planted(empty_app):
    """The running app, with one month in its store."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PC_HOME", str(empty_app.home))
        returns.accept(LEAD, returns.check(LEAD, CSV.encode(), "planted.csv"))
        database._current().dispose()
    return empty_app


def received(page: Page, app, role: str) -> str:
    """Everything that comes to the browser of that role, as text: messages, tables, maps, answers."""
    found: list[str] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: found.extend(read(frame))))
    page.on("response", lambda answer: found.append(body(answer)))
    page.goto(app.address("/hubs"))
    settled(page)
    choose(page, "view as", role)
    found.clear()
    page.get_by_role("link", name="IOM by ward").click()
    expect(page.get_by_role("heading", level=1, name="IOM by ward")).to_be_visible()
    choose(page, "Area", "Darlington")
    expect(page.get_by_text(re.compile("Darlington, October 2026")).first).to_be_visible()
    # By locality, as it opens, there is no ward to choose.
    fold = page.locator(".st-key-map-choices summary")
    fold.click()
    page.get_by_role("radio", name="wards").or_(page.get_by_role("button", name="wards")).click()
    settled(page)
    fold.click()  # it lies over what is below
    choose(page, "^Ward$", "Northgate")
    page.get_by_role("radio", name="R Red").or_(page.get_by_role("button", name="R Red")).click()
    settled(page)
    page.get_by_role("link", name="Meeting").click()
    expect(page.get_by_role("heading", level=1, name="places in")).to_be_visible()
    settled(page)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1, name="nominals in")).to_be_visible()
    settled(page)
    return "\n".join(found)


def choose(page: Page, box: str, option: str) -> None:
    page.get_by_role("combobox", name=re.compile(box)).click()
    page.get_by_role("option", name=option, exact=True).click()
    settled(page)


def read(frame) -> list[str]:
    return [frame] if isinstance(frame, str) else list(texts(ForwardMsg.FromString(frame)))


def body(answer) -> str:
    kind = answer.headers.get("content-type", "")
    return answer.text() if answer.ok and kind.startswith(("application/json", "application/geo")) else ""


def test_a_viewer_receives_no_hidden_number_and_a_lead_does(planted, page, browser, watch):
    words = received(page, planted, "Viewer")
    assert "73,190–73,199" in words
    assert "73,203" in words  # the whole cohort may be shown
    assert not [name for name, number in PLANTED.items() if re.search(f"{number}|{number:,}", words)]
    context = browser.new_context(viewport=page.viewport_size)
    leads = context.new_page()
    watch.follow(leads)
    assert str(PLANTED["ward"]) in received(leads, planted, "Lead")
    context.close()
