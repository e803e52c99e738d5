"""Authorities and units by hand: sums of what is shown, ranges, parts, and what has no return."""

from datetime import date

import pytest

from probation_commission.disclosure.released import HIDDEN, NOT_GIVEN, Released, between, counted
from probation_commission.domain.areas import Area, AreaKind, AreaPart
from probation_commission.domain.iom import COUNTS
from probation_commission.domain.places import Authority, Whole
from probation_commission.domain.regions import ProbationRegion
from probation_commission.views.region import AreaTotals, authority_areas, unit_areas
from probation_commission.views.region.areas import NO_RETURN, NOT_DIVIDED

MAY = date(2026, 5, 1)
ONE, TWO, THREE = (Authority(code, f"Place {code}", "Region") for code in ("A1", "A2", "A3"))
BOTH = Area("pdu:both", AreaKind.PDU, "Both", (AreaPart("A1", basis="named"), AreaPart("A2", basis="named")))
PARTLY = Area("pdu:partly", AreaKind.PDU, "Partly", (AreaPart("A3", False, "county"),))
REGION = ProbationRegion("Z", "Region", (ONE, TWO, THREE), (BOTH, PARTLY))


def totals(cell: Released, residents: int | None = 1000, *, made_up: bool = False) -> dict:
    counts = dict.fromkeys(COUNTS, cell)
    return {MAY: AreaTotals(counts, residents, received=1, made_up=made_up)}


def unit(shown: dict, key: str = "both", wholes: tuple[Whole, ...] = ()) -> AreaTotals:
    return next(area for area in unit_areas(REGION, shown, wholes) if area.key == key).of(MAY)


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (counted(61), counted(30), "91"),
        (counted(61), between(0, 9), "61–70"),  # a range where a part is a range
        (counted(0), counted(0), "0"),
        (counted(61), HIDDEN, "not shown"),
        (counted(61), NOT_GIVEN, NOT_GIVEN.text),
    ],
)
def test_a_unit_is_the_sum_of_what_is_shown_of_its_authorities(first, second, words):
    of_both = unit({"A1": totals(first), "A2": totals(second)})
    assert of_both.count("all").text == words
    assert (of_both.received, of_both.expected) == (2, 2)


def test_who_sent_no_return_is_in_no_sum_and_is_counted():
    of_both = unit({"A1": totals(counted(61), 500)})
    assert of_both.count("all").text == "61"
    assert (of_both.received, of_both.expected, of_both.residents) == (1, 2, 500)


def test_without_a_return_of_any_there_is_no_return_and_not_nought():
    assert unit({}).count("all") is NO_RETURN


def test_a_part_of_an_authority_has_no_count_of_its_own():
    assert unit({"A3": totals(counted(61))}, "partly").count("red") is NOT_DIVIDED


def test_what_reports_together_is_the_unit_of_the_same_authorities():
    whole = Whole("W", "Both together", "Region", frozenset({"A1", "A2"}))
    assert unit({"W": totals(counted(90))}, wholes=(whole,)).count("all").text == "90"
    # A part's own return comes first: the whole would count its people again.
    assert (
        unit({"W": totals(counted(90)), "A1": totals(counted(61))}, wholes=(whole,)).count("all").text == "61"
    )


def test_made_up_and_unknown_residents_go_with_the_sum():
    of_both = unit({"A1": totals(counted(1), made_up=True), "A2": totals(counted(2), None)})
    assert of_both.made_up
    assert of_both.residents is None


def test_authorities_know_their_unit():
    assert [(area.name, area.units) for area in authority_areas(REGION, {})] == [
        ("Place A1", "Both"),
        ("Place A2", "Both"),
        ("Place A3", "Partly"),
    ]


def test_how_sure_it_is_which_authorities_a_unit_has_is_said():
    assert [area.membership for area in unit_areas(REGION, {})] == [
        "as HMPPS or its name says",
        "not confirmed",
    ]
