"""Months of a made-up area's cohort as an audience may see them, made by hand."""

from datetime import UTC, date, datetime

import pandas as pd

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.month import LARGE, LOCALITY
from probation_commission.disclosure.release import AREA, Release
from probation_commission.disclosure.released import Released
from probation_commission.disclosure.rules import Rules
from probation_commission.domain.iom import ALL
from probation_commission.domain.localities import GroupingInForce
from probation_commission.domain.places import Authority, PlaceKind, Ward, WardSet
from probation_commission.views.iom import CohortPicture

SHIRE = Authority("E09999999", "Exampleshire", "Example region")
APRIL, MAY = date(2026, 4, 1), date(2026, 5, 1)
FILE = pd.Series(
    {
        "file_name": "may.xlsx",
        "accepted_by": "Jo Lead",
        "accepted_at": datetime(2026, 6, 3, 12, 0, tzinfo=UTC),
        "illustrative": False,
    }
)


def ward_set(*residents: int | None, since: int = 2020, until: date | None = None) -> WardSet:
    """Wards called North, South, East and West, as many as there are `residents`."""
    names = ("North", "South", "East", "West")
    first = date(since, 5, 1)
    wards = tuple(
        Ward(f"{name}-{since}", name, SHIRE, first, until, residents=some)
        for name, some in zip(names, residents, strict=False)
    )
    return WardSet(SHIRE, first, until, wards)


WARDS = ward_set(1_000, 2_000, None)
"""Of East nobody knows how many live there."""
Row = tuple[str, str, str, dict[str, Released]]


def in_ward(name: str, since: int = 2020, **cells: Released) -> Row:
    """What is told of a ward, by column."""
    return PlaceKind.WARD, f"{name}-{since}", name, cells


def in_locality(name: str, **cells: Released) -> Row:
    """What is told of a locality, by column."""
    return LOCALITY, name, name, cells


def in_large(name: str, **cells: Released) -> Row:
    """What is told of a large locality, by column."""
    return LARGE, name, name, cells


def elsewhere(kind: str, place: str, **cells: Released) -> Row:
    """What is told of those on no ward of the map, by column."""
    return kind, "", place, cells


def release(*rows: Row, month=MAY, to=Audience.RESTRICTED, grouping=None, **area: Released) -> Release:
    """A month's release: its rows, and the whole area by column."""
    places = pd.DataFrame([row[:3] for row in rows], columns=["kind", "code", "place"])
    cells = {(number, column): cell for number, row in enumerate(rows) for column, cell in row[3].items()}
    cells |= {(AREA, column): cell for column, cell in area.items()}
    return Release(month, to, Rules().of(to, month), places, cells, GroupingInForce(month, grouping or {}))


def picture(
    *releases: Release, rag: str = ALL, per_residents: bool = False, wards: WardSet = WARDS
) -> CohortPicture:
    """The last of these months."""
    months = {one.month: one for one in releases}
    return CohortPicture(SHIRE, wards, releases[-1].month, rag, months, FILE, per_residents)
