"""Which services reach a ward, and what is near it: rows made by hand, each on an edge."""

from datetime import date

import pandas as pd

from probation_commission.analysis.place_sheets import (
    FARTHEST,
    by_distance,
    in_custody,
    nearest_of,
    reaching,
)
from probation_commission.analysis.reach import METRES_A_MILE
from probation_commission.domain.contracts import ServicePlace

DAY = date(2026, 11, 27)
BEFORE, AFTER = date(2026, 11, 26), date(2026, 11, 28)


def service(slug, status="live", **more):
    row = {"slug": slug, "name": slug, "pathway": "P", "status": status, "listed": "listed"}
    return row | {"illustrative": False, "stage": "", "for_whom": "men"} | more


def reached(places, *services, wards=("N",)):
    return list(reaching(pd.DataFrame(services), places, "A", wards, DAY).slug)


def test_one_of_which_no_place_in_the_authority_is_known_serves_all_of_it():
    assert reached({}, service("by name")) == ["by name"]
    assert reached({"elsewhere": (ServicePlace("B"),)}, service("elsewhere")) == ["elsewhere"]


def test_a_ward_that_is_named_wins_over_its_authority():
    places = {
        "whole": (ServicePlace("A", actual=BEFORE),),
        "begins today": (ServicePlace("A", actual=DAY),),
        "begins tomorrow": (ServicePlace("A", actual=AFTER),),
        "ended yesterday": (ServicePlace("A", actual=BEFORE, ended=BEFORE),),
        "other ward": (ServicePlace("A", "S", actual=BEFORE),),
        "not this ward": (ServicePlace("A", actual=BEFORE), ServicePlace("A", "N", planned=AFTER)),
    }
    every = [service(slug) for slug in places]
    assert reached(places, *every) == ["begins today", "whole"]
    assert reached(places, *every, wards=("N", "S")) == [
        *("begins today", "not this ward", "other ward", "whole"),
    ]


def test_what_does_not_run_or_is_listed_no_more_reaches_nobody_and_made_up_ones_come_last():
    statuses = ["live", "rolling out", "closed to referrals", "not confirmed", "ended"]
    assert reached({}, *(service(one, one) for one in statuses)) == ["live", "rolling out"]
    assert reached({}, service("gone", listed="dropped")) == []
    assert reached({}, service("a", illustrative=True), service("z")) == ["z", "a"]


def test_those_in_custody_are_told_by_their_stage_or_by_whom_they_are_for():
    rows = pd.DataFrame(
        [service("a"), service("b", stage="custody"), service("c", for_whom="men in custody")]
    )
    assert list(in_custody(rows)) == [False, True, True]


def place(slug, miles=1.0, **more):
    row = {"slug": slug, "name": slug, "kind": "community hub", "confidential": False, "closed": None}
    return row | {"illustrative": False, "easting": miles * METRES_A_MILE, "northing": 0.0} | more


def test_the_nearest_come_first_without_confidential_closed_and_far_ones():
    rows = pd.DataFrame(
        [
            place("second", 2),
            place("first", 1),
            place("hidden", 0, confidential=True),
            place("prison", 0, kind="prison"),
            place("court", 0, kind="court"),
            place("closed", 0, closed=BEFORE),
            place("last day", 3, closed=DAY),
            place("edge", FARTHEST - 0.01),
            place("too far", FARTHEST + 0.01),
        ]
    )
    near = by_distance(rows, (0.0, 0.0), DAY)
    assert list(near.slug) == ["first", "second", "last day", "edge"]
    assert by_distance(rows, None, DAY).empty
    at = pd.DataFrame(
        [
            {"service": "s", "hub": "second", "since": None, "until": None},
            {"service": "s", "hub": "first", "since": None, "until": BEFORE},
            {"service": "s", "hub": "hidden", "since": None, "until": None},
            {"service": "t", "hub": "hidden", "since": None, "until": None},
        ]
    )
    assert {slug: row["slug"] for slug, row in nearest_of(near, at, {"s", "t"}, DAY).items()} == {
        "s": "second"
    }
