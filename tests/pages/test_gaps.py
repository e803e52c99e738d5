"""The page of gaps: the finding, the matrix, the reasons of a cell; by what is released to each."""

import re
from datetime import date
from math import nan

import pandas as pd
import pytest
import streamlit as st

from probation_commission.disclosure.needs import ShownNeed
from probation_commission.disclosure.unmet import ShownUnmet
from probation_commission.domain.access import Role
from probation_commission.domain.days import today
from probation_commission.domain.gaps import GapCell, GapGroup
from probation_commission.ui.data import released
from probation_commission.ui.gaps import matrix
from probation_commission.ui.menu import GAPS
from probation_commission.ui.parts import page
from tests.given.gaps import DEBT, HOMES, WORK, need, unmet
from tests.pages.sent import opened, tables, texts, walk

DURHAM, DARLINGTON, HARINGEY = "E06000047", "E06000005", "E09000014"
LAST = date(today().year - 1, 10, 1)


def words(app) -> str:
    return " ".join(text for node in walk(app.main) for text in texts(node.proto))


def finding(app) -> str:
    return next(
        body for node in app.get("html") if (body := node.proto.body).startswith('<p class="finding"')
    )


def matrix_of(app) -> pd.DataFrame:
    return app.dataframe[0].value


@pytest.mark.usefixtures("ready_home")
@pytest.mark.parametrize("role", [Role.LEAD, Role.VIEWER, Role.PARTNER])
def test_from_the_bundled_facts_alone_the_finding_and_the_matrix_say_what_is_missing(role):
    app = opened(GAPS, role)
    assert "Commission next: Neurodiversity for men and women in County Durham and Darlington: " in finding(
        app
    )
    rows = matrix_of(app).set_index("Pathway")
    assert list(rows.columns) == ["County Durham", "Darlington"]
    assert set(rows.loc[WORK]) == {"○ closed (men)"}
    assert set(rows.loc[DEBT]) == {"○ in custody only (men)"}
    assert set(rows.loc[HOMES]) == {"● open"}


@pytest.mark.usefixtures("ready_home")
def test_one_area_has_a_column_for_each_group_and_a_cell_of_the_address_its_reasons():
    cell = GapCell(DEBT, DURHAM, GapGroup.MEN)
    app = opened(GAPS, Role.LEAD, area=DURHAM, cell=cell.key)
    assert list(matrix_of(app).columns[1:]) == ["Men", "Women", "Those aged 18 to 25", "IOM nominals"]
    said = words(app)
    assert "Finance, Benefits and Debt, men, County Durham" in said
    assert "in custody only" in said
    assert "nationally only the commissioned rehabilitative services" in said
    assert said.count("none of the last 24 months") >= 3


@pytest.mark.usefixtures("ready_home")
def test_an_area_that_was_added_has_a_matrix_of_its_own():
    app = opened(GAPS, Role.LEAD, area=HARINGEY, group=str(GapGroup.IOM))
    rows = matrix_of(app).set_index("Pathway")
    assert rows.loc["Neurodiversity", "IOM nominals"] == "◐ to come"
    # Of the group that is chosen alone there are reasons to ask for.
    assert all(", IOM nominals, " in name for name in app.selectbox(key="cell").options)


@pytest.mark.usefixtures("ready_home")
def test_what_was_asked_for_in_vain_comes_first_and_is_marked_where_it_is_made_up(monkeypatch):
    shown = [
        unmet(DARLINGTON, LAST, DEBT, low=10, high=19, made_up=True),
        unmet(DURHAM, LAST, WORK, low=10, high=19, made_up=True),
        unmet(DURHAM, LAST, HOMES, low=0, high=9),
    ]
    monkeypatch.setattr(released, "unmet", lambda *_: pd.DataFrame(shown, columns=ShownUnmet._fields))
    made_up = need(DURHAM, LAST, low=12, of=40, made_up=True)
    monkeypatch.setattr(released, "needs", lambda *_: pd.DataFrame([made_up], columns=ShownNeed._fields))
    app = opened(GAPS, Role.VIEWER)
    assert re.search(
        r"Commission next: Education, Training and Employment for men in County Durham: closed, and 10–19 of "
        r"all groups asked and got none, in 1 quarter: October to December \d{4} \(made up\)",
        finding(app),
    )
    ranked = app.dataframe[1].value
    assert list(ranked[["Pathway", "Where"]].itertuples(index=False, name=None))[:3] == [
        (WORK, "County Durham"),
        (DEBT, "Darlington"),
        (DEBT, "County Durham"),  # nobody is known to have asked, and 30% have the need
    ]
    assert "Nothing real is counted here, so made-up counts give the order." in words(app)
    assert "Made up on this page" in words(app)


@pytest.mark.usefixtures("ready_home")
@pytest.mark.parametrize(("role", "leaves"), [(Role.PARTNER, False), (Role.LEAD, True)])
def test_the_ranked_list_leaves_without_what_ones_own_organisation_counted(role, leaves, monkeypatch):
    own = unmet(DURHAM, LAST, DEBT, low=777, high=777, reason="full", own=True)
    others = unmet(DARLINGTON, LAST, DEBT, low=10, high=19)
    # To others than leads the area's own row stands beside theirs, and tells nothing.
    untold = [] if leaves else [unmet(DURHAM, LAST, DEBT, low=nan, high=nan)]
    rows = pd.DataFrame([own, others, *untold], columns=ShownUnmet._fields)
    monkeypatch.setattr(released, "unmet", lambda *_: rows)
    files = []
    monkeypatch.setattr(page, "workbook", lambda frame, notes: files.append((frame, notes)) or b"")
    monkeypatch.setattr(st, "download_button", lambda *_, data, **__: data())
    app = opened(GAPS, role)
    evidence = "Evidence of need"
    assert "777" in " ".join(app.dataframe[1].value[evidence])
    ((frame, notes),) = files
    assert ("777" in " ".join(frame[evidence])) is leaves
    assert "10–19" in " ".join(frame[evidence])
    # In the order in which the file has reasons for it.
    assert frame.Where.iloc[0] == ("County Durham" if leaves else "Darlington")
    assert notes["Who may see this"]
    assert ("Left out" in notes) is not leaves


@pytest.mark.usefixtures("ready_home")
def test_what_is_real_comes_before_any_made_up_count(monkeypatch):
    invented = [unmet(DARLINGTON, LAST, DEBT, low=900, high=909, made_up=True)]
    monkeypatch.setattr(released, "unmet", lambda *_: pd.DataFrame(invented, columns=ShownUnmet._fields))
    share = need(DURHAM, LAST, low=12, of=40)
    monkeypatch.setattr(released, "needs", lambda *_: pd.DataFrame([share], columns=ShownNeed._fields))
    app = opened(GAPS, Role.VIEWER)
    assert "Finance, Benefits and Debt for men in County Durham: in custody only, and 30%" in finding(app)
    assert "made up)" not in finding(app)


@pytest.mark.usefixtures("ready_home")
def test_a_click_on_a_cell_of_the_matrix_chooses_it(monkeypatch):
    app = opened(GAPS, Role.LEAD)
    listed = app.session_state["gaps@listed"]
    assert listed[2, "Darlington"] == GapCell(DEBT, DARLINGTON, GapGroup.MEN)
    state = {"gaps@listed": listed, "gaps-matrix-0": _Chosen([(2, "Darlington")])}
    monkeypatch.setattr(matrix.st, "session_state", state)
    matrix._choose_cell()
    assert state["cell"] == listed[2, "Darlington"].key


class _Chosen:
    """What a table says of what was clicked."""

    def __init__(self, cells):
        self.selection = self
        self.cells = cells


@pytest.mark.usefixtures("sampled_home")
def test_made_up_services_are_reasons_and_change_no_verdict():
    app = opened(GAPS, Role.LEAD, area=DURHAM, cell=GapCell(HOMES, DURHAM, GapGroup.MEN).key)
    rows = matrix_of(app).set_index("Pathway")
    assert rows.loc[DEBT, "Men"] == "○ in custody only"
    assert "nothing: made up" in set(tables(app)[1]["Counts as"])
