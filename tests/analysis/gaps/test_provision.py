"""What a service is worth to a group in an area: each rule on a row of its own, and the best one counts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.domain.gaps import GapCell, GapGroup, GapVerdict, OutsideService
from probation_commission.domain.pathways import PATHWAYS
from tests.given.gaps import DEBT, HOMES, NORTH, SOUTH, WORK, bought, of_cell, service

SAID = {"capacity_until": date(2026, 11, 27)}  # the last day on which it holds


def verdict(*services, group=GapGroup.MEN, pathway=HOMES, area=NORTH, **more) -> GapVerdict:
    return of_cell(bought(*services, **more), group, pathway, area).verdict


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, GapVerdict.OPEN),
        ({"status": "not confirmed"}, GapVerdict.UNCONFIRMED),
        ({"status": "to be procured"}, GapVerdict.COMING),
        ({"status": "mobilising"}, GapVerdict.COMING),
        ({"status": "delayed"}, GapVerdict.COMING),
        ({"status": "closed to referrals"}, GapVerdict.CLOSED),
        ({"status": "ended"}, GapVerdict.CLOSED),
        ({"listed": "dropped"}, GapVerdict.UNCONFIRMED),  # the list names it no more
        ({"stage": "custody"}, GapVerdict.CUSTODY),
        ({"stage": "custody", "status": "closed to referrals"}, GapVerdict.CLOSED),
        ({"sex": "women"}, GapVerdict.NOT_FOR),
        ({"sex": "women", "status": "closed to referrals"}, GapVerdict.NONE_KNOWN),
        ({"sex": "", "for_whom": "not stated"}, GapVerdict.UNCONFIRMED),
        ({"sex": "", "for_whom": "women in custody"}, GapVerdict.NONE_KNOWN),
        ({"sex": "", "for_whom": "men in custody"}, GapVerdict.CUSTODY),
        ({"sex": "", "for_whom": "prison leavers"}, GapVerdict.NOT_FOR),
        ({"sex": "", "for_whom": "IOM nominals"}, GapVerdict.NOT_FOR),
        ({"iom_only": True}, GapVerdict.NOT_FOR),
        ({"ages": "18 to 25"}, GapVerdict.NOT_FOR),
        ({"ages": "18 and over"}, GapVerdict.OPEN),
        ({"capacity": "closed", **SAID}, GapVerdict.FULL),
        (
            {"capacity": "closed", "capacity_until": date(2026, 11, 26)},
            GapVerdict.OPEN,
        ),  # what was said is over
        ({"capacity": "waiting list", "wait_weeks": 6, **SAID}, GapVerdict.OPEN),  # six are not over six
        ({"capacity": "waiting list", "wait_weeks": 7, **SAID}, GapVerdict.WAITING),
        ({"wait_weeks": 7}, GapVerdict.OPEN),  # of what is not known no wait is
        ({"area": "Southtown"}, GapVerdict.NONE_KNOWN),
        ({"area": "Region"}, GapVerdict.OPEN),
        ({"area": "Region (towns not named)"}, GapVerdict.UNCONFIRMED),
        ({"area": "Region (towns not named)", "status": "to be procured"}, GapVerdict.COMING),
        ({"area": "Elsewhere (towns not named)"}, GapVerdict.NONE_KNOWN),
    ],
)
def test_a_service_is_worth_what_is_known_of_it(said, expected):
    assert verdict(service(**said)) is expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"ends": date(2027, 2, 27)}, GapVerdict.ENDING),  # three months to the day
        ({"ends": date(2027, 2, 28)}, GapVerdict.OPEN),
        ({"ends": date(2026, 11, 27)}, GapVerdict.ENDING),
        ({"ends": date(2026, 11, 26)}, GapVerdict.CLOSED),
        ({"closes_to_referrals": date(2027, 1, 1)}, GapVerdict.ENDING),
        ({"go_live": date(2027, 1, 4)}, GapVerdict.COMING),
    ],
)
def test_a_contract_that_ends_within_three_months_ends_soon(days, expected):
    assert verdict(service(contract_slug="c"), contracts=[{"slug": "c", **days}]) is expected


def test_where_a_service_is_goes_by_its_places_before_its_status():
    rolled_out = service(area="Region", status="rolling out")
    there = [
        {"service": "one", "area_code": "N", "actual": date(2026, 1, 1)},
        {"service": "one", "area_code": "S", "planned": date(2027, 1, 1)},
    ]
    assert verdict(rolled_out, coverage=there) is GapVerdict.OPEN
    assert verdict(rolled_out, coverage=there, area=SOUTH) is GapVerdict.COMING
    # In an area of which the plan says nothing it is neither.
    assert verdict(rolled_out, coverage=there[:1], area=SOUTH) is GapVerdict.NONE_KNOWN


def test_a_service_of_a_region_whose_places_lie_elsewhere_is_not_confirmed_here():
    undated = [{"service": "one", "area_code": "S"}]
    found = of_cell(bought(service(area="Region"), coverage=undated))
    assert found.verdict is GapVerdict.UNCONFIRMED
    assert "places named in other areas alone" in found.offers[0].why


def test_one_of_some_wards_says_so():
    wards = [{"service": "one", "area_code": "N", "ward_code": "W1", "actual": date(2026, 1, 1)}]
    assert of_cell(bought(service(), coverage=wards)).offers[0].why == "live, in 1 ward of it alone"


def test_the_best_service_counts_and_the_others_are_its_reasons():
    found = of_cell(bought(service("shut", status="closed to referrals"), service("runs")))
    assert found.verdict is GapVerdict.OPEN
    assert [one.slug for one in found.offers] == ["runs", "shut"]


def test_a_made_up_service_is_a_reason_and_no_verdict():
    found = of_cell(bought(service("invented", illustrative=True), service("old", status="ended")))
    assert found.verdict is GapVerdict.CLOSED
    assert [one.slug for one in found.offers] == ["old", "invented"]


@pytest.mark.parametrize(
    ("sex", "group", "words"),
    [("women", GapGroup.MEN, "for women only"), ("men", GapGroup.WOMEN, "not for women")],
)
def test_whom_it_leaves_out_is_said_in_words(sex, group, words):
    assert of_cell(bought(service(sex=sex)), group).said == words


def test_a_group_of_men_and_women_has_what_those_have_who_have_less():
    men = service("men's", sex="men", status="closed to referrals", pathway=WORK)
    women = service("women's", sex="women", pathway="Women’s Specific")
    found = of_cell(bought(men, women), GapGroup.YOUNG, WORK)
    assert (found.verdict, found.said) == (GapVerdict.CLOSED, "closed (men)")
    both = bought(men, women, service("men's too", sex="men", pathway=WORK))
    assert of_cell(both, GapGroup.YOUNG, WORK).said == "open"


def test_what_is_bought_under_two_names_is_several_pathways():
    women = bought(service(sex="women", pathway="Women’s Specific"))
    assert all(of_cell(women, GapGroup.WOMEN, one).verdict is GapVerdict.OPEN for one in PATHWAYS)
    wellbeing = bought(service(pathway="Personal Wellbeing"))
    open_ones = {one for one in PATHWAYS if of_cell(wellbeing, pathway=one).verdict is GapVerdict.OPEN}
    assert open_ones == {
        "Lifestyle and Associates",
        "Family and Significant Others",
        "Emotional Wellbeing",
        "Social Inclusion",
    }


def test_prison_leavers_are_whom_the_way_out_of_custody_is_for():
    leavers = bought(service(stage="release", pathway="Social Inclusion"))
    assert of_cell(leavers, pathway="Social Inclusion").verdict is GapVerdict.OPEN


def outside(cell: GapCell, **said) -> dict[str, OutsideService]:
    return {cell.key: OutsideService(cell, "Debt line", "the council", date(2026, 10, 1), **said)}


def test_one_outside_fills_its_own_cell_alone_and_a_made_up_one_none():
    men = GapCell(DEBT, "N", GapGroup.MEN)
    nothing = bought()
    assert of_cell(nothing, GapGroup.MEN, DEBT, outside=outside(men)).verdict is GapVerdict.ELSEWHERE
    assert of_cell(nothing, GapGroup.WOMEN, DEBT, outside=outside(men)).verdict is GapVerdict.NONE_KNOWN
    invented = of_cell(nothing, GapGroup.MEN, DEBT, outside=outside(men, illustrative=True))
    assert (invented.verdict, invented.outside.name) == (GapVerdict.NONE_KNOWN, "Debt line")


ANY_SERVICE = st.fixed_dictionaries(
    {
        "sex": st.sampled_from(["men", "women", "men and women", ""]),
        "ages": st.sampled_from(["", "18 and over", "18 to 25", "26 and over"]),
        "stage": st.sampled_from(["", "custody", "release", "community"]),
        "iom_only": st.sampled_from([None, True, False]),
        "pathway": st.sampled_from([HOMES, "Women’s Specific", "Personal Wellbeing"]),
        "area": st.sampled_from(["Northtown", "Region", "Region (not named)", "Southtown"]),
        "status": st.sampled_from(["live", "ended", "closed to referrals", "mobilising", "not confirmed"]),
        "capacity": st.sampled_from(["", "closed", "open"]),
        "capacity_until": st.just(date(2026, 12, 1)),
        "listed": st.sampled_from(["listed", "dropped"]),
    }
)


@given(st.lists(ANY_SERVICE, max_size=4), ANY_SERVICE, st.sampled_from(GapGroup))
def test_another_service_never_makes_a_verdict_worse(known, another, group):
    before = [service(str(number), **said) for number, said in enumerate(known)]
    after = [*before, service("another", **another)]
    assert of_cell(bought(*after), group).verdict.rank <= of_cell(bought(*before), group).verdict.rank
