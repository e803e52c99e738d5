"""What is available: every service that can take somebody, for courts and practitioners."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from probation_commission.analysis.rows import known_day, rows_of
from probation_commission.domain.contracts import Status
from probation_commission.domain.days import in_full
from probation_commission.domain.hubs import Freshness, Listing, freshness
from probation_commission.domain.words import plural
from probation_commission.views.services.ends import NOT_KNOWN

OPEN = (Status.LIVE, Status.ROLLING_OUT)
COLUMNS = {
    "pathway": "Pathway",
    "name": "Service",
    "for_whom": "For whom",
    "area": "Where",
    "route": "How to refer",
    "room": "Room and wait",
    "provider": "Provider",
    "next": "Next start",
    "source": "Source",
    "data": "Data",
}

IN_SHORT = ("Service", "For whom", "Where", "How to refer", "Room and wait", "Runs until", "How sure")
"""The columns where there is little room: on paper, and on a phone."""
WIDTHS = (8, 4, 5, 5, 5, 4, 5)


def available(services: pd.DataFrame) -> pd.DataFrame:
    """Those of these services, as they stand on a day, to which somebody can be referred; columns to read.

    One that has said that it has no room is there and says so: it may have by the time of the next hearing.
    """
    rows = _open(services)
    said = rows.assign(
        route=rows.route.where(rows.route != "", NOT_KNOWN),
        area=[_where(str(area), str(status)) for area, status in zip(rows.area, rows.status, strict=True)],
        next=[f"{day:%Y-%m-%d}" if day and not pd.isna(day) else NOT_KNOWN for day in rows.next_start],
        data=rows.illustrative.map({True: "illustrative", False: "real"}),
    )
    return said[list(COLUMNS)].sort_values(["pathway", "name"], kind="stable").rename(columns=COLUMNS)


def _open(services: pd.DataFrame) -> pd.DataFrame:
    # Of one that the list names no more nobody says that it still runs.
    return services[services.status.isin(OPEN) & (services.listed != Listing.DROPPED)]


def in_short(
    services: pd.DataFrame, ends: Mapping[str, date | None], today: date
) -> dict[str, tuple[tuple[str, ...], ...]]:
    """By pathway what `available` has, in the columns of `IN_SHORT`; what is real comes first in each.

    `ends`: the last day of each contract, by its slug, where it is known.
    """
    rows = _open(services).sort_values(["pathway", "illustrative", "name"], kind="stable")
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in rows_of(rows):
        end = ends.get(str(row["contract_slug"]))
        mark = " (made up)" if row["illustrative"] else ""
        cells = (
            f"{row['name']}{mark}" + (f", {row['provider']}" if row["provider"] != row["name"] else ""),
            row["for_whom"] or NOT_KNOWN,
            _where(row["area"], row["status"]),
            row["route"] or NOT_KNOWN,
            _until(row["room"], known_day(row["capacity_until"])),
            in_full(end) if end else NOT_KNOWN,
            _sure(known_day(row["confirmed_on"]), row["as_of"], today),
        )
        found[row["pathway"]] = (*found.get(row["pathway"], ()), cells)
    return found


def _until(room: str, until: date | None) -> str:
    return room if room == NOT_KNOWN or until is None else f"{room}, as said until {in_full(until)}"


def _sure(confirmed_on: date | None, as_of: str, today: date) -> str:
    if confirmed_on and freshness(confirmed_on, today) is not Freshness.NOT_CONFIRMED:
        return f"confirmed on {in_full(confirmed_on)}"
    return f"not confirmed; source of {as_of}" if as_of else "not confirmed"


def sources(services: pd.DataFrame) -> str:
    """Each source of what `available` has, once."""
    return "; ".join(sorted(set(_open(services).source)))


def made_up(services: pd.DataFrame) -> list[bool]:
    """Of each service of `available` whether it is made up."""
    return [bool(mark) for mark in _open(services).illustrative]


def finding(rows: pd.DataFrame) -> str:
    """How many there are, and of how many it is known whether there is room."""
    real = rows[rows.Data == "real"]
    made_up = len(rows) - len(real)
    if rows.empty:
        return "No service that is known to run can be referred to here."
    known = int((real["Room and wait"] != NOT_KNOWN).sum())
    words = (
        f"{plural(len(real), 'service')} known to run; of {known or 'none'} of them it is known whether "
        f"there is room."
    )
    return words + (f" {plural(made_up, 'more is', 'more are')} illustrative." if made_up else "")


def _where(area: str, status: str) -> str:
    return f"{area}, not yet everywhere" if status == Status.ROLLING_OUT else area
