"""Localities of two sizes: all nominals by the small ones, each RAG by the large, and nothing new is told.

The attacker of `tests/attacker.py` on the bundled months with the localities that come with the app, and on
random ones. `make test-long` tries more.
"""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.month import LARGE, LOCALITY, exactly_given
from probation_commission.disclosure.partnership import PartnershipMonth
from probation_commission.disclosure.release import AREA, Ground, Release, releases
from probation_commission.disclosure.released import CellState, added_up
from probation_commission.disclosure.rules import Rules
from probation_commission.domain.iom import ALL, Rag
from probation_commission.domain.localities import GroupingInForce
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake import bundled as facts
from tests.attacker import COLUMNS, ENOUGH, Attack, read_month, values_by_the_rule
from tests.disclosure.test_what_an_attacker_finds import (
    CASES,
    LONG,
    RULE,
    SAMPLE,
    SECRET,
    bundled,
    random_table,
    with_bounds,
)

__all__ = ["bundled"]
OURS = facts.localities()


def ground(area: str) -> Ground:
    """The wards of an area in the localities that come with the app."""
    authority = gazetteer().authority(area)

    def of_month(month: date) -> GroupingInForce:
        ours = OURS[gazetteer().ward_set(authority, month).key]
        return GroupingInForce(month, ours.grouping, larger=ours.larger)

    return Ground(area, lambda month: gazetteer().ward_set(authority, month), of_month)


def of_bundled(bundled, area, month, audience=Audience.PARTNERSHIP) -> Release:
    own = bundled[(bundled.area_code == area) & (bundled.month == month)]
    return releases(own, audience, Rules(), ground(area), SECRET)[month]


def texts(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.set_index("locality")[COLUMNS].map(lambda one: one.text)


def found(release: Release, area: str, *, complete: bool) -> dict:
    wards = release.wards(gazetteer().ward_set(gazetteer().authority(area), release.month))
    rows = pd.concat([wards, release.beside()], ignore_index=True)[["locality", *COLUMNS]].fillna("")
    rows[COLUMNS] = rows[COLUMNS].map(lambda one: one.text)
    small = texts(release.localities())
    small["within"] = small.index.map(release.localities_by.larger)
    attack = Attack()
    total = {name: release.total(name).text for name in COLUMNS}
    read_month(attack, rows, total, small, texts(release.localities(Rag.RED)), complete=complete)
    return attack.pinned()


@pytest.mark.parametrize("complete", [True, False], ids=["all have a RAG", "some may have none"])
@pytest.mark.parametrize(
    ("area", "month"), [pytest.param(*one, marks=[] if one in SAMPLE else LONG) for one in CASES], ids=str
)
def test_nothing_in_bundled_months(bundled, area, month, complete):
    assert found(of_bundled(bundled, area, month), area, complete=complete) == {}


def test_the_attacker_reads_the_large_ones():
    """What no release would show: one more than the small ones within it can have."""
    rows = pd.DataFrame([["A", *["0–4"] * 5], ["B", *["0–4"] * 5], ["", *["0–4"] * 5]])
    rows.columns = ["locality", *COLUMNS]
    small = pd.DataFrame([["0–4", *["not in the return"] * 4, "Large"]] * 2, ["A", "B"], [*COLUMNS, "within"])
    large = pd.DataFrame([["not shown", "8", *["not shown"] * 3]], ["Large"], COLUMNS)
    attack = Attack()
    read_month(attack, rows, dict.fromkeys(COLUMNS, "not shown"), small, large)
    assert {"0 red", "1 red", "A all", "B all"} <= attack.pinned().keys()


def in_larger(told: PartnershipMonth, seed: int) -> PartnershipMonth:
    """The month with its localities put together in up to two large ones; the last is no locality."""
    random = np.random.default_rng(seed)
    count = int(told.group.max())
    large = random.integers(1, 3)
    names = np.unique(random.integers(0, large, count), return_inverse=True)[1] if count else np.zeros(0, int)
    return replace(told, larger=np.append(names, names.max(initial=-1) + 1).astype(np.int64))


def read_table(told: PartnershipMonth, *, complete: bool) -> Attack:
    """What an attacker reads of a table that stands alone: from its bands, without the audit."""
    from probation_commission.disclosure.release import _cells  # noqa: PLC0415

    def words(bounds, not_given, rows: int, first: int = 0) -> pd.DataFrame:
        cells = {key: one.text for key, one in _cells(bounds, not_given, first)}
        columns = {column: [cells[first + row, column] for row in range(rows)] for column in COLUMNS}
        return pd.DataFrame(columns)

    count, above = int(told.group.max()), told.of_larger
    large = int(told.larger.max())
    rows = words(told.place_bands, told.places_not_given, len(told.group))
    rows["locality"] = [f"Locality {number}" if number < count else "" for number in told.group]
    total = words(told.area, told.area_not_given, 1).iloc[0].to_dict()
    small = words(told.locality_bands, told.localities_not_given, count).assign(
        within=[f"Large {number}" for number in told.larger[:count]]
    )
    small.index = [f"Locality {number}" for number in range(count)]
    larger = words(above.bounds, told.larger_not_given, large)
    larger.index = [f"Large {number}" for number in range(large)]
    attack = Attack()
    read_month(attack, rows, total, small, larger, complete=complete)
    return attack


def assert_nothing(told: PartnershipMonth) -> None:
    for complete in (True, False):
        assert read_table(told, complete=complete).pinned() == {}
    hidden = [told.area.most, told.area.high[0], told.locality_bands.most[:-1]]
    hidden += [told.of_larger.bounds.high[:-1, :4]]
    if any((high > 10_000).any() for high in hidden):
        values = values_by_the_rule(told)[:-1]
        assert values.min() >= ENOUGH, f"{told.places}, {told.larger}: {values.tolist()}"


@pytest.mark.parametrize("seed", [*range(3), *(pytest.param(seed, marks=LONG) for seed in range(3, 60))])
def test_nothing_in_random_months(seed):
    assert_nothing(in_larger(random_table(seed), seed))


@pytest.mark.parametrize("seed", [*range(1), *(pytest.param(seed, marks=LONG) for seed in range(1, 30))])
def test_nothing_in_random_months_with_bounds(seed):
    assert_nothing(in_larger(with_bounds(random_table(seed), seed), seed))


def narrow() -> PartnershipMonth:
    """Two small ones of at most 4 and 18, and red and amber of the large one ten or more: 10 to 12 each."""
    wards = [(4, 2, 2, 0, 0), (9, 4, 5, 0, 0), (9, 5, 4, 0, 0), (0, 0, 0, 0, 0)]
    places = exactly_given(np.array(wards, float))
    total = exactly_given(places.low.sum(axis=0))
    return PartnershipMonth(places, np.array([0, 1, 1, 2]), total, RULE, larger=np.array([0, 0, 1]))


def test_a_large_one_that_would_leave_three_values_is_not_shown(monkeypatch):
    told = narrow()
    assert (told.of_larger.bounds.high[0, :4] > 10_000).all()
    assert_nothing(told)
    # Were it shown, this attacker would find it.
    nothing_pins = np.array([False, True])
    monkeypatch.setattr(PartnershipMonth, "larger_pinning", lambda *_: nothing_pins)
    assert read_table(narrow(), complete=True).pinned(fewer_than=4)


def test_each_size_is_told_of_its_own_and_the_sum_of_a_large_one_is_that_of_its_small_ones(bundled):
    area, month = CASES[-1]
    release = of_bundled(bundled, area, month)
    small, large = release.rows(LOCALITY), release.rows(LARGE)
    larger = release.localities_by.larger
    assert small.keys() == larger.keys()
    assert large.keys() == set(larger.values())
    assert {column for row, column in release.cells if row in small.values()} == {ALL}
    assert {column for row, column in release.cells if row in large.values()} == set(COLUMNS)
    for name, row in large.items():
        within = [release.cells[small[one], ALL] for one in larger if larger[one] == name]
        assert release.cells[row, ALL] == added_up(within)
    assert release.cells[AREA, ALL].state is CellState.COUNT


def test_the_public_is_told_the_small_ones_alone(bundled):
    area, month = CASES[-1]
    public = of_bundled(bundled, area, month, Audience.PUBLIC)
    assert public.rows(LARGE) == {}
    assert len(public.localities()) == len(OURS["E06000047-2025"].larger)
    assert public.beside().empty
