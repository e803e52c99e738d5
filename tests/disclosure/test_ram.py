"""What is shown of RaM's reports: exact to some, in bands by whole quarters to all others."""

from datetime import date

import pandas as pd
import pytest

from probation_commission.analysis import ram
from probation_commission.disclosure import ram as disclosed
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.services import ReleaseTerms
from probation_commission.domain.ram import End, Reached, ReferralStep
from tests.given.ram_months import Cohort, frame, referrals_of, steps

APRIL, MAY, JUNE, JULY = (date(2026, month, 1) for month in (4, 5, 6, 7))
TODAY = date(2026, 11, 22)


def cohort(month: date, received: int, *, slug="a", completed=0, ended=0, partial=False) -> Cohort:
    ends = {End.OPEN: received - completed - ended, End.COMPLETED: completed, End.ENDED: ended}
    assessed = steps(ReferralStep.ASSESSMENT, (Reached.REACHED, 3, received))
    return Cohort(slug, month, {**referrals_of(received, ends), **assessed}, partial)


def shown(*cohorts: Cohort, to=Audience.PARTNERSHIP, today=TODAY, own=()) -> pd.DataFrame:
    terms = ReleaseTerms(to, today, own=frozenset(own))
    return disclosed.in_bands(ram.counted(frame(cohorts)), terms)


def texts(rows: pd.DataFrame) -> list[str]:
    return list(rows.text)


def test_of_a_whole_quarter_is_told_how_many_were_received_in_a_band_and_nothing_else():
    # 20 is the least of its band.
    rows = shown(cohort(APRIL, 4, completed=1), cohort(MAY, 5, completed=3), cohort(JUNE, 11, ended=2))

    assert list(zip(rows.month, rows.category, rows.text, strict=True)) == [
        (APRIL, disclosed.RECEIVED, "20–29")
    ]


@pytest.mark.parametrize(
    ("cohorts", "why"),
    [
        ([cohort(APRIL, 4), cohort(JUNE, 8)], "waits for the report of May 2026"),
        # A part of a month is no month.
        (
            [cohort(APRIL, 4), cohort(MAY, 5, partial=True), cohort(JUNE, 8)],
            "waits for the report of May 2026",
        ),
    ],
)
def test_a_quarter_with_a_gap_waits(cohorts, why):
    rows = shown(*cohorts)

    assert set(rows.why) == {why}
    assert rows.low.isna().all()
    assert set(rows.text) == {"not shown"}


def test_a_quarter_waits_for_its_end():
    rows = shown(cohort(APRIL, 4), cohort(MAY, 5), cohort(JUNE, 8), today=date(2026, 6, 30))

    assert set(rows.why) == {"waits for the end of the quarter"}


@pytest.mark.parametrize("to", [Audience.RESTRICTED, Audience.MEMBERS])
def test_who_sees_exact_counts_is_told_nothing_in_bands(to):
    counts = ram.counted(frame([cohort(MAY, 5)]))
    terms = ReleaseTerms(to, TODAY)

    assert disclosed.in_bands(counts, terms).empty
    assert disclosed.exactly(counts, terms).referrals == 5


@pytest.mark.parametrize("to", [Audience.PARTNERSHIP, Audience.PROVIDER, Audience.PUBLIC])
def test_nothing_is_exact_to_others(to):
    counts = ram.counted(frame([cohort(MAY, 5), cohort(MAY, 7, slug="b")]))

    assert disclosed.exactly(counts, ReleaseTerms(to, TODAY)).empty


def test_what_is_somebodys_own_is_exact_and_the_rest_is_not():
    counts = ram.counted(frame([cohort(MAY, 5), cohort(MAY, 7, slug="b")]))
    terms = ReleaseTerms(Audience.PROVIDER, TODAY, own=frozenset({"b"}))

    assert disclosed.exactly(counts, terms).referrals == 7
    assert set(disclosed.in_bands(counts, terms).subject) == {"a"}


def test_what_is_not_told_changes_nothing_that_is():
    """The same rows of two databases that differ within a band, and by steps, clocks and reasons at will."""
    one = [cohort(APRIL, 4, completed=1), cohort(MAY, 5, completed=2), cohort(JUNE, 7, ended=1)]
    late = steps(ReferralStep.ASSESSMENT, (Reached.REACHED, 40, 3), (Reached.WAITING, 60, 3))
    why = referrals_of(6, {End.CANCELLED: 3}, {"INE": 3})
    other = [Cohort("a", APRIL, {**why, **late}), cohort(MAY, 4, completed=4), cohort(JUNE, 9)]

    first, second = shown(*one), shown(*other)
    assert texts(first) == ["15–19"]
    pd.testing.assert_frame_equal(first, second)


def test_what_later_reports_tell_of_the_same_months_moves_nothing():
    """Else the report that moves a band tells a count: 4 completed, and 5 a month later."""
    months = (APRIL, MAY, JUNE)
    completed = [(2, 1, 1), (2, 2, 1), (6, 6, 6)]
    reports = [
        [cohort(month, 8, completed=done, ended=1) for month, done in zip(months, each, strict=True)]
        for each in completed
    ]

    first, *later = (shown(*cohorts) for cohorts in reports)
    assert texts(first) == ["20–29"]
    for one in later:
        pd.testing.assert_frame_equal(first, one)
