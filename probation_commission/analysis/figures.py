"""Figures of returns in words: what each counts, where it stands. Frames as `store.returns.figures` gives."""

from collections.abc import Iterable

import pandas as pd

from probation_commission.domain import iom, ram, referrals
from probation_commission.domain.iom import STATED_LABELS
from probation_commission.domain.marks import Mark
from probation_commission.domain.marks import in_words as figure_in_words
from probation_commission.domain.measures import MEASURES
from probation_commission.domain.referrals import words_of
from probation_commission.domain.returns import Figure

COUNTED = [
    *("measure", "rag", "place_kind", "place_text", "ward_code"),
    *("breakdown", "category", "comparator", "period"),
]
"""The columns that say what a figure counts."""
NUMBERS = ["value", "low", "high"]
"""The exact number, and the smallest and largest that it can be: NaN where none is given."""
_PARTS = ["measure", "comparator", "period", "breakdown", "category"]
_CODED = frozenset({iom.Breakdown.STATED, *referrals.ServiceBreakdown, *ram.RamBreakdown})
_MEASURES = iom.MEASURE_LABELS | {one.code: one.name for one in MEASURES if one.code in set(ram.RamMeasure)}
_CATEGORIES = STATED_LABELS | {code: words for code, (_, words) in ram.REASONS.items()}


def in_words(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures with the words for their measure, breakdown and category in the place of the codes."""
    # Other categories are a sender's own words: one that reads "repeat" is not ours to put otherwise
    # (decision 84).
    categories = [
        _CATEGORIES.get(category, words_of(category)) if breakdown in _CODED else category
        for breakdown, category in zip(figures.breakdown, figures.category, strict=True)
    ]
    return figures.assign(
        measure=[_MEASURES.get(measure, measure) for measure in figures.measure],
        breakdown=[iom.BREAKDOWN_LABELS.get(breakdown, breakdown) for breakdown in figures.breakdown],
        category=pd.Series(categories, figures.index, dtype=object),
    )


def framed(figures: Iterable[Figure]) -> pd.DataFrame:
    """The figures of a return that is not stored: what each counts, and its numbers."""
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
            "value": figure.value,
            "low": figure.low,
            "high": figure.high,
        }
        for figure in figures
    ]
    return pd.DataFrame(rows, columns=[*COUNTED, *NUMBERS])


def exact(figures: pd.DataFrame) -> pd.DataFrame:
    """Those with an exact value: "<5" and "[c]" are no counts, and in no sum (decision 115)."""
    return figures[figures.value.notna()]


def otherwise(figures: pd.DataFrame) -> pd.DataFrame:
    """Those that are more, or less, than a plain number: a bound, "[c]", "12 [r]"."""
    return figures[figures.value.isna() | (figures["mark"] != Mark.NONE)]


def words(figures: pd.DataFrame) -> "pd.Series[str]":
    """Each figure as what it is: `12`, `12 (revised)`, `fewer than 5`, `withheld by the sender`."""
    rows = zip(figures.value, figures.low, figures.high, figures["mark"], strict=True)
    said = [figure_in_words(known(value), known(low), known(high), mark) for value, low, high, mark in rows]
    return pd.Series(said, figures.index, dtype=str)


def known(number: float | None) -> float | None:
    """A number of a frame, or None where there is none."""
    return None if pd.isna(number) else number


def what(figures: pd.DataFrame) -> "pd.Series[str]":
    """What each figure counts: `arrests, outcome, Returned to Prison`."""
    parts = in_words(figures)[_PARTS].fillna("").astype(str)
    return pd.Series([", ".join(filter(None, row)) for row in parts.to_numpy()], figures.index, dtype=str)


def cell(figures: pd.DataFrame) -> "pd.Series[str]":
    """Where each figure stands in its file: `Wards!B5`, or `B5` in a CSV."""
    sheet = figures.sheet.astype(str)
    return sheet.where(sheet == "", sheet + "!") + figures.cell.astype(str)


def table(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures with their cells, one a row, ready to be read."""
    return pd.DataFrame(
        {
            "Cell": cell(figures),
            "Value": words(figures),
            "As written": figures.as_written,
            "Counts": what(figures),
            "RAG": figures.rag.fillna("all"),
            "Place, as recorded": figures.place_text.fillna("whole area"),
        }
    )
