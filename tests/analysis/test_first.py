"""Where somebody can be seen first: soon before near, confidential ones without a distance."""

from datetime import date, datetime, time

import pandas as pd
import pytest

from probation_commission.analysis.first import Start, first_places, sessions_ahead, upcoming
from probation_commission.domain.hubs import Closure, Every, HubKind, Openings, OpenTo, Session

NOW = datetime.combine(date(2026, 11, 26), time(9))  # a Thursday
TODAY = NOW.date()
HERE = Start(0, 0, "E06000047")


def session(weekday, **more):
    return Session(weekday, time(10), time(16), **more)


KNOWN = {
    "near": Openings((session(0, for_whom=OpenTo.WOMEN), session(3))),
    # The nearest, and it opens in more than a fortnight alone: whoever has to be seen soon goes elsewhere.
    "late": Openings((session(4),), (Closure(date(2026, 11, 1), date(2026, 12, 20), "repairs"),)),
    "far": Openings((session(3, every=Every.FORTNIGHT, since=date(2026, 11, 19)),)),
    "secret": Openings((session(1),)),
    "over": Openings((session(2),), closed=date(2026, 11, 1)),
}


def places():
    rows = [
        # slug, miles to the east, confidential, area
        ("near", 2.0, False, "E06000047"),
        ("late", 1.0, False, "E06000047"),
        ("far", 9.0, False, "E06000005"),
        ("secret", None, True, "E06000047"),
        ("elsewhere", None, True, "E06000005"),
        ("over", 3.0, False, "E06000047"),
        ("unheard", 4.0, False, "E06000047"),
    ]
    frame = pd.DataFrame(rows, columns=["slug", "away", "confidential", "area_code"])
    frame = frame.assign(kind=HubKind.COMMUNITY, opened=None, closed=None)
    frame.loc[frame.slug == "over", "closed"] = date(2026, 11, 1)
    return frame.assign(name=frame.slug, illustrative=False, easting=frame.away * 1609.344, northing=0.0)


def found(group=OpenTo.MEN, days=range(7), known=KNOWN, every=None, **more):
    every = places() if every is None else every
    ahead = upcoming(every.slug, known, group, NOW, days)
    placed = every[every.away.notna()]
    return first_places(every, placed, HERE, ahead, known=known, today=TODAY, group=group, **more)


def test_what_opens_within_a_fortnight_comes_first_and_the_nearest_of_that():
    every = found().open_ones
    assert [one.place["slug"] for one in every] == ["near", "far", "late", "secret"]
    assert [one.miles and round(one.miles, 3) for one in every] == [2, 9, 1, None]
    assert every[0].upcoming.day == TODAY


def of(slug, **columns):
    every = places()
    for name, value in columns.items():
        every.loc[every.slug == slug, name] = value
    return every


def slugs(every):
    return [one.place["slug"] for one in every]


def test_a_confidential_place_is_named_in_the_areas_of_the_partnership_those_of_its_own_first():
    known = KNOWN | {"elsewhere": Openings((session(1),))}
    assert "elsewhere" not in slugs(found(known=known).open_ones)
    both = found(known=known, own=("E06000005", "E06000047")).open_ones
    assert slugs(both)[-2:] == ["secret", "elsewhere"]
    assert both[-1].miles is None


@pytest.mark.parametrize("kind", [HubKind.COURT, HubKind.PRISON])
def test_nobody_is_seen_first_in_a_court_or_a_prison(kind):
    assert "near" not in slugs(found(every=of("near", kind=kind)).open_ones)
    assert found(every=of("unheard", kind=kind)).unknown == ()


@pytest.mark.parametrize("days", [{"opened": date(2026, 12, 1)}, {"closed": date(2026, 11, 25)}])
def test_a_place_that_is_over_or_yet_to_come_is_offered_nowhere(days):
    assert "near" not in slugs(found(every=of("near", **days)).open_ones)
    assert found(every=of("unheard", **days)).unknown == ()
    today = dict.fromkeys(days, TODAY)
    assert slugs(found(every=of("unheard", **today)).unknown) == ["unheard"]


def test_places_of_which_nobody_said_the_hours_are_told_apart():
    # One that has closed for good had hours: it is not "not known".
    assert slugs(found().unknown) == ["unheard"]


def test_without_a_point_a_place_is_named_without_miles():
    every = of("unheard", away=None)
    assert [(one.place["slug"], one.miles) for one in found(every=every).unknown] == [("unheard", None)]
    known = KNOWN | {"unheard": Openings((session(1),))}
    last = found(every=every, known=known).open_ones[-1]
    assert (last.place["slug"], last.miles) == ("unheard", None)


def test_a_place_for_women_without_hours_is_named_to_women_and_no_refuge_to_anybody():
    known = {slug: hours for slug, hours in KNOWN.items() if slug != "secret"}
    every = of("secret", kind=HubKind.WOMEN)
    assert slugs(found(OpenTo.WOMEN, known=known, every=every).unknown) == ["unheard", "secret"]
    assert slugs(found(OpenTo.MEN, known=known, every=every).unknown) == ["unheard"]
    assert slugs(found(OpenTo.WOMEN, known=known, every=of("secret", kind=HubKind.REFUGE)).unknown) == [
        "unheard"
    ]


def test_no_more_than_so_many_but_confidential_ones_always():
    assert [one.place["slug"] for one in found(most=1).open_ones] == ["near", "secret"]


def test_each_session_is_there_once_by_its_next_day_in_the_order_of_the_week():
    women = sessions_ahead(KNOWN["near"], OpenTo.WOMEN, NOW)
    assert [(one.day, one.session.weekday) for one in women] == [(date(2026, 11, 30), 0), (TODAY, 3)]
    assert [one.session.weekday for one in sessions_ahead(KNOWN["near"], OpenTo.MEN, NOW)] == [3]
    assert sessions_ahead(KNOWN["near"], OpenTo.MEN, NOW, [0]) == []
    # This Thursday is the week without it, and today's that is over is none.
    assert [one.day for one in sessions_ahead(KNOWN["far"], OpenTo.MEN, NOW)] == [date(2026, 12, 3)]
    evening = datetime.combine(TODAY, time(16))
    assert [one.day for one in sessions_ahead(KNOWN["near"], OpenTo.MEN, evening)] == [date(2026, 12, 3)]
