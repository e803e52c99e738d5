"""What is said of places: not known is never no, and nobody is never said where nobody said so."""

from datetime import date, time

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
