"""The page of one place: what its address opens, as whom it is seen, and what an old address leads to."""

import io
import re
import shutil
from datetime import date

import pandas as pd
import pytest
import streamlit as st
from pypdf import PdfReader

from probation_commission.disclosure.unmet import OWN_ALONE, ShownUnmet
from probation_commission.domain.access import Role
from probation_commission.domain.days import today
from probation_commission.store import database
from probation_commission.ui.data import keeping, released
from probation_commission.ui.menu import PLACE
from tests.given.unmet import DEBT, WORK
from tests.pages.sent import opened, tables

PETERLEE, BRUCE_GROVE = "E05016188", "E05000268"
DURHAM, HARINGEY = "E06000047", "E09000014"
LAST = date(today().year - 1, 10, 1)
"""A quarter that is told."""


@pytest.fixture(scope="module", autouse=True)
def sample(sample_home, tmp_path_factory):
    """The illustrative data and the real return; opening the page writes nothing but who saw it."""
    with pytest.MonkeyPatch.context() as environment:
        home = shutil.copytree(sample_home, tmp_path_factory.mktemp("home"), dirs_exist_ok=True)
        environment.setenv("PC_HOME", str(home))
        environment.setenv("PC_SAMPLE", "1")
        keeping.clear()
        yield home
        database._current().dispose()
        keeping.clear()


def finding(app):
    (said,) = [html.proto.body for html in app.get("html") if "finding" in html.proto.body[:20]]
    return said


def cohort(app):
    return next(frame for frame in tables(app) if "Count" in frame)


def test_an_address_names_a_ward_a_locality_or_an_authority_and_anybodys_sheet_is_the_first():
    app = opened(PLACE, Role.LEAD, ward=PETERLEE)
    assert "in Peterlee, County Durham, October 2026 (made up)" in finding(app)
    assert list(cohort(app).Count) == ["All"]
    assert app.selectbox(key="area").value == DURHAM
    app = opened(PLACE, Role.LEAD, authority=HARINGEY)
    # 61, rounded by the secret of this home.
    assert re.search(r"6[05] nominals of the IOM cohort in Haringey, May 2023", finding(app))
    app = opened(PLACE, Role.LEAD, authority=DURHAM, locality="Consett")
    assert "in Consett, County Durham" in finding(app)


def test_another_authority_that_is_chosen_is_not_taken_back_by_the_ward_in_the_address():
    app = opened(PLACE, Role.LEAD, ward=PETERLEE)
    app.selectbox(key="area").set_value("E06000005").run()
    assert "in Darlington, October 2026" in finding(app)


def test_whoever_asks_sees_their_own_view_of_it():
    lead = opened(PLACE, Role.LEAD, authority=HARINGEY, seen="own")
    assert "61 nominals" in finding(lead)
    assert list(cohort(lead)["May 2023"]) == ["61", "30", "8", "7", "16"]
    viewer = opened(PLACE, Role.VIEWER, ward=PETERLEE, seen="own")
    assert set(cohort(viewer)["Oct 2026 (made up)"]) == {"5–9", "0–9"}
    assert "Who may see this: partnership" in " ".join(one.proto.body for one in viewer.get("html"))


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PARTNER])
def test_what_ones_own_organisation_counted_is_on_the_page_and_in_no_file(role, monkeypatch):
    def shown(pathway, text, *, own=False):
        row = ShownUnmet(DURHAM, LAST, pathway, "", "", "", 10, 19, text, own=own, made_up=False)
        return row._replace(low=None, high=None) if text == OWN_ALONE else row

    rows = [shown(DEBT, "777", own=True), shown(DEBT, OWN_ALONE), shown(WORK, "770–779")]
    monkeypatch.setattr(released, "unmet", lambda *_: pd.DataFrame(rows))
    keeping.clear()
    files = []
    monkeypatch.setattr(st, "download_button", lambda *_, data, **__: files.append(data()))
    app = opened(PLACE, role, ward=PETERLEE, seen="own")
    keeping.clear()
    on_page = next(frame for frame in tables(app) if "How many" in frame)
    assert sorted(on_page["How many"]) == ["770–779", "777", OWN_ALONE]
    (paper,) = files
    printed = " ".join(PdfReader(io.BytesIO(paper)).pages[0].extract_text().split())
    assert "770–779" in printed
    assert not [words for words in ("777", OWN_ALONE, "organisation’s own") if words in printed]


@pytest.mark.parametrize("seen", ["anybody", "own"])
def test_a_partner_has_its_own_view_alone_and_nothing_of_the_cohort(seen):
    app = opened(PLACE, Role.PARTNER, ward=PETERLEE, seen=seen)
    assert not [frame for frame in tables(app) if "Count" in frame]
    words = " ".join(one.value for one in app.markdown)
    assert "Not shown to partner organisations" in words
    assert "nominals" not in finding(app)
    assert not app.segmented_control


def test_an_old_ward_says_what_it_became_and_an_unknown_one_that_it_is_none():
    app = opened(PLACE, Role.VIEWER, ward=BRUCE_GROVE)
    (said,) = app.info
    assert said.value.startswith("Bruce Grove was a ward of Haringey until 4 May 2022.")
    assert "Tottenham Central" in said.value
    assert "in Haringey, May 2023" in finding(app)
    app.selectbox(key="ward").set_value("E05013601").run()
    assert not app.info
    app = opened(PLACE, Role.VIEWER, ward="E05999999")
    assert "names no ward" in app.info[0].value


def test_what_is_told_of_unmet_demand_says_no_return_and_not_shown_apart():
    anybody, own = (opened(PLACE, Role.VIEWER, authority=HARINGEY, seen=seen) for seen in ("anybody", "own"))
    assert "Not shown to the public." in [one.value for one in anybody.markdown]
    assert "No return of unmet demand in Haringey has been received." in [one.value for one in own.markdown]


def test_a_viewer_is_told_sums_of_a_quarter_and_from_when_the_next_is():
    app = opened(PLACE, Role.VIEWER, ward=PETERLEE, seen="own")
    rows = next(frame for frame in tables(app) if "How many" in frame)
    assert len(set(rows.Quarter)) == 1
    # Of every pathway, in tens; what is made up says so at its quarter.
    assert all(re.fullmatch(r"\d+–\d+", text) for text in rows["How many"])
    assert rows.Quarter.str.endswith("(made up)").all()
    assert any(re.search(r": told from 1 \w+ \d{4} on\.", one.value) for one in app.caption)
