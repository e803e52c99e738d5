"""Funnel, clocks and endings of cohorts, against a count by hand."""

import math
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probation_commission.analysis import ram
from probation_commission.domain.ram import (
    AsSupplied,
    End,
    RamBreakdown,
    RamMeasure,
    Reached,
    ReasonGroup,
    ReferralStep,
)
from tests.given.ram_months import Cohort, frame, made, referrals_of, steps

MAY, JUNE, JULY = (date(2026, month, 1) for month in (5, 6, 7))
A, P, R = ReferralStep.ASSESSMENT, ReferralStep.PLAN, ReferralStep.REPORT

# Twenty referrals of May: ten assessed on the tenth day or before, and the edges of everything else.
HAND = Cohort(
    "housing",
    MAY,
    {
        **referrals_of(
            20,
            {End.OPEN: 3, End.COMPLETED: 9, End.CANCELLED: 5, End.ENDED: 3},
            {"INE": 2, "MIS": 1, "NOT": 3, "SEE": 1, "not known here": 1},
        ),
        **steps(
            A,
            (Reached.REACHED, 0, 4),  # on the day
            (Reached.REACHED, 10, 6),  # the tenth day is within
            (Reached.REACHED, 11, 2),  # and the eleventh is not
            (Reached.WAITING, 10, 1),  # can be met still
            (Reached.WAITING, 11, 1),  # is missed whatever comes
            (Reached.LEFT, 3, 2),
            (Reached.LEFT, 30, 1),
            (Reached.REVERSED, None, 1),
            (Reached.UNKNOWN, None, 2),
        ),
        **steps(P, (Reached.REACHED, 5, 7), (Reached.REACHED, 6, 3), (Reached.LEFT, None, 1)),
        (RamMeasure.OUTCOMES, RamBreakdown.OUTCOME, AsSupplied.AIMED_AT): 12,
        (RamMeasure.OUTCOMES, RamBreakdown.OUTCOME, AsSupplied.ACHIEVED): 5,
    },
)


def test_the_clock_of_the_assessment_by_hand():
    found = ram.clock(ram.counted(frame([HAND])), A)

    assert (found.met, found.missed, found.due, found.overdue) == (10, 2, 1, 1)
    assert (found.left, found.left_late, found.reversed, found.unknown) == (3, 1, 1, 2)
    assert found.begun == 20
    # 10 of the 13 of whom it is decided: who may still be seen in time is not among them, nor who left.
    assert (found.kept.count, found.kept.of) == (10, 13)


def test_the_clock_of_the_plan_has_five_days_and_counts_who_left_without_a_day():
    found = ram.clock(ram.counted(frame([HAND])), P)

    assert (found.within, found.met, found.missed, found.left, found.begun) == (5, 7, 3, 1, 11)


def test_a_step_without_a_level_has_no_clock():
    with pytest.raises(ValueError, match="first session"):
        ram.clock(ram.counted(frame([HAND])), ReferralStep.SESSION)


def test_the_funnel_by_hand():
    steps_of = {step.name: step.count.low for step in ram.funnel(ram.counted(frame([HAND])))}

    # Who came to it counts, also with a reversed day or none to time it from: 12 + 1 + 2.
    assert steps_of == {
        "received": 20,
        "initial assessment": 15,
        "first action plan": 10,
        "plan approved": 0,
        "first session": 0,
        "completed": 9,
        "ended before completion": 8,
        "open still": 3,
    }


def test_endings_by_hand():
    counts = ram.counted(frame([HAND]))
    groups = ram.ended(counts)

    assert {group: share.count for group, share in groups.items() if share.count} == {
        ReasonGroup.PROBLEM: 3,
        ReasonGroup.USER: 3,
        ReasonGroup.SENTENCE: 1,
        ReasonGroup.UNKNOWN: 1,
    }
    assert {share.of for share in groups.values()} == {8}
    assert ram.reasons(counts)[ReasonGroup.PROBLEM] == {
        "ineligible referral": 2,
        "mistaken or duplicate referral": 1,
    }
    assert (ram.referral_quality(counts).count, ram.referral_quality(counts).of) == (3, 20)


def test_one_in_ten_may_be_open_and_no_more():
    cohorts = [
        Cohort("housing", MAY, referrals_of(20, {End.OPEN: 2, End.COMPLETED: 18})),
        Cohort("housing", JUNE, referrals_of(20, {End.OPEN: 3, End.COMPLETED: 17})),
        # Of July there is nothing to finish.
        Cohort("housing", JULY, referrals_of(0, {})),
    ]

    assert ram.too_young(ram.counted(frame(cohorts))) == [JUNE]


def test_services_and_months_are_chosen():
    cohorts = [
        Cohort(slug, month, referrals_of(number, {}))
        for number, (slug, month) in enumerate([("a", MAY), ("a", JUNE), ("b", MAY), ("b", JULY)], start=1)
    ]
    counts = ram.counted(frame(cohorts))

    assert counts.of(None, MAY, JUNE).referrals == 1 + 2 + 3
    assert counts.of(["b"], MAY, JULY).referrals == 3 + 4
    assert [(slug, one.referrals) for slug, one in counts.apart()] == [("a", 3), ("b", 7)]
    assert [(month, one.referrals) for month, one in counts.by_month()] == [(MAY, 4), (JUNE, 2), (JULY, 4)]


def test_a_cohort_of_two_areas_is_one_and_partial_if_either_is():
    whole = frame([Cohort("a", MAY, referrals_of(5, {}))])
    part = frame([Cohort("a", MAY, referrals_of(7, {}), partial=True)], area="DAL")
    counts = ram.counted(pd.concat([whole, part], ignore_index=True))

    assert (counts.referrals, len(counts.cohorts)) == (12, 1)
    assert counts.whole_months().empty


def test_figures_without_the_columns_of_coverage_are_whole():
    figures = frame([HAND]).drop(columns=["partial", "as_of"])

    assert not ram.counted(figures).whole_months().empty


def test_nothing_is_counted_of_no_figures():
    counts = ram.counted(frame([]))

    assert counts.empty
    assert ram.clock(counts, A).kept.share is None
    assert ram.too_young(counts) == []


REACHED = st.sampled_from([(one, True) for one in list(Reached)[:3]] + [(one, False) for one in Reached])
ROWS = st.lists(
    st.tuples(REACHED, st.integers(0, 60), st.integers(0, 40), st.sampled_from([MAY, JUNE, JULY])),
    max_size=40,
)


@settings(max_examples=80, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_every_referral_is_in_one_state_and_the_order_of_rows_does_not_matter(rows, random):
    cohorts = [
        Cohort("a", month, steps(A, (reached, days if timed else None, count)))
        for (reached, timed), days, count, month in rows
    ]
    figures = frame(cohorts)
    counts = ram.counted(figures)
    mixed = ram.counted(figures.sample(frac=1, random_state=random.randint(0, 999)))

    found = ram.clock(counts, A)
    assert found == ram.clock(mixed, A)
    assert found.begun == counts.begun(A) == sum(count for _, _, count, _ in rows)
    assert found.kept.share is None or 0 <= found.kept.share <= 1
    assert found.left_late <= found.left
    waits, other = ram.waits(counts, A), ram.waits(mixed, A)
    assert (waits.n, waits.median, waits.ninetieth) == (other.n, other.median, other.ninetieth)
    assert waits.weeks.reached.astype(float).between(0, 1).all()
    assert waits.weeks.reached.astype(float).is_monotonic_increasing


def test_the_story_is_told_by_the_charts():
    found = {(one.subject, one.followed.name): one for one in ram.followed(ram.counted(frame(made())))}

    late = found["example-wellbeing", "Assessed in 10 days"].control.points
    unusual = set(late.month[late.signal.notna() & (late.side < 0)])
    assert {date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)} <= unusual
    # The last month's clock runs still, and a share of those seen so far would be too good.
    assert math.isnan(late.value.iloc[-1])
    wrong = found["example-recovery", "Wrongly referred"].control.points
    assert wrong.value[:12].mean() > 2 * wrong.value[12:20].mean()


def test_a_partial_month_is_in_no_chart():
    cohorts = [Cohort(one.subject, one.month, one.counts, partial=one.month == MAY) for one in made()]
    for one in ram.followed(ram.counted(frame(cohorts))):
        points = one.control.points
        assert points.value[points.month == MAY].isna().all()


def test_what_is_followed_of_a_month_is_what_its_clock_says():
    counts = ram.counted(frame(made()))
    (housing,) = (one for slug, one in counts.apart() if slug == "example-housing")
    charts = {one.followed.name: one.control.points for one in ram.followed(housing)}

    for number, (_, month) in enumerate(housing.by_month()):
        clock, wait = ram.clock(month, A), ram.waits(month, A)
        share, half = (charts[name].value[number] for name in ("Assessed in 10 days", "Median wait"))
        assert math.isnan(share) if clock.due else share == clock.kept.share
        assert math.isnan(half) if clock.due or wait.half is None else half == pytest.approx(wait.half)
