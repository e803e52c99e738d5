"""What the sheet of a place says: every count as it is shown, and no return, not shown and nought apart."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pandas as pd
import pytest

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.released import HIDDEN, between, counted
from probation_commission.disclosure.unmet import ShownUnmet
from probation_commission.domain.funds import Fund
from probation_commission.domain.hubs import Every, Openings, Session
from probation_commission.domain.ideas import Idea, IdeaReach, KeptIdea, Stage
from probation_commission.domain.localities import GroupingInForce
from probation_commission.domain.place_sheets import PlaceLevel, SheetPlace
from probation_commission.domain.referrals import ReferralStage
from probation_commission.views.iom import LocalityPicture
from probation_commission.views.place_sheets import about, cohort, counts, services
from tests.given.pictures import APRIL, MAY, SHIRE, WARDS, in_locality, in_ward, picture, release, ward_set

NOW = datetime.combine(date(2026, 11, 27), time(9))  # a Friday
NORTH = SheetPlace(PlaceLevel.WARD, SHIRE, "North-2020", "North", WARDS.wards[:1])
EAST = SheetPlace(PlaceLevel.WARD, SHIRE, "East-2020", "East", WARDS.wards[2:3])
UPPER = SheetPlace(PlaceLevel.LOCALITY, SHIRE, "Upper", "Upper", WARDS.wards[:2])
WHOLE = SheetPlace(PlaceLevel.AUTHORITY, SHIRE, SHIRE.code, SHIRE.name, WARDS.wards)
GROUPING = {"North-2020": "Upper", "South-2020": "Upper"}


def of(place, *releases):
    return cohort.of_place(place, LocalityPicture(picture(*releases), GroupingInForce(APRIL, GROUPING)))


def test_nought_no_return_not_shown_and_not_in_the_return_are_told_apart():
    april = release(in_ward("North", all=HIDDEN), month=APRIL, all=counted(12))
    may = release(in_ward("North", all=counted(0)), all=counted(12))
    (row,) = of(NORTH, april, may).rows
    assert row == ("All", *["no return"] * 4, "not shown", "0")
    (row,) = of(EAST, april, may).rows
    assert row[-2:] == ("not in the return", "not in the return")


def test_an_exact_change_is_by_how_many_and_of_bands_it_is_said_as_far_as_they_tell():
    april, may = (
        release(in_ward("North", all=counted(count)), month=month, all=counted(count))
        for month, count in ((APRIL, 5), (MAY, 7))
    )
    assert of(NORTH, april, may).finding == (
        "7 nominals of the IOM cohort in North, Exampleshire, May 2026; up from 5 in April 2026."
    )
    to = Audience.PARTNERSHIP
    for bands, words in (
        ((between(5, 9), between(5, 9)), "no telling whether up or down since April 2026"),
        ((between(0, 4), between(5, 9)), "up from 0–4 in April 2026"),
    ):
        before, now = (
            release(in_ward("North", all=band), month=month, to=to, all=counted(50))
            for month, band in zip((APRIL, MAY), bands, strict=True)
        )
        assert of(NORTH, before, now).finding.endswith(f"May 2026; {words}.")


def test_a_ward_of_other_wards_than_those_of_the_return_has_none_of_its_namesakes_figures():
    (newer,) = ward_set(100, since=2030).wards
    place = SheetPlace(PlaceLevel.WARD, SHIRE, newer.code, newer.name, (newer,))
    found = of(place, release(in_ward("North", all=counted(7)), all=counted(7)))
    assert found.rows[0][-1] == "other wards then"
    assert found.finding.endswith("in May 2026: other wards then.")


def test_by_rag_it_has_the_rows_of_which_something_is_told():
    rags = {"red": between(0, 9), "amber": between(0, 9)}
    found = of(NORTH, release(in_ward("North", all=between(5, 9), **rags), to=Audience.PARTNERSHIP))
    assert [row[0] for row in found.rows] == ["All", "Red", "Amber"]
    public = of(NORTH, release(in_ward("North", all=between(0, 9)), to=Audience.PUBLIC))
    assert [row[0] for row in public.rows] == ["All"]
    assert public.notes[0] == "By RAG nothing is shown to the public."


def test_a_locality_is_the_releases_own_for_others_and_the_sum_of_its_wards_for_leads():
    shown = release(
        in_ward("North", all=between(0, 4)),
        in_locality("Upper", all=between(10, 14)),
        to=Audience.PARTNERSHIP,
        grouping=GROUPING,
    )
    assert of(UPPER, shown).rows[0][-1] == "10–14"
    exact = release(in_ward("North", all=counted(4)), in_ward("South", all=counted(9)))
    assert of(UPPER, exact).rows[0][-1] == "13"
    assert of(UPPER, release(to=Audience.PARTNERSHIP)).rows[0][-1] == "not told by it"


def test_the_whole_is_what_is_told_of_the_area():
    found = of(WHOLE, release(in_ward("North", all=counted(4)), all=counted(61)))
    assert found.finding.startswith("61 nominals of the IOM cohort in Exampleshire, May 2026; no return of")


def test_residents_that_are_not_known_of_one_ward_are_not_known_of_all():
    assert about.residents(UPPER).startswith("Residents, an estimate: 3,000 (")
    assert about.residents(WHOLE) == about.RESIDENTS_UNKNOWN
    assert about.deprivation(WHOLE, []) == "How deprived it is is not known here."
    assert "scores of its wards 9.5 to 40.0 (" in about.deprivation(UPPER, [40.0, 9.5])


def hub(**more):
    known = {"slug": "hall", "name": "Hall", "illustrative": False, "exact": True, "miles": 1.24}
    return known | {"kind": "community hub", "confirmed_on": None, "verified": ""} | more


def shown(slug, **more):
    row = {"slug": slug, "name": slug, "pathway": "Accommodation", "for_whom": "men", "status": "live"}
    return row | {"illustrative": False} | more


def test_a_service_says_its_nearest_place_and_hours_or_that_they_are_not_known():
    rows = pd.DataFrame(
        [shown("a"), shown("b", for_whom="", illustrative=True, status="rolling out"), shown("c")]
    )
    nearest = {"a": hub(), "c": hub(slug="room", exact=False, miles=0.4)}
    hours = {"hall": Openings((Session(0, time(10), time(16), Every.WEEK),))}
    assert services.rows(rows, nearest, hours, NOW) == (
        ("Accommodation", "a", "men", "Hall, 1.2 miles", "Mon 10:00–16:00"),
        ("Accommodation", "b (made up), not yet everywhere", "not known", "not known", "not known"),
        ("Accommodation", "c", "men", "Hall, under 1 mile", "not known"),
    )


def test_the_finding_counts_what_is_real_and_names_no_made_up_place():
    near = pd.DataFrame([hub(illustrative=True, name="Invented", miles=0.1), hub()])
    assert services.finding("North", [False, True, True], near) == (
        "1 service known to run reaches North (2 more are made up); the nearest place where people are seen "
        "is Hall, 1.2 miles away."
    )
    assert services.finding("North", [], None) == "No service is known to reach North."


def count(subject, area, first, text, *, months=1, why=""):
    row = {"subject": subject, "area_code": area, "month": first, "months": months, "why": why}
    return row | {"category": ReferralStage.RECEIVED, "text": text}


def test_referrals_are_the_latest_period_that_is_told_of_the_authority_or_of_its_whole():
    rows = pd.DataFrame(
        [
            count("a", "A", date(2026, 4, 1), "10–14", months=3),
            count("a", "A", date(2026, 7, 1), "not shown", months=3, why="waits for a return"),
            count("b", "W", date(2026, 9, 1), "12"),
            count("b", "A", date(2026, 9, 1), "5–9"),
            count("c", "Z", date(2026, 9, 1), "99"),
        ]
    )
    found = counts.referrals(rows, {"A": "Here", "W": "All of it"}, {"a": "Ay", "b": "Bee"}, {"a"})
    assert [row[:4] for row in found] == [
        ("Bee", "Here", "September 2026", "5–9"),
        ("Ay (made up)", "Here", "April to June 2026", "10–14"),
    ]
    assert found[0][4:] == ("not in the return",) * 3


def idea(number, stage=Stage.SUBMITTED, **more):
    kept = Idea(fund="pot", organisation="Charity", title=f"idea {number}", **more)
    return KeptIdea(number, "x", stage, 100_000, datetime(2026, 11, 1, tzinfo=UTC), False, kept)


def test_ideas_are_those_of_its_wards_of_its_authority_and_of_hubs_there():
    wards = {"where": IdeaReach.WARDS}
    every = [
        idea(1, ward_codes=("North-2020",), **wards),
        idea(2, ward_codes=("South-2020",), **wards),
        idea(3, where=IdeaReach.HUB, hub="hall"),
        idea(4, where=IdeaReach.HUB, hub="far"),
        idea(5),
    ]
    funds = {"pot": Fund("pot", "Pot", 1, SHIRE.code, "all", "s")}
    hub_areas = {"hall": SHIRE.code, "far": "elsewhere"}
    found = counts.naming(every, funds, NORTH, hub_areas, {SHIRE.code})
    assert [one.id for one in found] == [1, 3, 5]
    # Of another area's fund nothing is here; a place that is not named is at a place.
    rows = counts.idea_rows(found, NORTH, {}, sums=False)
    assert [row[3] for row in rows] == ["North", "at a place", counts.WHOLE_AREA]
    assert [one.id for one in counts.naming(every, {}, NORTH, hub_areas, {SHIRE.code})] == [1, 3]


def test_the_public_is_told_of_awards_and_of_no_sum():
    every = [idea(number, stage) for number, stage in enumerate(Stage)]
    every.append(replace(idea(20, Stage.APPROVED), told=Stage.APPROVED))
    awarded = counts.awarded(every)
    assert [one.stage for one in awarded] == [Stage.AGREEMENT, Stage.DELIVERING, Stage.CLOSED, Stage.APPROVED]
    assert "£" not in repr(counts.idea_rows(awarded, NORTH, {}, sums=False))
    assert "£1,000" in repr(counts.idea_rows(awarded, NORTH, {}, sums=True))


QUARTERS = (date(2026, 4, 1), date(2026, 7, 1))


@pytest.mark.parametrize(("place", "expected"), [(NORTH, ["2", "3"]), (WHOLE, ["2", "4", "3"])])
def test_unmet_demand_is_of_the_latest_quarter_and_of_no_other_ward(place, expected):
    def row(ward, text, month=QUARTERS[1], area=SHIRE.code):
        return ShownUnmet(area, month, "Accommodation", "full", ward, "", 1, 1, text, False, False)

    rows = pd.DataFrame(
        [
            row("", "3"),
            row("North-2020", "2"),
            row("South-2020", "4"),
            row("North-2020", "8", QUARTERS[0]),
            row("", "9", area="elsewhere"),
        ]
    )
    found = counts.unmet(rows, place, NOW.date(), exact=True)
    assert [one[-1] for one in found] == expected
    assert {one[0] for one in found} == {"July to September 2026"}
    nothing = pd.DataFrame([], columns=ShownUnmet._fields)
    assert counts.unmet(nothing, place, NOW.date(), exact=True) == ()
    assert counts.unmet_to_come(nothing, place, NOW.date()) == ""


OCTOBER = date(2026, 10, 1)


def demand(month, text, **more):
    row = ShownUnmet(SHIRE.code, month, "Accommodation", "", "", "", 1, 1, text, False, False)
    return row._replace(**more)


def others_view(*more):
    return pd.DataFrame(
        [
            demand(QUARTERS[0], "20–29"),
            demand(QUARTERS[1], "10–19", made_up=True),
            demand(OCTOBER, "told from 1 February 2027 on", low=None, high=None),
            *more,
        ]
    )


@pytest.mark.parametrize(
    ("day", "quarter", "text", "to_come"),
    [
        # The quarter that runs, and one within the month after its end, are told to nobody but leads.
        (date(2026, 10, 31), "April to June 2026", "20–29", "July to September 2026: told from 1 November"),
        (date(2026, 11, 1), "July to September 2026 (made up)", "10–19", "October to December 2026: told"),
        (date(2027, 1, 31), "July to September 2026 (made up)", "10–19", "October to December 2026: told"),
    ],
)
def test_others_are_told_the_latest_quarter_that_is_told_and_when_the_next_one_is(
    day, quarter, text, to_come
):
    found = counts.unmet(others_view(), WHOLE, day, exact=False)
    assert [(row[0], row[-1]) for row in found] == [(quarter, text)]
    assert counts.unmet_to_come(others_view(), WHOLE, day).startswith(to_come)


def test_ones_own_of_a_quarter_that_is_not_told_yet_stand_apart_and_are_said_to_be_in_part():
    rows = others_view(demand(OCTOBER, "7", own=True, reason="full"))
    found = counts.unmet(rows, WHOLE, NOW.date(), exact=False)
    assert [(row[0], row[-1]) for row in found] == [
        ("July to September 2026 (made up)", "10–19"),
        ("October to December 2026, in part", "7"),
    ]
    assert "your organisation’s own" in found[1][1]


@pytest.mark.parametrize(
    ("day", "quarters"),
    [
        (date(2026, 12, 31), ["July to September 2026", "October to December 2026, in part (made up)"]),
        (date(2027, 1, 1), ["October to December 2026 (made up)"]),
    ],
)
def test_leads_see_the_latest_whole_quarter_and_apart_the_one_that_runs(day, quarters):
    rows = pd.DataFrame(
        [demand(QUARTERS[0], "1"), demand(QUARTERS[1], "2"), demand(OCTOBER, "3", made_up=True)]
    )
    found = counts.unmet(rows, WHOLE, day, exact=True)
    assert [row[0] for row in found] == quarters
