"""Where somebody can be seen first, in the fewest words: on a screen, and by day of the week on paper."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from probation_commission.analysis.first import FirstPlace, UnheardPlace
from probation_commission.analysis.openings import Opening
from probation_commission.analysis.rows import known_day
from probation_commission.domain.days import in_full
from probation_commission.domain.hubs import WEEKDAYS, Every, OpenTo, Session
from probation_commission.domain.travel import TravelMatrix
from probation_commission.geography.centres import LOCALITY, WHOLE
from probation_commission.views.hubs.words import (
    NOT_KNOWN,
    attends,
    away,
    freshness_words,
    next_opening,
    times,
)

GROUPS = {OpenTo.MEN: "a man", OpenTo.WOMEN: "a woman"}
DAYS = {"": "any day", **{str(number): name for number, name in enumerate(WEEKDAYS)}}
"""On which day: "0" for Monday to "6"."""
NONE_OPEN = "No place with hours for that is known here."
UNKNOWN_HOURS = "Near, but when they are open is not known here"
CONFIDENTIAL = "confidential: ask by telephone where it is"
NO_POINT = "how far is not known here"
ASKED = (
    "A ward, a locality, the area or the first half of a postcode is enough. Nothing that is chosen here is "
    "kept."
)
WEEK_COLUMNS = ("Place", "Open", "For whom", "Who attends", "Next on")
WEEK_WIDTHS = (7, 7, 4, 8, 4)
PLACE_COLUMNS = ("Place", "Miles", "Phone", "When an officer is away", "Getting there", "How sure")
PLACE_WIDTHS = (6, 3, 4, 6, 8, 5)


_SHORT = tuple(name[:3] for name in WEEKDAYS)
_PAIR = 2


@dataclass(frozen=True, slots=True)
class FirstWords:
    """A place in words, none of them markup."""

    name: str
    when: str
    away: str
    facts: tuple[tuple[str, str], ...]
    """What it is called, and what is known of it."""


def words(
    one: FirstPlace,
    today: date,
    matrix: TravelMatrix | None = None,
    *,
    areas: Mapping[str, str] = MappingProxyType({}),
) -> FirstWords:
    """A place in the fewest words: when, how far, whom to ring, who stands in, how to get there.

    `areas`: their names by their codes, for a place that is said to be in one since it has no distance.
    """
    place = one.place
    return FirstWords(
        named(place),
        next_opening(one.upcoming, today),
        _no_distance(place, areas) if one.miles is None else _how_far(one, matrix),
        (
            ("phone", _known(place, "phone")),
            ("when an officer is away", _known(place, "stand_in")),
            ("getting there", _way_to(place)),
            ("attends", attends(one.upcoming.session)),
            ("how sure", _sure(place, today)),
        ),
    )


def start_named(kind: str, name: str) -> str:
    """A ward or district by its name alone; what is wider is said to be so, since its middle is far off."""
    return {LOCALITY: f"{name} (locality)", WHOLE: f"all of {name}"}.get(kind, name)


def named(place: Mapping[str, Any]) -> str:
    """The name of a place, with its mark where it is made up."""
    return f"{place['name']} (made up)" if place["illustrative"] else str(place["name"])


def near(unknown: Iterable[UnheardPlace], areas: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """`Place, about 2.4 miles; 1 High Street; DH1 5SU; 01632 960001`, a line each; `areas` as of `words`.

    Of a confidential place there is only in which area it is, and that it has to be asked.
    """
    return [_near(one, areas) for one in unknown]


def _near(one: UnheardPlace, areas: Mapping[str, str]) -> str:
    place = one.place
    name = str(place["name"])
    if place["confidential"]:
        return f"{name}, {_no_distance(place, areas)}"
    far = _no_distance(place, areas) if one.miles is None else f"{_about(place)}{one.miles:.1f} miles"
    reached = (str(place[column] or "") for column in ("address", "postcode", "phone"))
    return "; ".join([f"{name}, {far}", *(known for known in reached if known not in {"", NOT_KNOWN})])


def _no_distance(place: Mapping[str, Any], areas: Mapping[str, str]) -> str:
    """`in County Durham; confidential: ask by telephone where it is`: what is said instead of miles."""
    area = areas.get(str(place["area_code"]))
    why = CONFIDENTIAL if place["confidential"] else NO_POINT
    return f"in {area}; {why}" if area else why


def _about(place: Mapping[str, Any]) -> str:
    """Before miles to the middle of a ward or district, since nobody knows where in it the place is."""
    return "" if place["exact"] else "about "


def _how_far(one: FirstPlace, matrix: TravelMatrix | None) -> str:
    return f"{_about(one.place)}{away(one.minutes, one.miles or 0.0, matrix)}"


def untimed(places: Iterable[FirstPlace], matrix: TravelMatrix | None) -> str:
    """What is said where miles stand among minutes; nothing where they do not."""
    if matrix is None or all(one.minutes is not None for one in places if one.miles is not None):
        return ""
    return (
        f"Where miles stand no time {matrix.kind.words} is known: those places are in the order of their "
        "distance, after the ones with a time that open as soon."
    )


def distances(today: date, matrix: TravelMatrix | None = None) -> str:
    """How far is how far, and as of when."""
    times_said = (
        f"Times {matrix.words}; a ward has them, a locality, an area or half a postcode has none. "
        if matrix
        else ""
    )
    return times_said + (
        f"Distances from the middle of the postcodes of what was chosen, as on {in_full(today)}. "
        "Hours as written down here, without bank holidays."
    )


def week_rows(weeks: Iterable[tuple[Mapping[str, Any], Sequence[Opening]]]) -> tuple[tuple[str, ...], ...]:
    """When each place is open in a week, a row for each, by `WEEK_COLUMNS`.

    `weeks`: a place with the next day of each of its sessions. A row has the whole week, so that a table with
    less room loses places and no day of those that stand.
    """
    return tuple(
        (
            named(place),
            _said_once(ahead, _held),
            _said_once(ahead, lambda one: one.for_whom.value),
            _said_once(ahead, lambda one: attends(one, with_days=False)),
            in_short(min(one.day for one in ahead)),
        )
        for place, ahead in weeks
    )


def in_short(day: date) -> str:
    """`30 November`."""
    return f"{day.day} {day:%B}"


def _held(session: Session) -> str:
    return times(session) + ("" if session.every is Every.WEEK else f" {session.every}")


def _said_once(ahead: Sequence[Opening], say: Callable[[Session], str]) -> str:
    """What is said of each session: once where it is the same of all, else by days."""
    days: dict[str, list[int]] = {}
    for one in ahead:
        days.setdefault(say(one.session), []).append(one.session.weekday)
    if len(days) == 1 and say is not _held:
        return next(iter(days))
    return "; ".join(f"{_on_days(on)} {words}" for words, on in days.items())


def _on_days(weekdays: Iterable[int]) -> str:
    """`Mon–Fri`, `Mon, Wed, Thu`: three in a row and more are a run."""
    runs: list[list[int]] = []
    for day in sorted(set(weekdays)):
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(
        f"{_SHORT[run[0]]}–{_SHORT[run[-1]]}" if len(run) > _PAIR else ", ".join(_SHORT[day] for day in run)
        for run in runs
    )


def place_rows(
    places: Iterable[FirstPlace], today: date, areas: Mapping[str, str] = MappingProxyType({})
) -> tuple[tuple[str, ...], ...]:
    """What is needed to send somebody to each place, by `PLACE_COLUMNS`; `areas` as of `words`."""
    return tuple(
        (
            named(one.place),
            # "Confidential" has no room in a column of numbers; how to get there says it.
            "–" if one.miles is None else f"{_about(one.place)}{one.miles:.1f}",
            _known(one.place, "phone"),
            _known(one.place, "stand_in"),
            _no_distance(one.place, areas) if one.place["confidential"] else _way_to(one.place),
            _sure(one.place, today),
        )
        for one in places
    )


def _sure(place: Mapping[str, Any], today: date) -> str:
    return freshness_words(known_day(place["confirmed_on"]), str(place["verified"] or ""), today)


def _way_to(place: Mapping[str, Any]) -> str:
    """The address and how to get there; of a confidential place whom to ask."""
    if place["confidential"]:
        return CONFIDENTIAL
    known = (str(place[name] or "") for name in ("address", "postcode", "transport"))
    return "; ".join(filter(None, known)) or NOT_KNOWN


def _known(place: Mapping[str, Any], column: str) -> str:
    return str(place[column] or NOT_KNOWN)
