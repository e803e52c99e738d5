"""The IOM counts of a month as a table: numbers where all are as in the return, else words."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from probation_commission.analysis.iom import rate
from probation_commission.disclosure.questions import By
from probation_commission.disclosure.release import Release
from probation_commission.disclosure.released import NO_FIGURE, Released, State
from probation_commission.domain.iom import ALL, COUNTS
from probation_commission.domain.places import WardSet

ESTIMATE = "Residents: Census 2021, an areal estimate (on average 6% off), so every rate is an estimate too."
RATE = "Per 1,000 residents (estimate)"
RESIDENTS = "Residents 2021 (estimate)"
NO_RATE = "no rate, because the count is not shown"


def rows(release: Release, ward_set: WardSet) -> pd.DataFrame:
    """What the release is by, in `ward`: every ward, or every locality once; a `Released` for each count."""
    wards = release.wards(ward_set)
    if release.by is By.WARD:
        return wards
    grouped = wards[wards.locality != ""].drop_duplicates("locality")
    return grouped.assign(ward=grouped.locality, residents=None).sort_values("ward")


def table(release: Release, ward_set: WardSet) -> pd.DataFrame:
    """A row for each ward or locality: its name, residents, counts, and a rate beside each exact count."""
    found = rows(release, ward_set)
    frame = found[["ward", "residents"]].assign(**_counts(release, found))
    shown = pd.Series([_number(cell) for cell in found[ALL]], index=frame.index, dtype=float)
    if release.by is By.LOCALITY:
        frame = frame.drop(columns="residents")
    elif shown.notna().any():
        frame[RATE] = rate(shown, frame.residents.astype(float))
    return frame.rename(columns={"ward": release.by.capitalize(), "residents": RESIDENTS})


def whole_table(release: Release, ward_set: WardSet) -> pd.DataFrame:
    """The same with those on no ward of the map, and the whole area, as further rows."""
    wards, beside = table(release, ward_set), release.beside()
    name = release.by.capitalize()
    off_map = pd.DataFrame({name: beside.why + [f": {place}" if place else "" for place in beside.place]})
    off_map = off_map.assign(**_counts(release, beside))
    area = pd.DataFrame({column: [release.total(column)] for column in COUNTS})
    last = pd.DataFrame({name: ["The whole area"], **_counts(release, area)})
    return pd.concat([wards, off_map, last], ignore_index=True)


def about(release: Release, ward_set: WardSet, *, source: str, who: str) -> dict[str, str]:
    """What stands on the second sheet of the file: what it is, from where, for whom and how shown."""
    where = f"{ward_set.authority.name}, {release.seen.month:%B %Y}"
    return {
        "What": f"IOM nominals by {release.by}, {where}",
        "Source": source,
        "Who may see this": who,
        "How it is shown": release.because or f"by {release.by}",
        "Wards": ward_set.title,
        "Empty cell": empty_cell(release),
        "Residents": ESTIMATE,
    }


def empty_cell(release: Release) -> str:
    """What an empty cell means."""
    return NO_FIGURE if release.exact else NO_RATE


def _counts(release: Release, found: pd.DataFrame) -> dict[str, Any]:
    if release.exact:
        return {column.capitalize(): [cell.value for cell in found[column]] for column in COUNTS}
    return {column.capitalize(): texts(found[column]) for column in COUNTS}


def texts(cells: Iterable[Released]) -> list[str]:
    """The words of the cells."""
    return [cell.text for cell in cells]


def _number(cell: Released) -> float | None:
    return cell.value if cell.state is State.EXACT else None
