"""The finding says in one sentence what comes first and why; ranges are read as what they are."""

import math
from dataclasses import replace
from datetime import date

import pytest

from probation_commission.analysis.gaps import (
    NOTHING,
    AskedCount,
    Evidence,
    NeedShare,
    RankedGap,
    ServiceReferrals,
    UntoldSample,
    provisions,
    ranked,
)
from probation_commission.domain.gaps import GapCell, GapGroup, GapVerdict
from probation_commission.domain.ranges import Range
from probation_commission.views import gaps as views
from probation_commission.views.gaps import words as words_of
from probation_commission.views.gaps.looks import LOOKS, shape
from probation_commission.views.gaps.words import range_words
from tests.given.gaps import DEBT, HOMES, NEURO, NORTH, SOUTH, TODAY, WORK, bought, service

LAND = views.GapsLand("Both", {"N": "Northtown", "S": "Southtown"})
EVERYTHING = [
    service(one, pathway=one, area="Both")
    for one in ("Personal Wellbeing", HOMES, WORK, DEBT, "Dependency and Recovery")
]
SPRING = "April to June 2026"
QUARTERS = tuple(date(2026, month, 1) for month in range(4, 10))
ASKED = AskedCount(Range(34, 34), QUARTERS, made_up=True)
BOTH = (GapGroup.MEN, GapGroup.WOMEN)


def gaps(*services, known=None, groups=BOTH) -> list[RankedGap]:
    found = provisions([NORTH, SOUTH], bought(*services), TODAY, {})
    of_groups = {cell: one for cell, one in found.items() if cell.group in groups}
    return ranked(of_groups, known or {}, ["N", "S"])


def test_what_is_alike_for_men_and_women_everywhere_is_said_once_and_names_both_areas():
    assert views.finding(gaps(*EVERYTHING), LAND, BOTH) == (
        "Commission next: Neurodiversity for men and women in Northtown and Southtown: none known here; "
        "neither unmet demand nor needs of the last 24 months are counted here, so this goes by what is "
        "missing alone."
    )


def test_with_evidence_it_says_how_many_and_that_it_is_made_up_and_what_comes_then():
    closed = [one for one in EVERYTHING if one["slug"] != WORK]
    known = {GapCell(WORK, "S", group): Evidence(asked=(ASKED,)) for group in GapGroup}
    assert views.finding(gaps(*closed, known=known), LAND, BOTH) == (
        "Commission next: Education, Training and Employment for men and women in Southtown: none known "
        "here, and 34 of all groups asked and got none, in 2 quarters: April to September 2026 (made up); "
        "then Education, Training and Employment for men and women in Northtown (none known here) and "
        "Neurodiversity for men and women in Northtown and Southtown (none known here)."
    )


def test_each_part_has_its_place_unless_it_is_that_of_the_part_before():
    """South, north, north: the third is where the second is, which is not where the first is."""
    others = [one for one in EVERYTHING if one["slug"] not in {WORK, DEBT}]
    real = replace(ASKED, made_up=False)
    known = {
        GapCell(pathway, code, group): Evidence(asked=(replace(real, count=Range(count, count)),))
        for pathway, code, count in ((WORK, "S", 30), (DEBT, "N", 20), (WORK, "N", 10))
        for group in GapGroup
    }
    words = views.finding(gaps(*others, known=known), LAND, BOTH)
    assert "Commission next: Education, Training and Employment for men and women in Southtown: " in words
    assert (
        "then Finance, Benefits and Debt for men and women in Northtown (none known here) and Education, "
        "Training and Employment for men and women (none known here)."
    ) in words


def test_what_is_only_not_confirmed_is_to_be_confirmed_and_not_bought():
    unsure = service("unsure", pathway=NEURO, status="not confirmed", area="Both")
    words = views.finding(gaps(*EVERYTHING, unsure), LAND, BOTH)
    assert words.startswith(
        "Confirm first: Neurodiversity for men and women in Northtown and Southtown: not confirmed;"
    )


def test_what_is_only_not_confirmed_is_to_be_confirmed_in_the_second_part_too_and_others_bought():
    unsure = service("unsure", sex="men", pathway=NEURO, status="not confirmed", area="Northtown")
    women = service("women's", sex="women", pathway=NEURO, area="Northtown")
    real = replace(ASKED, made_up=False)
    few = replace(real, count=Range(2, 2))
    closed = [one for one in EVERYTHING if one["slug"] != WORK]
    known = {GapCell(WORK, "N", group): Evidence(asked=(real,)) for group in GapGroup}
    known |= {GapCell(NEURO, "N", group): Evidence(asked=(few,)) for group in GapGroup}
    found = gaps(*closed, unsure, women, known=known)
    assert "then confirm Neurodiversity for men (not confirmed) and commission Education" in views.finding(
        found, LAND, BOTH
    )
    of_iom = gaps(*closed, unsure, women, known=known, groups=(GapGroup.IOM,))
    # No brackets within brackets.
    assert "confirm Neurodiversity for IOM nominals (not confirmed for men)" in views.finding(
        of_iom, LAND, (GapGroup.IOM,)
    )


def test_the_ranked_list_has_a_line_a_pathway_and_area_with_each_groups_verdict():
    table = views.ranked_table(gaps(service(sex="women")), LAND.names, {f"{HOMES}|N|men": 2})
    line = table[(table.Pathway == HOMES) & (table.Where == "Northtown")].iloc[0]
    assert (line["For whom"], line["Verdict"]) == ("men", "men: for women only; women: open")
    assert line["Open actions"] == 2


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (
            AskedCount(Range(5, math.inf), QUARTERS[:3], made_up=False, own=True),
            f"at least 5: your organisation’s own; others’ are not told beside it, in 1 quarter: {SPRING}",
        ),
        (
            AskedCount(Range(0, 18), QUARTERS, made_up=False),
            "0–9 of all groups in each of 2 quarters told: April to September 2026",
        ),
        (
            AskedCount(Range(0, 9), QUARTERS[:3], made_up=False),
            "0–9 of all groups in the one quarter told: April to June 2026",
        ),
        (
            AskedCount(Range(10, 28), (*QUARTERS[:3], date(2026, 10, 1)), made_up=False),
            "10–28 of all groups asked and got none, in 1 quarter: April to June 2026 and October 2026",
        ),
    ],
)
def test_who_asked_is_said_as_far_as_it_is_told(one, words):
    assert words_of.unmet(one) == words


def test_to_leads_it_is_said_whom_they_name():
    one = replace(ASKED, naming=(("men", 69), ("women", 7), ("IOM nominals", 24), ("", 19)), made_up=False)
    assert words_of.naming(one) == "of them 69 name men, 7 women, 24 IOM nominals, 19 nobody"
    assert (
        "69 name men"
        in dict(views.evidence_lines(Evidence(asked=(one,)), GapGroup.MEN))["Asked and got none"]
    )


def test_none_of_a_sample_is_not_the_same_as_no_evidence():
    share = NeedShare(Range(0, 0), "drugs", "OASys", date(2026, 5, 1), "", "35", made_up=False)
    assert words_of.need(share) == "none of a sample of 35 have this need (drugs; OASys, May 2026)"
    untold = UntoldSample("OASys", date(2026, 5, 1), "fewer than 30", made_up=False)
    lines = dict(views.evidence_lines(Evidence(untold=(untold,)), GapGroup.MEN))
    assert lines["Share with the need"] == "the latest sample of OASys, May 2026, is not told (fewer than 30)"


def test_referrals_are_named_by_service_and_never_added():
    a = ServiceReferrals("A", Range(20, 29), QUARTERS[:3], (DEBT,), in_custody=False, made_up=False)
    b = ServiceReferrals("B", Range(4, 4), QUARTERS[3:4], (), in_custody=True, made_up=True)
    assert dict(views.evidence_lines(Evidence(referrals=(a, b)), GapGroup.MEN))["Referrals received"] == (
        "to services of this pathway, by everybody and not by this group alone; 1 of 2 has other pathways "
        "too. A: 20–29, April to June 2026 (also Finance, Benefits and Debt); B: 4, July 2026 (in custody "
        "only) (made up)"
    )


def test_where_nothing_is_missing_it_says_so():
    runs = service("runs", pathway=NEURO, area="Both")
    nothing = gaps(*EVERYTHING, runs)
    words = views.finding(nothing, LAND, BOTH)
    assert words == "By what is known here, every pathway is open to men and women in Both."
    words = views.finding(nothing, LAND, (GapGroup.MEN,), HOMES)
    assert words == "By what is known here, Accommodation is open to men in Both."


def test_of_a_group_of_men_and_women_it_says_whose_the_gap_is():
    women = [service("women's", sex="women", pathway="Women’s Specific", area="Both")]
    men = [one | {"sex": "men"} for one in EVERYTHING if one["pathway"] != WORK]
    shut = service("shut", sex="men", pathway=WORK, area="Both", status="ended")
    neuro = service("neuro", pathway=NEURO, area="Both")
    words = views.finding(gaps(*women, *men, shut, neuro, groups=(GapGroup.IOM,)), LAND, (GapGroup.IOM,))
    assert "Employment for IOM nominals in Northtown and Southtown: closed for men" in words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(34, 34, "34"), (0, 9, "up to 9"), (10, 19, "10–19"), (10, math.inf, "10 or more"), (0, 0, "0")],
)
def test_a_range_is_read_as_what_it_is(low, high, words):
    assert range_words(Range(low, high)) == words


def test_each_kind_of_evidence_has_its_source_and_date_or_says_that_there_is_none():
    share = NeedShare(Range(0.25, 0.25), "drugs", "OASys", date(2026, 5, 1), "women", "40", made_up=False)
    lines = dict(views.evidence_lines(Evidence(needs=(share,)), GapGroup.IOM))
    assert lines["Share with the need"] == (
        "25% of a sample of women of 40 have this need (drugs; OASys, May 2026)"
    )
    assert {name for name, words in lines.items() if words == "none of the last 24 months"} == {
        "Asked and got none",
        "Referrals received",
        "IOM cohort",
    }
    assert "IOM cohort" not in dict(views.evidence_lines(NOTHING, GapGroup.MEN))


def test_no_verdict_is_told_by_its_colour_alone():
    assert set(LOOKS) == set(GapVerdict)
    assert len({look.letter for look in LOOKS.values()}) == len(LOOKS)
    assert [shape(one) for one in (GapVerdict.OPEN, GapVerdict.ENDING, GapVerdict.CUSTODY)] == ["●", "◐", "○"]
    words = [views.text_of([one], little_room=True) for one in _of_each_verdict()]
    assert len(set(words)) == len(words)


def _of_each_verdict():
    found = provisions([NORTH], bought(service(), service("shut", pathway=WORK, status="ended")), TODAY, {})
    return [found[GapCell(one, "N", GapGroup.MEN)] for one in (HOMES, WORK, NEURO)]


def test_the_worst_of_men_and_women_stands_in_the_cell_with_whose_it_is():
    found = provisions([NORTH], bought(service(sex="women")), TODAY, {})
    both = [found[GapCell(HOMES, "N", group)] for group in BOTH]
    assert views.text_of(both, little_room=False) == "○ for women only (men)"
