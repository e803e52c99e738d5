"""What counts as evidence: of the last 24 months, from one source each, as it is shown and no more."""

import math
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.analysis.gaps import (
    CohortCount,
    CohortPart,
    ShownEvidence,
    evidence,
    provisions,
    since,
)
from probation_commission.disclosure.needs import ShownNeed
from probation_commission.disclosure.unmet import ShownUnmet
from probation_commission.domain.gaps import GapCell, GapGroup
from probation_commission.domain.iom import Breakdown
from probation_commission.domain.needs import Need, is_evidence
from probation_commission.domain.ranges import Range
from probation_commission.domain.unmet import UnmetReason, quarters_open
from tests.given.gaps import DEBT, HOMES, NORTH, TODAY, bought, need, service, unmet

COUNTS = ["subject", "area_code", "month", "months", "category", "low", "high", "made_up"]
NO_COUNTS = pd.DataFrame([], columns=COUNTS)
NAN = math.nan
FAMILY = "Family and Significant Others"


def of_cell(group=GapGroup.MEN, pathway=HOMES, *, unmet=(), needs=(), referrals=NO_COUNTS, what=None):
    shown = ShownEvidence(
        pd.DataFrame(unmet, columns=ShownUnmet._fields),
        pd.DataFrame(needs, columns=ShownNeed._fields),
        referrals,
        {},
    )
    found = provisions([NORTH], what or bought(), TODAY, {})
    return evidence([NORTH], found, shown, TODAY).get(GapCell(pathway, "N", group))


def asked(**said):
    """The one count of who asked."""
    return of_cell(**said).asked[0]


def test_what_is_older_than_24_months_is_none():
    # December 2024 to November 2026 are 24 months; a sample of November 2024 is dated 24 months ago.
    assert since(TODAY) == date(2024, 12, 1)
    assert of_cell(pathway=DEBT, needs=[need(month=date(2024, 11, 1))]) is None
    assert of_cell(pathway=DEBT, needs=[need(month=date(2024, 12, 1))]).ranks()
    assert is_evidence(date(2024, 12, 1), TODAY)
    assert not is_evidence(date(2024, 11, 1), TODAY)


@given(st.dates(date(2025, 1, 1), date(2040, 1, 1)))
def test_every_quarter_that_leads_can_count_in_is_evidence(day):
    assert min(quarters_open(day, long=True)) >= since(day)


def test_unmet_demand_is_added_up_over_its_quarters_as_ranges():
    rows = [unmet(low=0, high=9), unmet(month=date(2026, 4, 1), low=10, high=19)]
    told = asked(unmet=rows)
    assert (told.count, told.quarters) == (Range(10, 28), 2)
    assert (told.months[0], told.months[-1]) == (date(2026, 4, 1), date(2026, 9, 1))


def test_what_is_not_told_adds_nothing_and_a_first_band_is_no_demand():
    assert of_cell(unmet=[unmet(low=NAN, high=NAN)]) is None
    assert of_cell(unmet=[unmet(low=0)]) is None  # a nought that is told is no demand
    assert not of_cell(unmet=[unmet(low=0, high=9)]).ranks()


@pytest.mark.parametrize("group", GapGroup)
def test_who_asked_is_of_everybody_in_every_group_to_leads_and_to_others(group):
    """69, 7 and 19: others are told 90-99 of all, and a lead reads 95 in the same cell."""
    rows = [
        unmet(low=69, reason=UnmetReason.FULL, group=str(GapGroup.MEN)),
        unmet(low=7, reason=UnmetReason.NOT_WOMEN, group=str(GapGroup.WOMEN)),
        unmet(low=19, reason=UnmetReason.WAIT),
    ]
    to_lead = asked(group=group, unmet=rows)
    assert to_lead.count == Range(95, 95)
    assert to_lead.naming == (("men", 69), ("women", 7), ("", 19))
    to_others = asked(group=group, unmet=[unmet(low=90, high=99)])
    assert (to_others.count, to_others.naming) == (Range(90, 99), ())


def test_ones_own_counts_stand_apart_with_an_open_end_and_never_rank():
    """5 of one's own in July, where others' 40 are not told; April is told of the area."""
    untold, own = unmet(low=NAN, high=NAN), unmet(low=5, reason=UnmetReason.FULL, own=True)
    alone = of_cell(unmet=[untold, own])
    assert (alone.asked, alone.own[0].count, alone.ranks()) == ((), Range(5, math.inf), False)
    both = of_cell(unmet=[untold, own, unmet(month=date(2026, 4, 1), low=10, high=19)])
    assert (both.asked[0].count, both.fewest()) == (Range(10, 19), 10)
    # To a lead each figure is a row of its own, whosever it is.
    assert asked(unmet=[unmet(low=8, reason=UnmetReason.WAIT), own]).count == Range(13, 13)


def test_real_and_made_up_counts_are_never_added():
    """7 of a real organisation and 60 of an invented one, as leads and as others are shown them."""
    exact = [unmet(low=7, reason=UnmetReason.FULL), unmet(low=60, reason=UnmetReason.FULL, made_up=True)]
    banded = [unmet(low=0, high=9), unmet(low=60, high=69, made_up=True)]
    told = of_cell(unmet=exact)
    assert [(one.count.low, one.made_up) for one in told.asked] == [(7, False), (60, True)]
    assert (told.fewest(), told.fewest(made_up=True)) == (7, 60)
    assert not of_cell(unmet=banded).ranks()
    assert of_cell(unmet=banded).ranks(made_up=True)


def test_what_is_counted_for_a_whole_is_named_so_and_stands_in_for_what_is_missing_alone():
    assert asked(unmet=[unmet("B", low=30)]).whole == "Both"
    both = asked(unmet=[unmet("B", low=30), unmet("N", low=5)])
    assert (both.count.low, both.whole) == (5, "")
    assert of_cell(unmet=[unmet("S", low=30)]) is None
    # The area counts, and has nothing of homes: to others its noughts stand there, so leads read no whole.
    assert of_cell(unmet=[unmet("B", low=30), unmet("N", low=5, pathway=DEBT)]) is None


def test_of_the_needs_of_a_pathway_the_largest_counts_and_they_are_never_added():
    rows = [need(need=Need.DRUGS, low=10), need(need=Need.ALCOHOL, low=14), need(need=Need.THINKING, low=40)]
    (told,) = of_cell(pathway="Dependency and Recovery", needs=rows).needs
    assert (told.need, told.share) == (Need.ALCOHOL, Range(0.35, 0.35))
    assert of_cell(needs=[need(need=Need.THINKING)]) is None  # no pathway of what is bought


def test_of_each_source_the_latest_sample_counts_and_of_it_all_before_a_group():
    rows = [need(low=30, month=date(2025, 5, 1)), need(low=10)]
    own = need(low=15, of=20, group=str(GapGroup.WOMEN))
    for group in GapGroup:
        (told,) = of_cell(group, DEBT, needs=[*rows, own]).needs
        assert (told.share.low, told.group) == (0.25, "")
    assert of_cell(GapGroup.WOMEN, DEBT, needs=[own]).needs[0].group == "women"
    assert of_cell(GapGroup.MEN, DEBT, needs=[own]) is None


def test_an_old_sample_never_stands_in_for_a_newer_one_that_is_not_told():
    """30 of 40 in May 2025, then a sample of 12: leads read 3 of 12, and others that it is not told."""
    old = need(low=30, month=date(2025, 5, 1))
    small = need(low=NAN, high=NAN)._replace(sample_low=0, sample_high=29, sample_text="fewer than 30")
    told = of_cell(pathway=DEBT, needs=[old, small])
    assert (told.needs, told.ranks()) == ((), False)
    assert [(one.month, one.sample) for one in told.untold] == [(date(2026, 5, 1), "fewer than 30")]
    assert of_cell(pathway=DEBT, needs=[old, need(low=3, of=12)]).needs[0].share.low == 0.25


def test_none_of_a_sample_is_measured_and_does_not_rank():
    told = of_cell(pathway=DEBT, needs=[need(low=0, of=35)])
    assert told.needs[0].share == Range(0, 0)
    assert not told.ranks()


def test_a_share_of_bands_is_the_least_and_the_most_that_it_can_be():
    banded = need(low=10, high=14, of=40)._replace(sample_low=40, sample_high=49)
    (told,) = of_cell(pathway=DEBT, needs=[banded]).needs
    assert told.share == Range(10 / 49, 14 / 40)


def test_referrals_are_those_of_each_service_of_the_pathway_that_is_for_the_group_and_never_added():
    rows = [
        ("for men", 20, date(2026, 7, 1), 3),
        ("of four", 30, date(2026, 9, 1), 1),
        ("for women", 50, date(2026, 9, 1), 1),
        ("of another pathway", 100, date(2026, 9, 1), 1),
    ]
    counts = pd.DataFrame(
        [(slug, "N", month, months, "received", count, count, False) for slug, count, month, months in rows],
        columns=COUNTS,
    )
    what = bought(
        service("for men", sex="men", pathway=FAMILY),
        service("of four", pathway="Personal Wellbeing"),
        service("for women", sex="women", pathway=FAMILY),
        service("of another pathway", pathway=DEBT),
    )
    told = of_cell(pathway=FAMILY, referrals=counts, what=what)
    found = {one.name: one for one in told.referrals}
    assert {name: one.count.low for name, one in found.items()} == {"for men": 20, "of four": 30}
    # A quarter ends two months after its first.
    assert found["for men"].months[-1] == date(2026, 9, 1)
    assert found["of four"].months == (date(2026, 9, 1),)
    assert (len(found["for men"].also), len(found["of four"].also)) == (0, 3)
    assert not told.ranks()  # who is referred has a service: it says who might need one, not who got none


def of_cohort(group, pathway="Dependency and Recovery", **said):
    total, uses = said.get("total", Range(150, 150)), said.get("uses", Range(40, 49))
    parts = (
        CohortPart(Breakdown.DRUG_USE, "Does not use drugs", "the rest", None),
        CohortPart(Breakdown.DRUG_USE, "Uses drugs", "40–49", uses),
        CohortPart(Breakdown.TREATMENT, "In treatment", "12", Range(12, 12)),
        CohortPart(Breakdown.GENDER, "Female", "17", Range(17, 17)),
    )
    cohort = CohortCount("150", date(2026, 10, 1), said.get("made_up", False), total, parts)
    shown = ShownEvidence(
        pd.DataFrame([], columns=ShownUnmet._fields),
        pd.DataFrame(said.get("needs", []), columns=ShownNeed._fields),
        NO_COUNTS,
        {"N": cohort},
    )
    found = provisions([NORTH], bought(), TODAY, {})
    return evidence([NORTH], found, shown, TODAY).get(GapCell(pathway, "N", group))


def test_a_cohort_speaks_of_drugs_for_its_own_nominals_alone():
    told = of_cohort(GapGroup.IOM)
    (one,) = told.needs
    # Least where as few as can be are of as many as can be; those not known are of the whole too.
    assert one.share == Range(40 / 150, 49 / 150)
    assert (one.need, one.group, one.of_cohort, told.ranks()) == (Need.DRUGS, "IOM nominals", True, True)
    assert [part.breakdown for part in told.cohort.parts] == [Breakdown.DRUG_USE] * 2 + [Breakdown.TREATMENT]
    # Of another pathway it is the size alone, which ranks nothing.
    homes = of_cohort(GapGroup.IOM, HOMES)
    assert (homes.needs, homes.cohort.parts, homes.ranks()) == ((), (), False)
    # Of those aged 18 to 25 no return says anything.
    assert of_cohort(GapGroup.YOUNG) is None


def test_how_many_are_of_a_group_is_no_need_and_ranks_nothing():
    women = of_cohort(GapGroup.WOMEN)
    assert ([one.text for one in women.among.parts], women.cohort) == (["17"], None)
    assert (women.needs, women.ranks()) == ((), False)
    assert of_cohort(GapGroup.MEN) is None  # not told, as the largest


@pytest.mark.parametrize(
    ("uses", "total"),
    [(None, Range(150, 150)), (Range(40, 49), None), (Range(0, 9), Range(0, 9))],
)
def test_what_is_told_without_an_end_is_no_share(uses, total):
    told = of_cohort(GapGroup.IOM, uses=uses, total=total)
    assert (told.needs, told.ranks()) == ((), False)
    assert len(told.cohort.parts) == 3


def test_the_larger_of_a_sample_and_the_cohort_counts_and_they_are_never_added():
    own = need(need=Need.DRUGS, low=60, of=120, group=str(GapGroup.IOM))
    told = of_cohort(GapGroup.IOM, needs=[own])
    assert [one.of_cohort for one in told.needs] == [False, True]
    assert told.smallest() == 0.5
    # What is made up never ranks beside what is real.
    told = of_cohort(GapGroup.IOM, made_up=True)
    assert (told.smallest(), told.smallest(made_up=True)) == (0, 40 / 150)
