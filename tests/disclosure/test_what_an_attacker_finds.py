"""The attacker finds nothing: on the real month, on illustrative months, on random and on nasty ones.

`make test-long` tries all; `make test` a fixed sample.
"""

from dataclasses import replace
from datetime import date
from itertools import product

import numpy as np
import pandas as pd
import pytest

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.bands import Bands
from probation_commission.disclosure.month import GivenCounts, exactly_given
from probation_commission.disclosure.partnership import PartnershipMonth
from probation_commission.disclosure.release import Ground, Release, releases
from probation_commission.disclosure.rules import Rule, Rules
from probation_commission.domain.localities import GroupingInForce
from probation_commission.geography.gazetteer import gazetteer, ward_facts
from probation_commission.intake import returns as intake
from probation_commission.samples import places
from probation_commission.samples.iom import iom_returns
from probation_commission.settings import DATA
from tests.attacker import COLUMNS, ENOUGH, Attack, read_month, understood, values_by_the_rule
from tests.given.returns import figures_of

TODAY = date(2026, 11, 24)
WORKBOOK = DATA / "haringey_iom_2023_05.xlsx"
DARLINGTON, DURHAM, HARINGEY = "E06000005", "E06000047", "E09000014"
MONTHS = [one.start_time.date() for one in pd.period_range("2025-11", "2026-10", freq="M")]
SECRET = b"of this test alone"
RULE = Rule(Audience.PARTNERSHIP, 5)
LONG = pytest.mark.long
MADE_UP = ward_facts(), places.here().examples


def figures(content: bytes, name: str) -> pd.DataFrame:
    reading = intake.read(content, name, gazetteer(), TODAY, {})
    asked = {question.key: question.options[-1][0] for question in reading.questions}
    return figures_of(*intake.answer(reading, asked).returns)


@pytest.fixture(scope="module")
def bundled() -> pd.DataFrame:
    return pd.concat(
        [
            figures(WORKBOOK.read_bytes(), WORKBOOK.name),
            *(figures(content, name) for name, content in iom_returns(*MADE_UP).items()),
        ]
    )


def ground(area: str, localities: int) -> Ground:
    """The wards of an area in so many localities, dealt out in turn; 0: none."""
    authority = gazetteer().authority(area)

    def grouping(month: date) -> GroupingInForce:
        wards = gazetteer().ward_set(authority, month).wards if localities else ()
        names = {ward.code: f"Locality {number % localities}" for number, ward in enumerate(wards)}
        return GroupingInForce(month, names)

    return Ground(area, lambda month: gazetteer().ward_set(authority, month), grouping)


def of_bundled(bundled, area, month, localities, audience=Audience.PARTNERSHIP) -> Release:
    own = bundled[(bundled.area_code == area) & (bundled.month == month)]
    return releases(own, audience, Rules(), ground(area, localities), SECRET)[month]


def in_words(release: Release, area: str) -> tuple[pd.DataFrame, dict[str, str], pd.DataFrame]:
    """Every row that is shown of a month, with those in no row last; the totals; the localities."""
    wards = release.wards(gazetteer().ward_set(gazetteer().authority(area), release.month))
    rows = pd.concat([wards, release.beside()], ignore_index=True)[["locality", *COLUMNS]].fillna("")
    rows[COLUMNS] = rows[COLUMNS].map(lambda one: one.text)
    localities = release.localities().set_index("locality")[COLUMNS].map(lambda one: one.text)
    return rows, {name: release.total(name).text for name in COLUMNS}, localities


def found(release: Release, area: str, *, complete: bool) -> dict:
    attack = Attack()
    read_month(attack, *in_words(release, area), complete=complete)
    return attack.pinned()


CASES = [(HARINGEY, date(2023, 5, 1))] + [(area, month) for area in (DARLINGTON, DURHAM) for month in MONTHS]
SAMPLE = {(HARINGEY, CASES[0][1]), *((DARLINGTON, MONTHS[at]) for at in (3, 9)), (DURHAM, MONTHS[11])}
"""Darlington's February has RAGs under ten, its August counts given as "<5"."""


@pytest.mark.parametrize("complete", [True, False], ids=["all have a RAG", "some may have none"])
@pytest.mark.parametrize("localities", [0, 9, 4])
@pytest.mark.parametrize(
    ("area", "month"), [pytest.param(*one, marks=[] if one in SAMPLE else LONG) for one in CASES], ids=str
)
def test_nothing_in_bundled_months(bundled, area, month, localities, complete):
    assert found(of_bundled(bundled, area, month, localities), area, complete=complete) == {}


def random_table(seed: int) -> PartnershipMonth:
    """A month of up to nine places by RAG, some in localities; often near the ends of bands."""
    random = np.random.default_rng(seed)
    count = random.integers(2, 10)
    most = random.choice([1, 2, 4, 6, 10, 25])
    places = np.zeros((count + 1, 5))
    places[:, 1:] = random.integers(0, most + 1, (count + 1, 4)) * (random.random((count + 1, 4)) < 0.6)
    places[:, 0] = places[:, 1:].sum(axis=1)
    if random.random() < 0.3:  # nobody but those on the map
        places[-1] = 0
    localities = random.integers(0, 4)
    group = np.append(random.integers(0, localities + 1, count), localities)
    total = exactly_given(places.sum(axis=0))
    rule = Rule(Audience.PARTNERSHIP, random.choice([5, 5, 10]))
    return PartnershipMonth(exactly_given(places), group, total, rule)


def with_bounds(told: PartnershipMonth, seed: int) -> PartnershipMonth:
    """The month with some of its counts given between two ends, or not at all; with a total or without.

    Those in no row are then what the rows leave of it, as in `disclosure.month`.
    """
    random = np.random.default_rng(seed)
    true = told.places.low
    # Most of them at the ends of bands, where "5–9" and "3–7" differ.
    below, above = (random.choice([0, 1, 2, 4, 9], true.shape) for _ in range(2))
    band_low, band_high = Bands(5).around(true)
    low, high = np.maximum(true - below, 0), true + above
    kind = random.choice(5, true.shape, p=[0.5, 0.2, 0.15, 0.1, 0.05])
    low = np.select([kind == 0, kind == 1, kind == 2, kind == 3], [true, low, band_low, low], 0.0)
    high = np.select([kind == 0, kind == 1, kind == 2], [true, high, band_high], np.inf)
    total = told.total.low
    if random.random() < 0.7:
        own = exactly_given(total)
        low[-1] = np.clip(total - high[:-1].sum(axis=0), 0, None)
        high[-1] = np.clip(total - low[:-1].sum(axis=0), 0, None)
    else:
        low[-1] = high[-1] = 0
        own = GivenCounts(low.sum(axis=0), high.sum(axis=0))
    return replace(told, places=GivenCounts(low, high), total=own)


NASTY = {
    "everybody is in one ward": [(12, 12, 0, 0, 0), (0, 0, 0, 0, 0), (0, 0, 0, 0, 0)],
    "two wards of five": [(5, 5, 0, 0, 0), (5, 0, 5, 0, 0), (0, 0, 0, 0, 0)],
    "three of four": [(4, 1, 1, 1, 1)] * 3 + [(0, 0, 0, 0, 0)],
    "five of four": [(4, 4, 0, 0, 0)] * 5 + [(0, 0, 0, 0, 0)],
    "ten of nine": [(9, 9, 0, 0, 0)] * 10 + [(30, 0, 10, 10, 10)],
    "one of each": [(4, 1, 1, 1, 1)] * 10 + [(0, 0, 0, 0, 0)],
    "a red and an amber band at their ends": [(4, 2, 2, 0, 0)] * 5 + [(40, 10, 10, 10, 10)],
    "low wards, high RAGs": [(41, 13, 12, 3, 13), (15, 3, 5, 3, 4), (20, 13, 2, 3, 2), (96, 24, 24, 24, 24)],
    "low wards, high RAGs again": [
        (29, 8, 6, 7, 8),
        (12, 6, 3, 3, 0),
        (15, 4, 1, 6, 4),
        (14, 7, 0, 1, 6),
        (9, 9, 0, 0, 0),
    ],
    "ten of each RAG": [(5, 5, 0, 0, 0), (5, 5, 0, 0, 0), (30, 0, 10, 10, 10)],
}


def nasty(name: str) -> PartnershipMonth:
    places = np.array(NASTY[name], float)
    group = np.array([0] * (len(places) - 1) + [1])
    total = exactly_given(places.sum(axis=0))
    return PartnershipMonth(exactly_given(places), group, total, Rule(Audience.PARTNERSHIP, 5))


def read_table(told: PartnershipMonth, *, complete: bool) -> Attack:
    """The attacker's view of a table that stands alone: from its bands, without the audit."""
    from probation_commission.disclosure.release import _cells  # noqa: PLC0415

    cells = {key: one.text for key, one in _cells(told.place_bands, told.places_not_given, 0)}
    names = [f"Locality {number}" if number < told.group.max() else "" for number in told.group]
    rows = pd.DataFrame({column: [cells[row, column] for row in range(len(names))] for column in COLUMNS})
    total = {column: one.text for (_, column), one in _cells(told.area, told.area_not_given, 0)}
    of_groups = {key: one.text for key, one in _cells(told.locality_bands, told.localities_not_given, 0)}
    localities = pd.DataFrame(
        {column: [of_groups[row, column] for row in range(int(told.group.max()))] for column in COLUMNS},
        index=[f"Locality {number}" for number in range(int(told.group.max()))],
    )
    attack = Attack()
    read_month(attack, rows.assign(locality=names), total, localities, complete=complete)
    return attack


def assert_nothing(told: PartnershipMonth) -> None:
    for complete in (True, False):
        assert read_table(told, complete=complete).pinned() == {}
    without = [told.area.most, told.area.high[0], told.locality_bands.high[:-1, :4]]
    if any((high > 10_000).any() for high in without):
        values = values_by_the_rule(told)[:-1]
        assert values.min() >= ENOUGH, f"{told.places}: {values.tolist()}"


@pytest.mark.parametrize("seed", [*range(3), *(pytest.param(seed, marks=LONG) for seed in range(3, 108))])
def test_nothing_in_random_months(seed):
    assert_nothing(random_table(seed))


@pytest.mark.parametrize("seed", [*range(2), *(pytest.param(seed, marks=LONG) for seed in range(2, 56))])
def test_nothing_in_random_months_with_bounds(seed):
    """What is told is true, and leaves three values of every count to whoever reads it."""
    exact = random_table(seed)
    told = with_bounds(exact, seed)
    assert_nothing(told)
    bands = told.place_bands
    true = exact.places.low[:-1]
    assert (bands.low[:-1, :4] <= true[:, 1:]).all()
    assert (true[:, 1:] <= bands.high[:-1, :4]).all()
    assert (bands.least[:-1] <= true[:, 0]).all()
    assert (true[:, 0] <= bands.most[:-1]).all()


@LONG
@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=LONG) for seed in (1, 2))])
def test_nothing_in_months_made_to_tell_with_bounds(name, seed):
    assert_nothing(with_bounds(nasty(name), seed))


DEAR = {"ten of each RAG", "everybody is in one ward", "two wards of five", "five of four", "three of four"}
"""Each takes as long as all the others."""


@pytest.mark.parametrize("name", [pytest.param(name, marks=LONG) if name in DEAR else name for name in NASTY])
def test_nothing_in_months_made_to_tell(name):
    assert_nothing(nasty(name))


@pytest.mark.parametrize(
    "red", [pytest.param(0, marks=LONG, id="all lowest"), pytest.param(12, id="a ward of twelve red")]
)
@pytest.mark.parametrize("whole", [20, *(pytest.param(n, marks=LONG) for n in (10, 12, 13, 30, 35, 36, 46))])
def test_rags_that_are_not_shown_beside_their_whole_have_three_values_each(whole, red):
    """Every way to have a whole by RAG is tried, of which the RAGs would not be shown."""
    places = np.zeros((10, 5))
    places[0, :2] = red
    alike: dict[bytes, list[set[int]]] = {}
    for rags in product(range(whole + 1), repeat=3):
        last = whole - sum(rags)
        if last < max(rags[1:]) or rags[1] < rags[2] or rags[0] < red:  # but for red they can be exchanged
            continue
        total = exactly_given(np.array([whole, *rags, last], float))
        told = PartnershipMonth(exactly_given(places), np.zeros(10, int), total, RULE)
        if (
            told.area.high[0, 0] < 10_000 or told.area.most[0] > 10_000
        ):  # shown, or the whole is not shown either
            continue
        same = alike.setdefault(told.area.low.tobytes() + told.area.high.tobytes(), [set() for _ in range(2)])
        same[0].add(rags[0])
        same[1].update([*rags[1:], last])
    assert all(len(values) >= ENOUGH for seen in alike.values() for values in seen)


@pytest.mark.parametrize("localities", [0, 4])
@pytest.mark.parametrize(("area", "month"), CASES, ids=str)
def test_what_the_public_sees_is_a_coarsening_of_what_the_partnership_sees(bundled, area, month, localities):
    seen = of_bundled(bundled, area, month, localities)
    public = of_bundled(bundled, area, month, localities, Audience.PUBLIC)
    wards = gazetteer().ward_set(gazetteer().authority(area), month)
    for ours, theirs in zip(seen.wards(wards)["all"], public.wards(wards)["all"], strict=True):
        assert theirs.low <= ours.low <= ours.high <= theirs.high
        assert theirs.low % 10 == 0
    assert {one.text for name in COLUMNS[1:] for one in public.wards(wards)[name]} == {"not in the return"}
    assert public.beside().empty
    low, high = understood(public.total().text, base=5)
    assert low <= seen.total().low <= seen.total().high <= high
    assert public.total().text != "not shown" or seen.total().text == "not shown"
