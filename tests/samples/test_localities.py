"""Made-up localities where none come along, gone without a trace; and the made-up spring by real ones."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd
import pytest

from probation_commission.actions import localities as actions
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.release import ground, releases
from probation_commission.disclosure.rules import Rules
from probation_commission.domain.iom import Rag
from probation_commission.domain.localities import GroupingInForce
from probation_commission.domain.returns import Kind
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake import bundled
from probation_commission.samples import loading, places
from probation_commission.store import database, localities, returns
from tests.given.returns import ADMIN, LEAD

DURHAM = gazetteer().ward_set_by_key("E06000047-2025")
CODES = tuple(ward.code for ward in DURHAM.wards)
NAMED = {"Example locality North": CODES[:20], "Example locality South": CODES[20:]}
MADE_UP = {code: name for name, codes in NAMED.items() for code in codes}
MAY, WINTER, SEPTEMBER = date(2026, 5, 1), date(2025, 12, 1), date(2026, 9, 1)
OURS = bundled.localities()[DURHAM.key]


@pytest.fixture
def invented(monkeypatch):
    """A partnership with made-up localities, of which the illustrative data was loaded."""
    usual = places.here()
    examples = replace(usual.examples, localities={DURHAM.authority.code: NAMED})
    monkeypatch.setattr(places, "here", lambda: replace(usual, examples=examples))
    return loading.load(ADMIN)


def spring_locality() -> str:
    """The large locality of the wards in which red goes up in spring."""
    (name,) = {OURS.larger[OURS.grouping[code]] for code in places.here().examples.spring_wards}
    return name


def exact_red() -> pd.Series:
    """The red nominals of the spring's large locality, by month."""
    with database.read() as conn:
        figures = returns.figures(conn, Kind.IOM, DURHAM.authority.code)
    wards = [code for code, name in OURS.grouping.items() if OURS.larger[name] == spring_locality()]
    rows = figures[(figures.rag == Rag.RED) & (figures.breakdown == "") & figures.ward_code.isin(wards)]
    return rows.groupby("month").value.sum()


@pytest.mark.usefixtures("loaded")
def test_red_goes_up_in_one_large_locality_in_spring_and_is_back_by_september():
    red = exact_red()
    assert red[MAY] > 2 * red[WINTER]
    # Of its other wards a few have become red for good.
    assert red[SEPTEMBER] < 0.7 * red[MAY]
    assert red.idxmax() == MAY


def in_force():
    with database.read() as conn:
        return localities.in_force(conn)


def released(audience):
    with database.read() as conn:
        figures = returns.figures(conn, Kind.IOM, DURHAM.authority.code)
    return releases(figures, audience, Rules(), ground(DURHAM.authority.code, in_force(), figures), b"secret")


@pytest.mark.usefixtures("started")
def test_red_goes_up_in_one_large_locality_in_spring_for_the_room_too():
    months = released(Audience.PARTNERSHIP)
    red = {
        month: release.localities(Rag.RED).set_index("locality")[Rag.RED] for month, release in months.items()
    }
    then, up, back = (red[month][spring_locality()] for month in (WINTER, MAY, SEPTEMBER))
    assert up.low > then.high
    assert up.low > back.high
    # Nowhere else is May surely above both winter and autumn.
    others = set(red[MAY].index) - {spring_locality()}
    assert not [
        name
        for name in others
        if red[MAY][name].low > max(red[month][name].high or 0 for month in (WINTER, SEPTEMBER))
    ]
    assert not any(release.invented for release in months.values())


@pytest.mark.usefixtures("loaded")
def test_made_up_ones_are_loaded_marked_and_once_and_go_with_the_rest(invented):
    assert "Loaded 2 illustrative localities." in invented
    assert {
        key: [(saved.illustrative, saved.grouping) for saved in every] for key, every in in_force().items()
    } == {DURHAM.key: [(True, MADE_UP)]}
    before = in_force()
    assert not [sentence for sentence in loading.load(ADMIN) if "localities" in sentence]
    assert in_force() == before
    assert all(release.invented for release in released(Audience.PARTNERSHIP).values())
    assert loading.remove(ADMIN).groupings == (DURHAM.key,)
    assert in_force() == {}


@pytest.mark.usefixtures("loaded", "invented")
def test_what_a_lead_saved_of_the_same_wards_wins_and_stays():
    opened = actions.opened(LEAD, DURHAM)
    assert (opened.grouping, opened.saved) == ({}, None)
    assert opened.made_up == MADE_UP
    grouping = {DURHAM.wards[0].code: "West"}
    actions.save(LEAD, DURHAM, grouping, {})
    assert dict(released(Audience.PARTNERSHIP)[MAY].grouping) == grouping
    loading.remove(ADMIN)
    assert in_force() == {DURHAM.key: [GroupingInForce(date(2025, 5, 1), grouping)]}
    with database.write() as conn:  # a made-up one beside it goes alone
        localities.save_illustrative(
            conn, ADMIN, DURHAM.key, grouping, datetime.now(UTC), from_month=date(2025, 5, 1)
        )
    assert loading.remove(ADMIN).groupings == (DURHAM.key,)
    assert in_force() == {DURHAM.key: [GroupingInForce(date(2025, 5, 1), grouping)]}
