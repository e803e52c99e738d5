"""The referrals page: what it finds, what it says is missing, and what it sends to whom."""

import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from probation_commission.actions import sample, setup
from probation_commission.disclosure import counts
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.counts import BASE
from probation_commission.domain.access import Role
from probation_commission.domain.returns import Kind
from probation_commission.settings import ROOT
from probation_commission.store import database
from probation_commission.store import returns as store
from probation_commission.ui import furniture
from probation_commission.ui.identity import ROLE_KEY
from probation_commission.ui.menu import REFERRALS

SHELL = ROOT / "probation_commission" / "ui" / "shell.py"
EXACT, ROUNDED = [Role.LEAD, Role.ADMIN], [Role.PANEL, Role.PARTNER, Role.VIEWER]
COUNTED = {"Received", "Started", "Completed", "Ended early", "Achieved", "Partly achieved", "Not achieved"}


@pytest.fixture(scope="module", autouse=True)
def app_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as environment:
        home = tmp_path_factory.mktemp("home")
        environment.setenv("PC_HOME", str(home))
        environment.setenv("PC_SAMPLE", "1")
        environment.delenv("PC_DATABASE_URL", raising=False)
        st.cache_data.clear()
        setup.ready()
        yield home
        database._current().dispose()


def opened(role=Role.LEAD, **query) -> AppTest:
    app = AppTest.from_file(SHELL, default_timeout=60)
    app.session_state[ROLE_KEY] = role
    app.run()
    app.query_params.update(query)
    return app.switch_page(REFERRALS.file).run()


def said(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def specs(app: AppTest) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")]


def charted(app: AppTest) -> list[pd.DataFrame]:
    """Every row that a chart sends to the browser."""
    return [
        pa.ipc.open_stream(sent.data.data).read_pandas()
        for chart in app.get("vega_lite_chart")
        for sent in chart.proto.datasets
    ]


def figures() -> pd.DataFrame:
    with database.read() as conn:
        return store.figures(conn, Kind.SERVICE)


@pytest.mark.parametrize("role", [*EXACT, *ROUNDED])
def test_the_finding_names_its_denominators_for_everyone(role):
    to = Audience.RESTRICTED if role in EXACT else Audience.PARTNERSHIP
    seen = counts.rounded(figures(), to)
    received, started = (seen[seen.category == category].value.sum() for category in ("received", "started"))
    finding = said(opened(role))
    assert (
        f"Of {received:,.0f} referrals received by 5 services from November 2025 to October 2026" in finding
    )
    assert f"{started:,.0f} started ({started / received:.0%})" in finding
    assert "1 of 60 monthly returns is missing." in finding
    assert "not the same people followed through" in finding
    assert ("Counts are rounded to 5" in finding) is (role in ROUNDED)


@pytest.mark.parametrize("role", ROUNDED)
@pytest.mark.parametrize(
    "query",
    [{}, {"service": "womens-services-durham"}, {"from": "2026-10", "to": "2026-10"}, {"counted": "CDD"}],
    ids=str,
)
def test_no_exact_count_is_sent_to_those_who_get_rounded_ones(role, query, monkeypatch):
    downloaded = []
    monkeypatch.setattr(furniture, "download", lambda frame, *_, **__: downloaded.append(frame))
    app = opened(role, **query)
    assert len(downloaded) == 1
    frames = [*(table.value for table in app.dataframe), *charted(app), *downloaded]
    checked = 0
    for frame in frames:
        for column in frame.columns:
            if str(column) in COUNTED | {name.lower() for name in COUNTED} | {"count"}:
                numbers = pd.to_numeric(frame[column]).dropna()
                assert (numbers % BASE == 0).all(), (column, list(numbers))
                checked += len(numbers)
    assert checked > 30
    assert not any("Where" in frame.columns for frame in frames)


def test_the_check_above_would_see_an_exact_count():
    app = opened(Role.LEAD)
    assert any((table.value.Received.dropna() % BASE != 0).any() for table in app.dataframe)
    assert any("received" in frame and (frame.received % BASE != 0).any() for frame in charted(app))


def test_a_month_without_a_return_is_said_and_has_no_bar():
    app = opened(service="womens-services-durham", **{"from": "2026-06", "to": "2026-08"})
    assert any("No return received: Women’s services, Durham (July 2026)." in c.value for c in app.caption)
    by_month = app.dataframe[1].value.set_index("Month")
    assert by_month.Returns["July 2026"] == "no return"
    assert pd.isna(by_month.Received["July 2026"])
    bars = next(frame for frame in charted(app) if "received" in frame and len(frame))
    assert list(bars.key) == ["2026-06", "2026-08"]


def test_all_panels_share_one_scale():
    panels = [spec for spec in specs(opened()) if isinstance(spec.get("title"), dict)]
    tops = {json.dumps(layer["encoding"]["y"]["scale"]) for spec in panels for layer in spec["layer"][:2]}
    assert (len(panels), len(tops)) == (5, 1)


def test_the_span_may_be_given_backwards():
    finding = said(opened(**{"from": "2026-09", "to": "2026-02"}))
    assert "from February 2026 to September 2026" in finding


def test_leads_can_ask_where_a_figure_comes_from():
    every = opened(Role.LEAD).dataframe[2].value
    assert every.Where.str.startswith(f"{sample.SERVICES_FILE_NAME}: D").sum() == 59


@pytest.mark.parametrize(
    "query", [{"service": "nothing"}, {"counted": "E06000047"}, {"from": "1999-01", "to": "May"}], ids=str
)
def test_an_address_with_any_query_opens(query):
    assert not opened(**query).exception
