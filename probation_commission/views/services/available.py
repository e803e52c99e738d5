"""What is available: every service that can take somebody, for courts and practitioners."""

import pandas as pd

from probation_commission.domain.contracts import Status
from probation_commission.domain.hubs import Listing
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


def available(services: pd.DataFrame) -> pd.DataFrame:
    """Those of these services, as they stand on a day, to which somebody can be referred; columns to read.

    One that has said that it has no room is there and says so: it may have by the time of the next hearing.
    """
    # Of one that the list names no more nobody says that it still runs.
    rows = services[services.status.isin(OPEN) & (services.listed != Listing.DROPPED)]
    said = rows.assign(
        route=rows.route.where(rows.route != "", NOT_KNOWN),
        area=[_where(str(area), str(status)) for area, status in zip(rows.area, rows.status, strict=True)],
        next=[f"{day:%Y-%m-%d}" if day and not pd.isna(day) else NOT_KNOWN for day in rows.next_start],
        data=rows.illustrative.map({True: "illustrative", False: "real"}),
    )
    return said[list(COLUMNS)].sort_values(["pathway", "name"], kind="stable").rename(columns=COLUMNS)


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
