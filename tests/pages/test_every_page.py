"""Every page for every role, with nothing loaded and with the illustrative data, by AppTest."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from probation_commission import metrics
from probation_commission.domain.access import GRANTS, Role
from probation_commission.settings import ROOT
from probation_commission.store import database
from probation_commission.ui.data import keeping, loaders
from probation_commission.ui.menu import IOM, MEETING, MENU, OVERVIEW, RECONCILIATION, REFERRALS, RETURNS
from probation_commission.ui.who import ROLE_KEY
from tests.pages.sent import opened
from tests.permissions import DOWNLOADS

PATIENCE = 60
MOST_SELECTS = 8
"""Of a page that is drawn again, whoever looks at it (decision 172)."""
REFUSED = "Not for this role"
SHELL = ROOT / "probation_commission" / "ui" / "shell.py"


BUNDLED, SAMPLE = (
    pytest.param("bundled_home", id="bundled facts alone"),
    pytest.param("sample_home", id="illustrative data"),
)


@pytest.fixture(scope="module", params=[BUNDLED, SAMPLE], autouse=True)
def app_home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What the app finds at its start. Shared by the tests of this file: opening a page writes nothing."""
    with pytest.MonkeyPatch.context() as environment:
        home = tmp_path_factory.mktemp("home")
        shutil.copytree(request.getfixturevalue(request.param), home, dirs_exist_ok=True)
        environment.setenv("PC_HOME", str(home))
        environment.setenv("PC_SAMPLE", str(int(request.param == "sample_home")))
        environment.delenv("PC_DATABASE_URL", raising=False)
        keeping.clear()
        yield home
        database._current().dispose()


TITLES = {MEETING: "16 places in County Durham; 4 at a verified postcode, 7 approximate, 5 not on the map."}
"""Titles that are not the menu's: a meeting begins with the first screen of its agenda."""


def pages_and_roles(*, allowed: bool) -> list:
    """Each page and role; in every run all with the illustrative data, with the bundled facts the lead."""
    return [
        pytest.param(
            *home.values,
            item,
            role,
            id=f"{home.id}-{item.title}-{role}",
            marks=() if home is SAMPLE or (allowed and role is Role.LEAD) else pytest.mark.long,
        )
        for home in (BUNDLED, SAMPLE)
        for item in MENU
        for role in Role
        if (item.permission in GRANTS[role]) is allowed
    ]


def in_each_home(*, allowed: bool) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("app_home", "item", "role"), pages_and_roles(allowed=allowed), indirect=["app_home"], scope="module"
    )


@in_each_home(allowed=True)
def test_it_opens_for_those_who_may_and_offers_no_file_that_the_matrix_has_elsewhere(item, role, monkeypatch):
    offered = []
    monkeypatch.setattr(
        st, "download_button", lambda label, file_name, **_: offered.append((label, file_name))
    )
    app = opened(item, role)
    here = [one for one in DOWNLOADS if one.page is item]
    assert [names for names in offered if not any(one.names(*names) for one in here)] == []
    assert not app.exception
    assert app.title[0].value == TITLES.get(item, item.title)
    asked = []
    monkeypatch.setattr(metrics, "rerun", lambda *measured: asked.append(measured[-1]))
    app.run()
    assert asked[0] <= MOST_SELECTS


@pytest.mark.parametrize(
    "query",
    [
        {"area": "E06000047", "month": "2026-10"},
        {"area": "E09000014", "month": "2023-05"},
        {"area": "E09000014", "month": "1999-01"},  # no return for it
        {"area": "E09000014", "month": "May"},  # no month
        {"area": "nowhere", "month": "2026-10"},
    ],
    ids=str,
)
@pytest.mark.parametrize("item", [OVERVIEW, IOM], ids=lambda item: item.title)
def test_an_address_with_any_query_opens(item, query):
    assert not opened(item, Role.LEAD, **query).exception


@in_each_home(allowed=False)
def test_its_file_says_to_the_others_why_not_and_draws_nothing_more(item, role):
    app = AppTest.from_file(item.file, default_timeout=PATIENCE)
    app.session_state[ROLE_KEY] = role
    app.run()
    assert app.title[0].value == REFUSED
    assert (
        app.warning[0].value
        == f"As {role.label}, you may not {item.permission}. Ask an admin if you need it."
    )
    assert len(app.main) == 2


@pytest.mark.parametrize("item", [IOM, RECONCILIATION, RETURNS, MEETING], ids=lambda item: item.title)
@pytest.mark.parametrize(
    ("month", "words"),
    [("1999-01", "January 1999"), ("0001-01", "names no month"), ("May", "names no month")],
)
def test_an_address_with_an_unknown_month_says_so_and_shows_no_other(item, month, words):
    if loaders.history().empty:
        pytest.skip("there is no return at all")
    app = opened(item, Role.LEAD, area="E09000014", screen="2", month=month)
    bodies = [each.proto.body for each in app.get("html")]
    said = " ".join([*bodies, *(each.value for each in (*app.info, *app.title))])
    assert not app.exception
    assert words in said
    assert len(app.title) == 1
    box = next(one for one in app.selectbox if one.label == "Month")
    assert box.value is None
    assert not any(one in said for one in box.options)  # none of them is shown in its stead


@pytest.mark.parametrize("item", [IOM, RECONCILIATION], ids=lambda item: item.title)
def test_after_an_unknown_month_one_can_be_chosen(item):
    if loaders.history().empty:
        pytest.skip("there is no return at all")
    app = opened(item, Role.LEAD, area="E09000014", month="1999-01")
    box = next(one for one in app.selectbox if one.label == "Month")
    app = box.select("2023-05").run()
    assert app.query_params["month"] == "2023-05"
    assert "May 2023" in " ".join(each.proto.body for each in app.get("html"))
    assert "1999" not in " ".join(each.proto.body for each in app.get("html"))
    app.run()  # the address has come back from the browser
    app.query_params["month"] = "1999-01"  # once more
    assert next(one for one in app.run().selectbox if one.label == "Month").value is None


def test_an_unknown_month_of_the_referrals_says_so():
    if loaders.history().empty:
        pytest.skip("there is no return at all")
    for asked in ({"from": "1999-01"}, {"to": "May"}):
        app = opened(REFERRALS, Role.LEAD, **asked)
        said = " ".join(each.proto.body for each in app.get("html"))
        assert "The address asks for a month without a return" in said
        assert "referrals received by" not in said
