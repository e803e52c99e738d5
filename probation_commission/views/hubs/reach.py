"""How far wards are from a place that is open to somebody, on a map and in words."""

import pandas as pd

from probation_commission.domain.words import plural
from probation_commission.views.maps import LegendEntry, Shade, lettered

WITHIN_HALF, WITHIN, BEYOND = 0, 1, 2
PALETTE = ("#1764ab", "#93c4df", "#fdab66")
FAR = "F"
"""What stands on a ward beyond the distance: its colour alone would not do."""


def shades(wards: pd.DataFrame, distance: float) -> dict[str, Shade]:
    """The class and label of each ward by how far its nearest place is."""
    columns = (wards[name] for name in ("key", "name", "miles", "place"))
    return {
        str(key): _shade(name, away, place, distance) for key, name, away, place in zip(*columns, strict=True)
    }


def _shade(name: str, away: float, place: str, distance: float) -> Shade:
    if not place:
        return Shade(BEYOND, f"{name}: no place known", FAR)
    step = WITHIN_HALF if away <= distance / 2 else WITHIN if away <= distance else BEYOND
    return Shade(step, f"{name}: {away:.1f} miles to {place}", FAR if step == BEYOND else "")


def legend(distance: float) -> list[LegendEntry]:
    """The lines of the legend."""
    return [
        LegendEntry(PALETTE[WITHIN_HALF], f"within {distance / 2:g} miles"),
        LegendEntry(PALETTE[WITHIN], f"within {distance:g} miles"),
        LegendEntry(lettered(PALETTE[BEYOND], FAR), f"farther than {distance:g} miles"),
    ]


def finding(
    wards: pd.DataFrame, distance: float, residents: float | None, cohort: tuple[float, float] | None
) -> str:
    """How many wards are beyond the distance, and what share of residents and cohort is in reach."""
    if not wards.place.astype(bool).any():
        return "How far it is is not known: no place that is open to them then is known here and on the map."
    beyond = int((~(wards.miles <= distance)).sum())
    are = "is" if beyond == 1 else "are"
    parts = [f"{plural(beyond, 'ward')} of {len(wards)} {are} farther than {distance:g} miles"]
    if residents is not None:
        parts.append(f"{residents:.0%} of residents (estimate) are in reach")
    if cohort is not None:
        low, high = (f"{round(100 * share)}%" for share in cohort)
        parts.append(f"of the IOM cohort {low if low == high else f'between {low} and {high}'}")
    return "; ".join(parts) + "."


def table(wards: pd.DataFrame) -> pd.DataFrame:
    """Each ward with its nearest place, the farthest first."""
    rows = wards.sort_values("miles", ascending=False, na_position="first")
    away = [f"{miles:.1f}" if pd.notna(miles) else "none known" for miles in rows.miles]
    return pd.DataFrame({"Ward": rows.name, "Miles": away, "Nearest": rows.place})
