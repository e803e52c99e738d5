"""Figures of returns in words: what each counts, where it stands. Frames as `store.returns.figures` gives."""

from collections.abc import Collection, Iterable

import pandas as pd

from probation_commission.domain import iom, referrals
from probation_commission.domain.iom import STATED_LABELS
from probation_commission.domain.referrals import COUNT_LABELS
from probation_commission.domain.returns import Figure

COUNTED = [
    *("measure", "rag", "place_kind", "place_text", "ward_code"),
    *("breakdown", "category", "comparator", "period"),
]
"""The columns that say what a figure counts."""
_PARTS = ["measure", "comparator", "period", "breakdown", "category"]
_STATED_OR_COUNTED = STATED_LABELS | COUNT_LABELS


def in_words(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures with the words for their measure, breakdown and category in the place of the codes."""
    # Other categories are a sender's own words: one that reads "repeat" is not ours to put otherwise
    # (decision 84).
    coded = figures.breakdown.isin([iom.Breakdown.STATED, *referrals.ServiceBreakdown])
    category = figures.category.where(~coded, figures.category.replace(_STATED_OR_COUNTED))
    return figures.assign(
        measure=figures.measure.replace(iom.MEASURE_LABELS),
        breakdown=figures.breakdown.replace(iom.BREAKDOWN_LABELS),
        category=category,
    )


def framed(figures: Iterable[Figure]) -> pd.DataFrame:
    """The figures of a return that is not stored: those columns of the frame that say what each counts."""
    rows = [
        {
            "measure": figure.measure,
            "rag": figure.rag,
            "place_kind": figure.place.kind if figure.place else None,
            "place_text": figure.place.as_written if figure.place else None,
            "ward_code": figure.place.ward.code if figure.place and figure.place.ward else None,
            "breakdown": figure.breakdown,
            "category": figure.category,
            "comparator": figure.comparator,
            "period": figure.period,
        }
        for figure in figures
    ]
    return pd.DataFrame(rows, columns=COUNTED)


def what(figures: pd.DataFrame) -> "pd.Series[str]":
    """What each figure counts: `arrests, outcome, Returned to Prison`."""
    parts = in_words(figures)[_PARTS].fillna("").astype(str)
    return pd.Series([", ".join(filter(None, row)) for row in parts.to_numpy()], figures.index, dtype=str)


def cell(figures: pd.DataFrame) -> "pd.Series[str]":
    """Where each figure stands in its file: `Wards!B5`, or `B5` in a CSV."""
    sheet = figures.sheet.astype(str)
    return sheet.where(sheet == "", sheet + "!") + figures.cell.astype(str)


def standing_in(figures: pd.DataFrame, cells: Collection[str]) -> pd.DataFrame:
    """The figures that stand in any of the cells, in the order of the file."""
    rows: pd.DataFrame = figures[cell(figures).isin(set(cells))]
    return rows


def table(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures with their cells, one a row, ready to be read."""
    return pd.DataFrame(
        {
            "Cell": cell(figures),
            "Value": figures.value.map("{:,.10g}".format),
            "As written": figures.as_written,
            "Counts": what(figures),
            "RAG": figures.rag.fillna("all"),
            "Place, as recorded": figures.place_text.fillna("whole area"),
        }
    )
