"""What is said of places: not known is never no, and nobody is never said where nobody said so."""

from datetime import UTC, date, datetime, time

import pandas as pd
import pytest

from probation_commission.analysis.hubs import NOW, Wanted, found, serves
from probation_commission.domain.hubs import (
    FACILITIES,
    Attendance,
    Closure,
    Every,
    Freshness,
    Openings,
    OpenTo,
    Session,
)
from probation_commission.domain.travel import Mode, TravelKind, TravelMatrix
from probation_commission.views import hubs as views
from probation_commission.views.hubs import reach
from tests.analysis.test_openings import at

TODAY = date(2026, 11, 27)
THURSDAY = Session(3, time(13), time(19))


def places(*rows):
    blank = dict.fromkeys(FACILITIES) | {"kind": "community hub", "run_by": "us", "confirmed_on": None}
    return pd.DataFrame([blank | row for row in rows])


@pytest.mark.parametrize(
    ("session", "words"),
    [
        (THURSDAY, "Thursdays 13:00–19:00"),
        (
            Session(
                1,
                time(10),
                time(12),
                Every.FORTNIGHT,
                OpenTo.WOMEN,
                date(2026, 1, 6),
                date(2026, 3, 3),
                on_bank_holidays=True,
            ),
            (
                "Tuesdays 10:00–12:00, women only, every second week, from 6 January 2026, until 3 March "
                "2026, also on bank holidays"
            ),
        ),
    ],
)
def test_a_session_in_words(session, words):
    assert views.session(session) == words


@pytest.mark.parametrize(
    ("session", "words"),
    [
        (THURSDAY, "who attends is not known"),
        (Session(3, time(13), time(19), nobody_attends=True), "no agency attends"),
        (
            Session(3, time(13), time(19), attends=(Attendance("A", TODAY, TODAY), Attendance("B", TODAY))),
            "A (seen to on 27 November 2026); B (said on 27 November 2026, not seen to)",
        ),
    ],
)
def test_nobody_and_not_known_are_two_things(session, words):
    assert views.attends(session) == words


def test_a_place_of_which_only_a_closure_is_known_says_so_and_not_that_it_is_open():
    shut = Openings((), (Closure(TODAY, None, "flood"),))
    rows = views.table(
        places(
            {
                "slug": "a",
                "name": "A",
                "open_state": "opened 2022",
                "placed_by": "postcode",
                "postcode": None,
                **dict.fromkeys(("address", "phone", "mailbox", "verified", "source"), ""),
            }
        ),
        {"a": shut},
        TODAY,
    )
    assert rows.Open[0] == "opened 2022; closed from 27 November 2026: flood"


def test_side_by_side_says_what_the_best_have_and_counts_nobody_s_silence_as_nothing():
    both = places(
        {"slug": "a", "name": "A", "private_room": True, "internet": True},
        {"slug": "b", "name": "B", "private_room": False, "internet": None},
    )
    hours = {"a": Openings((THURSDAY,)), "b": Openings((THURSDAY,))}
    rows = views.matrix(both, hours).set_index("Place")
    assert rows.loc["B", ["Private room", "Internet", "Lacks", "Who attends"]].tolist() == [
        "✗ no",
        "not known",
        "private room",
        "not known",
    ]
    said = views.best_of(both, hours, 3)
    assert "A has the most: 2 of 6. Private room is lacking at 1." in said
    assert "No other agency" not in said
    assert "Nothing of this is known here of 3 other places." in said
    nothing = places({"slug": "a", "name": "A"})
    assert views.best_of(nothing, hours, 0) == "What any of 1 place has is not known."


def test_a_week_has_the_hours_of_each_day_and_why_a_place_is_closed():
    both = places({"slug": "a", "name": "A"}, {"slug": "b", "name": "B"}, {"slug": "c", "name": "C"})
    hours = {"a": Openings((THURSDAY,)), "b": Openings((THURSDAY,), (Closure(TODAY, None, "flood"),))}
    grid = views.week(both, hours, date(2026, 11, 23)).set_index("Place")
    assert grid.loc["A", "Thu 26 Nov"] == "13:00–19:00"
    assert (grid.loc["B", "Thu 26 Nov"], grid.loc["B", "Fri 27 Nov"]) == ("13:00–19:00", "closed: flood")
    assert "C" not in grid.index  # nobody has said its hours
    lines = views.week_in_lines(grid.reset_index())
    assert ["Thu 26 Nov", "A", "13:00–19:00"] in lines.to_numpy().tolist()


def test_without_a_place_nobody_is_far_it_is_not_known():
    wards = pd.DataFrame({"key": ["w"], "name": ["W"], "miles": [float("nan")], "place": [""]})
    assert reach.finding(wards, 5, 0.0, (0.0, 0.0)).startswith("How far it is is not known")
    near = wards.assign(miles=[4.0], place=["A"])
    assert reach.finding(near, 5, 1.0, (0.4, 0.7)) == (
        "0 wards of 1 are farther than 5 miles; 100% of residents (estimate) are in reach; of the IOM cohort "
        "between 40% and 70%."
    )
    assert reach.shades(near, 5)["w"].step == reach.WITHIN
    assert reach.shades(near, 3)["w"].letter == reach.FAR


def test_a_first_thursday_is_found_five_weeks_ahead():
    monthly = Openings((Session(3, time(17), time(20), Every.FIRST),))
    # Friday 4 December: the next first Thursday is 7 January.
    moment = at(30, 12).replace(month=12, day=4)
    assert serves(monthly, Wanted(when="3"), moment)
    assert not serves(monthly, Wanted(when="2"), moment)


def test_what_is_looked_for_is_found_by_all_of_it_at_once():
    rows = places(
        {"slug": "a", "name": "A", "confirmed_on": TODAY},
        {"slug": "b", "name": "B", "run_by": "them", "confirmed_on": date(2026, 1, 1)},
        {"slug": "c", "name": "C"},
    )
    hours = {
        "a": Openings((THURSDAY,)),
        "b": Openings((Session(3, time(9), time(12), for_whom=OpenTo.WOMEN),)),
    }

    def slugs(**wanted):
        return list(found(rows, hours, Wanted(**wanted), at(26, 13)).slug)

    assert slugs() == ["a", "b", "c"]
    none = found(rows.head(0), hours, Wanted(), at(26, 13))
    assert (len(none), list(none)) == (0, list(rows))
    assert slugs(when="3") == ["a", "b"]
    assert slugs(when="3", group=OpenTo.MEN) == ["a"]
    assert slugs(when=NOW) == ["a"]
    assert slugs(when="evening") == ["a"]
    assert slugs(run_by="them") == ["b"]
    assert slugs(freshness=Freshness.NOT_CONFIRMED) == ["b", "c"]


def test_what_is_looked_for_besides_the_day_is_said_beside_its_button_and_nothing_where_it_is_nothing():
    asked = Wanted("community hub", "3", OpenTo.WOMEN, "us", Freshness.CONFIRMED, "Accommodation")
    assert views.asked_besides(asked) == [
        "community hub",
        "women only",
        "with a service of Accommodation",
        "run by us",
        "confirmed",
    ]
    assert views.asked_besides(Wanted(when="3")) == []


def test_a_place_is_found_by_the_pathway_of_a_service_there():
    known = places({"slug": "hall"}, {"slug": "office"})
    pathways = {"hall": frozenset({"Accommodation"})}
    wanted = Wanted(pathway="Accommodation")
    assert list(found(known, {}, wanted, at(27, 9), pathways=pathways).slug) == ["hall"]
    assert found(known, {}, wanted, at(27, 9)).empty


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (
            {"latitude": None, "exact": False, "placed_by": "not on the map: no address in any source"},
            "Now: not on the map: no address in any source.",
        ),
        (
            {"latitude": 54.7, "exact": True, "placed_by": "postcode ZZ99 9ZZ"},
            "Now: in Elvet, postcode ZZ99 9ZZ.",
        ),
        (
            {"latitude": 54.7, "exact": False, "placed_by": "put on the map here by a lead"},
            "Now: in Elvet, put on the map here by a lead, approximate.",
        ),
        (
            {"latitude": 54.7, "exact": False, "placed_by": "approximate: the middle of its ward"},
            "Now: in Elvet, approximate: the middle of its ward.",
        ),
    ],
)
def test_where_a_place_is_now_says_how_sure_that_is_once(place, words):
    assert views.now_on_map(pd.Series(place), "Elvet") == words


BUS = TravelMatrix(
    1,
    TravelKind(Mode.BUS, 1, time(10)),
    date(2026, 5, 1),
    "times.csv",
    "Lea",
    datetime(2026, 6, 1, tzinfo=UTC),
    3,
)


def timed() -> pd.DataFrame:
    rows = [
        ("a", "A", 9.0, "P", 45.0, "Q"),
        ("b", "B", 1.0, "P", 46.0, "Q"),
        ("c", "C", 30.0, "P", None, ""),
        ("d", "D", 2.0, "P", 20.0, "Q"),
    ]
    columns = ["key", "name", "miles", "place", "minutes", "soonest"]
    return pd.DataFrame(rows, columns=columns).assign(nearer="")


def test_minutes_say_by_what_and_when_and_wards_without_a_time_are_apart():
    shades = reach.shades_by_time(timed(), 45, BUS.kind)
    assert [shades[key].step for key in "abcd"] == [
        reach.WITHIN,
        reach.BEYOND,
        reach.NO_TIME,
        reach.WITHIN_HALF,
    ]
    assert [shades[key].letter for key in "abcd"] == ["", "F", "?", ""]
    assert shades["b"].label == "B: 46 minutes by bus, Tuesday 10:00 to Q"
    assert shades["c"].label == "C: no time known, 30.0 miles in a straight line"
    # The farthest of all in miles stands last: it has no time to be in order with.
    table = reach.table_by_time(timed())
    assert list(table.Ward) == ["B", "A", "D", "C"]
    assert list(table.Minutes) == ["46", "45", "20", "no time known"]
    assert list(table.Miles) == ["", "", "", "30.0 in a straight line"]


def test_the_finding_of_times_claims_nothing_of_wards_without_one():
    assert reach.finding_by_time(timed(), 45, BUS, 0.5) == (
        "1 ward of 3 takes longer than 45 minutes by bus, Tuesday 10:00, as of 1 May 2026; at least 50% of "
        "residents (estimate) are in reach; of 1 more ward no time is known: the table has how far."
    )
    none = reach.finding_by_time(timed().assign(minutes=float("nan")), 45, BUS, None)
    assert none.startswith("How long it takes by bus, Tuesday 10:00, as of 1 May 2026 is not known")


def test_a_ward_with_a_nearer_place_without_a_time_is_not_said_to_be_beyond():
    # To B and D the nearest place has no time: D is in reach of another one all the same.
    wards = timed().assign(nearer=["", "P", "", "P"])
    assert reach.finding_by_time(wards, 45, BUS, 0.5) == (
        "0 wards of 2 take longer than 45 minutes by bus, Tuesday 10:00, as of 1 May 2026; at least 50% of "
        "residents (estimate) are in reach; 1 more ward takes longer to the places with a time, and to a "
        "nearer one no time is known; of 1 more ward no time is known: the table has how far."
    )
    shades = reach.shades_by_time(wards, 45, BUS.kind)
    assert (shades["b"].step, shades["b"].letter) == (reach.NO_TIME, "?")
    assert shades["b"].label == (
        "B: at most 46 minutes by bus, Tuesday 10:00 to Q, and no time known to P, which is nearer"
    )
    assert shades["d"].step == reach.WITHIN_HALF
    table = reach.table_by_time(wards)
    assert list(table.Ward) == ["A", "B", "D", "C"]
    assert list(table.Minutes) == ["45", "at most 46", "at most 20", "no time known"]
    assert table.Nearest.iloc[1] == "Q; no time to P, which is nearer"
    alone = reach.finding_by_time(wards[1:2], 45, BUS, 0.0)
    assert alone.startswith("Which wards are within 45 minutes by bus")
    assert "0%" not in alone


def test_a_place_is_so_many_minutes_away_or_so_many_miles_and_never_both():
    assert views.away(38.0, 5.0, BUS) == "38 minutes by bus, Tuesday 10:00, as of 1 May 2026"
    assert views.away(float("nan"), 5.04, BUS) == "5.0 miles in a straight line"
    assert views.away(None, 5.0, None) == "5.0 miles in a straight line"
