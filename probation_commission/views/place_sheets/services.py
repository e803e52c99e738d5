"""The services that reach a place, and the places where people are seen near it, as rows."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pandas as pd

from probation_commission.analysis.first import sessions_ahead
from probation_commission.analysis.rows import known_day, rows_of
from probation_commission.domain.contracts import Status
from probation_commission.domain.hubs import Openings, OpenTo
from probation_commission.domain.words import listed, plural
from probation_commission.views import hubs, marks

NOT_KNOWN = hubs.NOT_KNOWN
COLUMNS = ("Pathway", "Service", "For whom", "Nearest place", "Open there")
WIDTHS = (5, 8, 4, 6, 5)
PLACE_COLUMNS = ("Place", "What", "Miles", "Open", "How sure")
PLACE_WIDTHS = (7, 4, 2, 6, 7)
NONE_KNOWN = "None is known here. Nationally only contracted rehabilitative services are listed."


def rows(
    services: pd.DataFrame,
    nearest: Mapping[str, Mapping[str, Any]],
    openings: Mapping[str, Openings],
    now: datetime,
) -> tuple[tuple[str, ...], ...]:
    """A row for each service by `COLUMNS`; `nearest`: its nearest place with `miles`, by its slug."""
    return tuple(
        (
            row["pathway"],
            _named(row),
            row["for_whom"] or NOT_KNOWN,
            _nearest(nearest.get(row["slug"])),
            _open(nearest[row["slug"]], openings, now) if row["slug"] in nearest else NOT_KNOWN,
        )
        for row in rows_of(services)
    )


def besides(custody: pd.DataFrame, others: int) -> tuple[str, ...]:
    """What is said of the services that reach nobody there: those in custody, and how many `others` are."""
    names = [marks.tagged(row["name"], made_up=bool(row["illustrative"])) for row in rows_of(custody)]
    more = (
        f"{plural(others, 'more is', 'more are')} named in sources: to come, closed, elsewhere in the "
        "authority, or not confirmed to run."
    )
    return (
        *([f"In custody alone: {listed(names)}."] if names else []),
        *([more] if others else []),
    )


def _named(row: Mapping[str, Any]) -> str:
    name = marks.tagged(row["name"], made_up=bool(row["illustrative"]))
    return f"{name}, not yet everywhere" if row["status"] == Status.ROLLING_OUT else name


def _nearest(place: Mapping[str, Any] | None) -> str:
    return f"{hubs.first.named(place)}, {_miles(place)}" if place else NOT_KNOWN


def far(place: Mapping[str, Any]) -> str:
    """`1.2`, or `about 1.2` where nobody knows where exactly the place is; then no nearer than `under 1`."""
    if place["exact"]:
        return f"{place['miles']:.1f}"
    return f"about {place['miles']:.1f}" if place["miles"] >= _NEAR else "under 1"


def _miles(place: Mapping[str, Any]) -> str:
    words = far(place)
    return f"{words} mile" if words == "under 1" else f"{words} miles"


_NEAR = 1.0
"""Miles. What is placed by its town or district may be anywhere in it."""


def _open(place: Mapping[str, Any], openings: Mapping[str, Openings], now: datetime) -> str:
    """When a place is open in a week; that it is not known, or none is known ahead."""
    known = openings.get(place["slug"])
    if known is None or not known.sessions:
        return NOT_KNOWN
    ahead = sessions_ahead(known, OpenTo.ALL, now)
    return hubs.first.week_rows([(place, ahead)])[0][1] if ahead else "none known ahead"


def place_rows(
    near: pd.DataFrame, openings: Mapping[str, Openings], now: datetime
) -> tuple[tuple[str, ...], ...]:
    """A row for each place by `PLACE_COLUMNS`; `near` with `miles`."""
    return tuple(
        (
            hubs.first.named(row),
            row["kind"],
            far(row),
            _open(row, openings, now),
            hubs.freshness_words(known_day(row["confirmed_on"]), str(row["verified"] or ""), now.date()),
        )
        for row in rows_of(near)
    )


def finding(where: str, services: Sequence[bool], near: pd.DataFrame | None) -> str:
    """How many services are known to reach a place, and what is nearest; `services`: if each is made up.

    `near` None: how far it is from the middle of it tells nobody anything.
    """
    real = services.count(False)
    invented = len(services) - real
    reach = f"{plural(real, 'service')} known to run {'reaches' if real == 1 else 'reach'} {where}"
    known = reach if real else f"No service is known to reach {where}"
    more = f" ({plural(invented, 'more is', 'more are')} made up)" if invented else ""
    # Of a made-up place nobody has to know how far it is.
    places = [] if near is None else rows_of(near[~near.illustrative.astype(bool)].head(1))
    away = [
        f"; the nearest place where people are seen is {place['name']}, {_miles(place)} away"
        for place in places
    ]
    return f"{known}{more}{''.join(away)}."
