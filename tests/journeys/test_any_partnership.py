"""Other partnerships than the usual: a region's map without and with a return, and an authority added."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Download, Page, expect
from playwright.sync_api import TimeoutError as PatienceEndedError

from probation_commission.domain.access import Role
from tests.browser import settled
from tests.conftest import ROOT
from tests.files import SHEET, typed_into
from tests.journeys.drawn_map import drawn_map
from tests.journeys.states import press, view_as
from tests.running import Explorer, explorer

HARINGEY, ENFIELD, BARNET, CAMDEN = "E09000014", "E09000010", "E09000003", "E09000007"
KILBURN, FORTUNE_GREEN = "E05013665", "E05013654"
OFFICIAL = ROOT.parent / "shared" / "geo" / "ons_outlines" / f"wards_{CAMDEN}_camden_WD25.geojson"
SEPTEMBER = date(2026, 9, 1)
ROWS = [(SEPTEMBER, "Whole area", "All", 31), (SEPTEMBER, "Kilburn", "All", 12)]
LEA_BRIDGE = "place:LEA BRIDGE:2023-05=E05009380"
COMPARED = "Compared: cost of crime per offence, before IOM, 2023 Q1"
OF_THE_REGION = (
    "() => [...explorer.layers.keys()].filter(code => explorer.labels.get(code) !== 'in another region')"
)

Start = Callable[[str], AbstractContextManager[Explorer]]


@pytest.fixture
def start(bundled_home: Path, tmp_path: Path) -> Start:
    """A start of the app with a partnership, on what a start of the usual one has left."""
    home = shutil.copytree(bundled_home, tmp_path / "home")
    return lambda partnership: explorer(home, sample=False, partnership=partnership)


def command(app: Explorer, *words: str, partnership: str = "") -> None:
    """A command beside the app that runs."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("PC_")}
    env |= {"PC_HOME": str(app.home)} | ({"PC_PARTNERSHIP": partnership} if partnership else {})
    run = [sys.executable, "-m", "probation_commission", *words]
    subprocess.run(run, cwd=ROOT, env=env, check=True, capture_output=True)


def of_the_region(page: Page) -> list[str]:
    wards = drawn_map(page)
    wards.frame.wait_for_function("explorer.labels.size > 0")
    return wards.frame.evaluate(OF_THE_REGION)


# In every run its pages are opened without a browser (`tests/pages/test_partnerships.py`).
@pytest.mark.long
def test_london_has_thirty_three_and_the_workbook_compares_three_of_them(start, page, haringey_workbook):
    with start("london") as app:
        page.goto(app.address("/region"))
        settled(page)
        assert len(of_the_region(page)) == 33
        command(app, "import", str(haringey_workbook), "--answer", LEA_BRIDGE, partnership="london")
        page.goto(app.address("/region"))
        settled(page)
        expect(page.get_by_text("1 of 33 authorities of London has a return for May 2023")).to_be_visible()
        page.get_by_role("combobox", name="Shaded by").click()
        page.get_by_role("option", name=COMPARED).click()
        expect(
            page.get_by_text(re.compile(rf"^{re.escape(COMPARED)}: Haringey .*, Barnet .* and Enfield"))
        ).to_be_visible()
        settled(page)
        boroughs = drawn_map(page)
        colours = {code: boroughs.colour(code) for code in (HARINGEY, ENFIELD, BARNET)}
        assert len({*colours.values(), boroughs.colour(CAMDEN)}) == 4
        boroughs.click(HARINGEY)
        expect(page).to_have_title(re.compile("^IOM by ward"))
        pdu = page.get_by_text("Haringey lies in the probation delivery unit Enfield and Haringey,")
        expect(pdu).to_be_visible()
        page.goto("about:blank")  # before the app ends, or the page asks where it has gone


def downloaded(page: Page, button: str) -> Download:
    """The file of a button; a busy app may draw it anew in the moment of the click, and it is lost."""
    with suppress(PatienceEndedError):
        with page.expect_download(timeout=15_000) as download:
            press(button)(page)
        return download.value
    settled(page)
    with page.expect_download() as download:
        press(button)(page)
    return download.value


def test_an_authority_is_added_gets_its_ward_map_and_returns_its_template(empty_app, page, tmp_path):
    if not OFFICIAL.exists():
        pytest.skip(f"{OFFICIAL.name} is not beside the repository")
    page.goto(empty_app.address("/"))
    settled(page)
    view_as(page, Role.ADMIN)
    command(empty_app, "areas", "add", CAMDEN)
    page.get_by_role("link", name="Areas", exact=True).click()
    settled(page)
    page.set_input_files('[data-testid="stFileUploader"] input[accept*=geojson]', OFFICIAL)
    page.wait_for_function("sessionStorage.getItem('tab')")
    expect(page.get_by_role("button", name="Use these outlines")).to_be_visible()  # it has arrived
    settled(page)
    # A visit to another page is no reason to lose the file.
    page.get_by_role("link", name="People", exact=True).click()
    settled(page)
    page.get_by_role("link", name="Areas", exact=True).click()
    expect(page.get_by_text(f"{OFFICIAL.name}, chosen before")).to_be_visible()
    press("Use these outlines")(page)
    expect(page.get_by_text(re.compile("^From now on maps show"))).to_be_visible()
    page.get_by_role("link", name="Returns", exact=True).click()
    settled(page)
    page.get_by_role("combobox", name="Area of the IOM template").click()
    page.get_by_role("option", name="Camden", exact=True).click()
    settled(page)
    template = downloaded(page, "IOM cohort template (xlsx)")
    filled = tmp_path / template.suggested_filename
    filled.write_bytes(typed_into(template.path().read_bytes(), SHEET, ROWS))
    page.set_input_files('[data-testid="stFileUploader"] input', filled)
    press("Accept this return")(page)
    expect(page.get_by_text("Accepted: Camden, September 2026.")).to_be_visible()
    page.goto(empty_app.address(f"/iom?area={CAMDEN}"))
    settled(page)
    wards = drawn_map(page)
    assert (wards.shown(KILBURN), wards.shown(FORTUNE_GREEN)) == ("12 nominals", None)
    expect(page.get_by_text(f"from the file {OFFICIAL.name}")).to_be_visible()
