"""The versions of a return, and what differs between two of them, cell by cell."""

import pandas as pd

from probation_commission.analysis.figures import cell, what, words

KEY = ["kind", "subject", "area_code", "month"]
"""What the versions of a return have in common."""
ADDED, GONE, CHANGED = "added", "gone", "changed"
# What was changed is read first: it is what a correction is about.
_ORDER = {CHANGED: 0, ADDED: 1, GONE: 2}
# "<5" has no value, so what is compared is the figure in words.
_SIDE = ["value", "said", "cell", "as_written"]
_SIDES = [f"{name}_{side}" for name in _SIDE for side in ("then", "now")]
_IDENTITY = ["measure", "rag", "place", "breakdown", "category", "comparator", "period", "unit"]


def numbered(history: pd.DataFrame) -> pd.DataFrame:
    """The history, as `store.returns.history` gives it, with `version` from 1 up and how many there are."""
    by_age = history.sort_values("id")
    version = by_age.groupby(KEY).cumcount() + 1
    versions = by_age.groupby(KEY).id.transform("size")
    return history.assign(version=version, versions=versions)


def differences(then: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """What was added, is gone or has another value from one version's figures to another's, a row each.

    Takes figures as `store.returns.figures_of` gives them. Returns change, what, rag, place, unit, and
    value, said (in words), cell and as_written of both (`…_then`, `…_now`; empty where the figure is not
    there).
    A figure is known again by what it counts and where, not by its cell.
    """
    both = _sided(then).merge(
        _sided(now), how="outer", on=[*_IDENTITY, "nth"], suffixes=("_then", "_now"), indicator=True
    )
    if both.empty:
        return pd.DataFrame(columns=["change", "what", "rag", "place", "unit", *_SIDES])
    change = both["_merge"].map({"left_only": GONE, "right_only": ADDED, "both": CHANGED}).astype(str)
    rows = both.assign(change=change, what=what(both))
    rows = rows[(both["_merge"] != "both") | (both.said_then != both.said_now)]
    rows = rows.sort_values("change", key=lambda change: change.map(_ORDER), kind="stable")
    return rows[["change", "what", "rag", "place", "unit", *_SIDES]].reset_index(drop=True)


def moved(then: pd.DataFrame, now: pd.DataFrame) -> int:
    """How many figures say the same in both versions but stand in another cell."""
    both = _sided(then).merge(_sided(now), on=[*_IDENTITY, "nth"], suffixes=("_then", "_now"))
    return int(((both.said_then == both.said_now) & (both.cell_then != both.cell_now)).sum())


def _sided(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures with their place as it can be known again, numbered where two count the same."""
    if figures.empty:
        return pd.DataFrame(columns=[*_IDENTITY, *_SIDE, "nth"])
    # By its code where it is a ward, so that another spelling is no change; else as it was written.
    place = figures.ward_code.where(figures.ward_code.notna(), figures.place_text)
    rows = figures.assign(
        rag=figures.rag.fillna(""),
        place=place.fillna("").astype(str).str.upper(),
        cell=cell(figures),
        said=words(figures),
    )
    rows = rows[[*_IDENTITY, *_SIDE]].reset_index(drop=True)
    # Two rows of one ward and RAG are possible: the first is held against the first.
    return rows.assign(nth=rows.groupby(_IDENTITY).cumcount())
