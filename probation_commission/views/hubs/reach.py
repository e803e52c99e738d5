"""How far wards are from a place that is open to somebody, on a map and in words."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from probation_commission.analysis.rows import rows_of
from probation_commission.domain.travel import TravelKind, TravelMatrix
from probation_commission.domain.words import plural
from probation_commission.views.maps import LegendEntry, Shade, lettered

WITHIN_HALF, WITHIN, BEYOND, NO_TIME = 0, 1, 2, 3
PALETTE = ("#1764ab", "#93c4df", "#fdab66", "#e3e7eb")
FAR, UNTIMED = "F", "?"
"""What stands on a ward beyond the limit, and on one of which no time is known: colour alone would not do."""


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


def shades_by_time(wards: pd.DataFrame, limit: float, kind: TravelKind) -> dict[str, Shade]:
    """The class and label of each ward by how long it takes; those without a time are of none of these."""
    return {str(row["key"]): _shade_by_time(row, limit, kind) for row in rows_of(wards)}


def _shade_by_time(row: Mapping[str, Any], limit: float, kind: TravelKind) -> Shade:
    name, minutes, miles = row["name"], row["minutes"], row["miles"]
    if minutes is None:
        return _shade_untimed(name, miles)
    step = WITHIN_HALF if minutes <= limit / 2 else WITHIN if minutes <= limit else BEYOND
    label = f"{minutes:.0f} minutes {kind.words} to {row['soonest']}"
    if row["nearer"]:
        label = f"at most {label}, and no time known to {row['nearer']}, which is nearer"
        step = NO_TIME if step == BEYOND else step
    return Shade(step, f"{name}: {label}", {BEYOND: FAR, NO_TIME: UNTIMED}.get(step, ""))


def _shade_untimed(name: str, miles: float | None) -> Shade:
    away = f", {miles:.1f} miles in a straight line" if miles is not None else ""
    return Shade(NO_TIME, f"{name}: no time known{away}", UNTIMED)


def surely_timed(wards: pd.DataFrame, limit: float) -> pd.Series:
    """Of each ward whether it is known to be within the limit or beyond it (decision 245).

    One that is in reach of the soonest place is so whatever the way to a nearer one takes.
    """
    return wards.minutes.notna() & ((wards.minutes <= limit) | (wards.nearer == ""))


def legend_by_time(limit: float, *, untimed: bool) -> list[LegendEntry]:
    """The lines of the legend of times."""
    return [
        LegendEntry(PALETTE[WITHIN_HALF], f"within {limit / 2:g} minutes"),
        LegendEntry(PALETTE[WITHIN], f"within {limit:g} minutes"),
        LegendEntry(lettered(PALETTE[BEYOND], FAR), f"longer than {limit:g} minutes"),
        *(
            [LegendEntry(lettered(PALETTE[NO_TIME], UNTIMED), "no time known, or none to a nearer place")]
            if untimed
            else []
        ),
    ]


def finding_by_time(wards: pd.DataFrame, limit: float, matrix: TravelMatrix, residents: float | None) -> str:
    """How many wards are farther than the limit in minutes, and of how many no time is known.

    `residents`: the share of all of them that is known to be in reach; of the others none is claimed.
    """
    if wards.minutes.isna().all():
        return (
            f"How long it takes {matrix.words} is not known for any ward to a place that is open to them "
            "then: distances stand below instead."
        )
    sure = surely_timed(wards, limit)
    timed = wards[sure]
    beyond = int((timed.minutes > limit).sum())
    takes = "takes" if beyond == 1 else "take"
    parts = [f"{plural(beyond, 'ward')} of {len(timed)} {takes} longer than {limit:g} minutes {matrix.words}"]
    if timed.empty:
        parts = [f"which wards are within {limit:g} minutes {matrix.words} is not known"]
    elif residents is not None:
        known = "" if sure.all() else "at least "
        parts.append(f"{known}{residents:.0%} of residents (estimate) are in reach")
    if partly := int((~sure & wards.minutes.notna()).sum()):
        take = "takes" if partly == 1 else "take"
        parts.append(
            f"{plural(partly, 'more ward')} {take} longer to the places with a time, and to a nearer one no "
            "time is known"
        )
    if untimed := int(wards.minutes.isna().sum()):
        parts.append(f"of {plural(untimed, 'more ward')} no time is known: the table has how far")
    words = "; ".join(parts)
    return f"{words[0].upper()}{words[1:]}."


def table_by_time(wards: pd.DataFrame) -> pd.DataFrame:
    """Each ward with its time, the longest first; then those partly timed, then those without one.

    Each of these is marked as what it is: at most so many minutes, or no time and how far it is.
    """
    by_minutes = wards[wards.minutes.notna()].sort_values("minutes", ascending=False)
    timed, partly = by_minutes[by_minutes.nearer == ""], by_minutes[by_minutes.nearer != ""]
    others = wards[wards.minutes.isna()].sort_values("miles", ascending=False, na_position="first")
    away = [f"{miles:.1f} in a straight line" if pd.notna(miles) else "none known" for miles in others.miles]
    at_most = [
        (f"at most {minutes:.0f}", f"{soonest}; no time to {nearer}, which is nearer")
        for minutes, soonest, nearer in zip(partly.minutes, partly.soonest, partly.nearer, strict=True)
    ]
    return pd.DataFrame(
        {
            "Ward": [*timed.name, *partly.name, *others.name],
            "Minutes": [
                *(f"{minutes:.0f}" for minutes in timed.minutes),
                *(minutes for minutes, _ in at_most),
                *(["no time known"] * len(others)),
            ],
            "Miles": [*([""] * (len(timed) + len(partly))), *away],
            "Nearest": [*timed.soonest, *(words for _, words in at_most), *others.place],
        }
    )


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
