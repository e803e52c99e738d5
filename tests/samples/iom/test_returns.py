"""The illustrative cohorts: the same bytes each time, plausible, and the story that the pages tell."""

import hashlib
from datetime import date

import pandas as pd
import pytest

from probation_commission.analysis.reconciliation import checks
from probation_commission.domain.iom import CATEGORIES, Breakdown, Measure, Rag
from probation_commission.domain.places import PlaceKind
from probation_commission.domain.returns import Verdict
from probation_commission.geography.gazetteer import gazetteer, ward_facts
from probation_commission.intake import returns as intake
from probation_commission.samples import places
from probation_commission.samples.iom import iom_returns
from tests.given.returns import figures_of

DURHAM, DARLINGTON = "E06000047", "E06000005"
TODAY = date(2026, 11, 26)
MONTHS = [month.start_time.date() for month in pd.period_range("2025-11", "2026-10", freq="M")]
WITH_FEWER = date(2026, 8, 1)
EXAMPLES = places.here().examples
FILES = iom_returns(ward_facts(), EXAMPLES)
READINGS = {name: intake.read(content, name, gazetteer(), TODAY, {}) for name, content in FILES.items()}
RETURNS = [one for reading in READINGS.values() for one in reading.returns]


@pytest.fixture(scope="module")
def figures() -> pd.DataFrame:
    return figures_of(*RETURNS)


@pytest.fixture(scope="module")
def cohort(figures) -> pd.DataFrame:
    """Plain counts of nominals: "all" where a figure is of all RAGs, "" where it is of the whole area."""
    rows = figures[(figures.measure == Measure.COHORT) & (figures.breakdown == "")]
    return rows.assign(rag=rows.rag.fillna("all"), place_text=rows.place_text.fillna(""))


def whole(cohort, area, rag="all") -> pd.Series:
    """The area's count by month."""
    rows = cohort[(cohort.area_code == area) & (cohort.place_text == "") & (cohort.rag == rag)]
    return rows.set_index("month").value.sort_index()


def test_they_are_the_same_to_the_byte_each_time():
    assert iom_returns(ward_facts(), EXAMPLES) == FILES
    counts = [(one.month.isoformat(), f.cell.ref, f.as_written) for one in RETURNS for f in one.figures]
    assert hashlib.sha256(repr(counts).encode()).hexdigest()[:16] == "0588260a6d9c422a"


def test_they_come_through_the_door_without_a_problem_or_a_question():
    for reading in READINGS.values():
        assert (reading.problems, reading.questions) == ((), ())
    assert [(one.area.code, one.month) for one in RETURNS] == [
        (area, month) for area in (DARLINGTON, DURHAM) for month in MONTHS
    ]


@pytest.mark.parametrize("area", [DURHAM, DARLINGTON])
def test_every_ward_has_a_row_in_every_month_and_the_rags_add_up(cohort, area):
    own = gazetteer().authority(area)
    for month in MONTHS:
        rows = cohort[(cohort.area_code == area) & (cohort.month == month)]
        wide = rows.pivot_table(index="place_text", columns="rag", values="value", aggfunc="sum")
        if (area, month) != (DARLINGTON, WITH_FEWER):
            wards = {ward.name for ward in gazetteer().ward_set(own, month).wards}
            assert set(wide.index) == {"", "NFA", *wards, *EXAMPLES.outside[area]}
            assert (wide[list(Rag)].sum(axis=1) == wide["all"]).all()
            assert wide["all"].drop("").sum() <= wide["all"][""]


def test_cohorts_are_of_a_plausible_size_and_move(cohort):
    durham, darlington = (whole(cohort, area) for area in (DURHAM, DARLINGTON))
    assert durham.between(140, 190).all()
    assert darlington.between(50, 80).all()
    assert min(durham.nunique(), darlington.nunique()) > 3
    assert (durham.diff().abs().dropna() < 10).all()


@pytest.mark.parametrize("area", [DURHAM, DARLINGTON])
def test_those_in_custody_are_mostly_in_no_row_and_others_seldom(cohort, area):
    rows = cohort[(cohort.area_code == area) & (cohort.month != WITH_FEWER)]
    named = rows[rows.place_text != ""]
    by_place = named.pivot_table(index="month", columns="rag", values="value", aggfunc="sum")
    everybody = rows[rows.place_text == ""].pivot_table(index="month", columns="rag", values="value")
    missing = everybody - by_place
    assert (missing.blue > 0.6 * everybody.blue).all()
    assert ((missing["all"] - missing.blue) <= 0.06 * everybody["all"]).all()


def test_red_goes_up_in_spring_in_three_wards_and_is_back_by_september(cohort):
    durham = cohort[(cohort.area_code == DURHAM) & (cohort.rag == Rag.RED)]
    wide = durham[durham.place_text != ""].pivot_table(index="month", columns="ward_code", values="value")
    of_three = wide[list(EXAMPLES.spring_wards)]
    winter, may, september = of_three.loc[MONTHS[1]], of_three.loc[date(2026, 5, 1)], of_three.loc[MONTHS[10]]
    assert (may >= 2 * winter).all()
    assert (september <= winter).all()
    elsewhere = wide.drop(columns=list(EXAMPLES.spring_wards))
    rise = (elsewhere.loc[date(2026, 5, 1)] - elsewhere.loc[MONTHS[1]]).max()
    assert rise < (may - winter).max()
    everybody = whole(cohort, DURHAM, Rag.RED)
    assert everybody.idxmax() in {date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)}
    assert everybody[MONTHS[10]] <= everybody[MONTHS[2]] + 3


def test_six_live_outside_in_four_wards_every_month(cohort):
    rows = cohort[(cohort.area_code == DURHAM) & (cohort.rag == "all")]
    rows = rows[rows.place_kind == PlaceKind.ELSEWHERE]
    assert (rows.groupby("month").value.agg(["size", "sum"]) == [4, 6]).all(axis=None)


def test_one_return_gives_counts_as_fewer_than_five(figures):
    fewer = figures[figures.value.isna()]
    assert set(fewer.measure) == {Measure.COHORT}
    assert set(zip(fewer.low, fewer.high, strict=True)) == {(0, 4)}
    assert set(zip(fewer.area_code, fewer.month, strict=True)) == {(DARLINGTON, WITH_FEWER)}
    assert set(fewer.as_written) == {"<5"}
    assert len(fewer) > 5


def test_one_area_has_breakdowns_that_add_up_arrests_tags_joiners_and_leavers(figures):
    own = figures[figures.area_code == DURHAM]
    others = figures[figures.area_code == DARLINGTON]
    assert set(own.breakdown) >= {*CATEGORIES, Breakdown.OUTCOME, Breakdown.OFFENCE}
    assert {Measure.ARRESTS, Measure.GPS_TAGS, Measure.JOINERS, Measure.LEAVERS} <= set(own.measure)
    assert set(others.breakdown) == {""}
    moved = own[own.measure.isin([Measure.JOINERS, Measure.LEAVERS])]
    by_month = moved.pivot_table(index="month", columns="measure", values="value")
    sizes = own[
        (own.measure == Measure.COHORT) & (own.breakdown == "") & own.place_text.isna() & own.rag.isna()
    ]
    change = sizes.set_index("month").value.sort_index().diff().dropna()
    assert (by_month.joiners - by_month.leavers).to_dict() == change.to_dict()


def test_nothing_else_fails_than_what_is_in_no_row():
    for one in RETURNS:
        failing = [line.sentence for line in checks(one, {}) if line.verdict == Verdict.FAILS]
        assert all("ward table" in sentence.lower() for sentence in failing)


def test_no_month_is_most_of_another_and_yet_it_changes(cohort):
    wards = cohort[(cohort.area_code == DURHAM) & (cohort.rag == "all") & (cohort.place_text != "")]
    wide = wards.pivot_table(index="place_text", columns="month", values="value")
    moved = wide.diff(axis=1).abs().sum().iloc[1:]
    assert moved.between(1, 60).all()
