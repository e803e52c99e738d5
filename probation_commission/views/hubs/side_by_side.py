"""Facilities and attendance of places side by side, the week in one table, and what others have."""

from collections.abc import Mapping
from datetime import date, timedelta

import pandas as pd

from probation_commission.analysis.openings import opened
from probation_commission.analysis.rows import rows_of
from probation_commission.domain.hubs import FACILITIES, WEEKDAYS, Openings, OpenTo, Session
from probation_commission.domain.words import listed, plural
from probation_commission.views.hubs.words import attends, times

_MARKS = {True: "✓ yes", False: "✗ no", None: "not known"}
_NONE = Openings()


def known_of(places: pd.DataFrame, openings: Mapping[str, Openings]) -> pd.DataFrame:
    """The places of which a facility or a session is known here."""
    facilities = places[list(FACILITIES)].notna().any(axis=1)
    return places[facilities | places.slug.isin(list(openings))]


def matrix(places: pd.DataFrame, openings: Mapping[str, Openings]) -> pd.DataFrame:
    """A row a place: each facility, who attends, evenings, women-only, and what it lacks of the best."""
    best = _most(places)
    return pd.DataFrame(
        [_row(place, openings.get(str(place["slug"]), _NONE), best) for place in rows_of(places)]
    )


def _row(place: Mapping[str, object], known: Openings, best: set[str]) -> dict[str, str]:
    agencies = {one.organisation for session in known.sessions for one in session.attends}
    lacking = [words for key, words in FACILITIES.items() if key in best and _has(place[key]) is False]
    evening = any(session.of_the_evening for session in known.sessions)
    women = any(session.for_whom is OpenTo.WOMEN for session in known.sessions)
    hours_known = bool(known.sessions)
    return {
        "Place": str(place["name"]),
        **{words.capitalize(): _MARKS[_has(place[key])] for key, words in FACILITIES.items()},
        "Evening": _MARKS[evening if hours_known else None],
        "Women only": _MARKS[women if hours_known else None],
        "Who attends": listed(sorted(agencies)) if agencies else ("nobody" if _alone(known) else "not known"),
        "Lacks": listed(lacking) if lacking else "nothing known",
    }


def _alone(known: Openings) -> bool:
    """Whether it is known that no agency comes to any session; one of which nobody said it may have some."""
    return bool(known.sessions) and all(one.nobody_attends for one in known.sessions)


def _has(value: object) -> bool | None:
    return None if value is None or pd.isna(value) else bool(value)  # type: ignore[call-overload]


def _most(places: pd.DataFrame) -> set[str]:
    """What the best-equipped place has."""
    each = [{key for key in FACILITIES if _has(place[key])} for place in rows_of(places)]
    return max(each, key=len, default=set())


def best_of(places: pd.DataFrame, openings: Mapping[str, Openings], others: int) -> str:
    """What the best have and others lack, the inspection's recommendation 4 of 2016 (source 002)."""
    rest = f" Nothing of this is known here of {plural(others, 'other place')}." if others else ""
    if places.empty:
        return f"Nothing is known of what any place has.{rest}"
    best = _most(places)
    if not best:
        return f"What any of {plural(len(places), 'place')} has is not known.{rest}"
    top = [
        str(row["name"]) for row in rows_of(places) if {key for key in FACILITIES if _has(row[key])} == best
    ]
    lacking = {
        words: sum(_has(row[key]) is False for row in rows_of(places))
        for key, words in FACILITIES.items()
        if key in best
    }
    said = [f"{words} is lacking at {count}" for words, count in lacking.items() if count]
    quiet = sum(_alone(openings.get(str(slug), _NONE)) for slug in places.slug)
    return (
        f"{listed(top)} {'has' if len(top) == 1 else 'have'} the most: {len(best)} of {len(FACILITIES)}. "
        + (f"{listed(said).capitalize()}. " if said else "")
        + (f"No other agency attends at {plural(quiet, 'place')}." if quiet else "")
        + rest
    )


def week(places: pd.DataFrame, openings: Mapping[str, Openings], monday: date) -> pd.DataFrame:
    """Who is where when: a row a place with known hours, a column a day of the week that begins then."""
    days = [monday + timedelta(days=number) for number in range(7)]
    rows = []
    for slug, name in zip(places.slug, places.name, strict=True):
        known = openings.get(slug, _NONE)
        if not known.sessions:
            continue
        here = opened(known, days[0], days[-1])
        shut = [closure for closure in known.closures if any(closure.on(day) for day in days)]
        cells = {}
        for day in days:
            held = [one.session for one in here if one.day == day]
            closed = [closure.why for closure in shut if closure.on(day)]
            words = [_cell(session) for session in held] or [f"closed: {why}" for why in closed]
            cells[f"{WEEKDAYS[day.weekday()][:3]} {day.day} {day:%b}"] = "; ".join(words)
        rows.append({"Place": name, **cells})
    return pd.DataFrame(rows)


def week_in_lines(grid: pd.DataFrame) -> pd.DataFrame:
    """The same week with a line a day and place, for a screen that has no room for seven columns."""
    days = [name for name in grid.columns if name != "Place"]
    rows = [
        (day, place, words)
        for day in days
        for place, words in zip(grid.Place, grid[day], strict=True)
        if words
    ]
    return pd.DataFrame(rows, columns=["Day", "Place", "Open"])


def _cell(session: Session) -> str:
    who = attends(session, with_days=False) if session.attends else ""
    whom = "" if session.for_whom is OpenTo.ALL else f" {session.for_whom}"
    return f"{times(session)}{whom}{f': {who}' if who else ''}"
