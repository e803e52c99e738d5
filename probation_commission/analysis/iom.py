"""The IOM cohort of an area: by ward, beside the map, month by month.

All functions take the figures of one area as `store.returns.figures` gives them, one a row.
Counts are floats; NaN means that the return holds no such figure, which is not zero.
"""

from datetime import date

import pandas as pd

from probation_commission.analysis.figures import exact, in_words, otherwise, words
from probation_commission.domain.iom import ALL, BREAKDOWN_LABELS, CATEGORIES, COUNTS, Measure, Rag
from probation_commission.domain.places import PlaceKind

IN_NO_ROW = "in no row of the ward table"


def totals(figures: pd.DataFrame) -> pd.DataFrame:
    """The cohort of the whole area, a row a month: month and the counts.

    Where a return states no total, its rows are added up; where it has no cohort at all, all are NaN.
    """
    cohort = _cohort(figures)
    stated = _wide(cohort[cohort.place_kind.isna()], ["month"])
    summed = _wide(cohort[cohort.place_kind.notna()], ["month"])
    months = pd.Index(sorted(figures.month.unique()), name="month")
    # RAG by RAG: a return may state its total and give the RAGs by ward alone.
    return stated.reindex(months).combine_first(summed.reindex(months)).reset_index()


def every_place(figures: pd.DataFrame) -> pd.DataFrame:
    """Every place that any month's return names: month, place_kind, ward_code, place_text and the counts."""
    cohort = _cohort(figures)
    rows = cohort[cohort.place_kind.notna()]
    return _wide(rows, ["month", "place_kind", "ward_code", "place_text"]).reset_index()


def every_ward(figures: pd.DataFrame) -> pd.DataFrame:
    """Every ward of every month that a return names, on the wards of that month: month, ward_code, counts."""
    cohort = _cohort(figures)
    rows = cohort[cohort.place_kind == PlaceKind.WARD]
    named = _wide(rows, ["month", "ward_code", "place_text"])
    return named.groupby(["month", "ward_code"])[COUNTS].sum(min_count=1).reset_index()


def rate(counts: pd.Series, residents: pd.Series) -> pd.Series:
    """Nominals per 1,000 residents; the residents are an areal estimate, so is the rate.

    NaN where there is no figure, or nobody lives.
    """
    return (counts / residents.where(residents > 0) * 1000).round(2)


def cells(figures: pd.DataFrame, month: date, ward_code: str) -> pd.DataFrame:
    """Where a ward's figures of a month stand: rag, value, sheet, cell, as_written and provenance."""
    cohort = _plain(figures)
    return cohort[(cohort.month == month) & (cohort.ward_code == ward_code)]


BESIDES = {
    Measure.ARRESTS: "Arrests",
    Measure.GPS_TAGS: "GPS tags",
    Measure.DRUG_TREATMENT: "In drug treatment",
    Measure.COHORT: "Said in the text about the cohort",
    Measure.JOINERS: "Joiners and leavers",
    Measure.LEAVERS: "Joiners and leavers",
}


def besides_the_cohort(of_month: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """What a month's return holds besides the cohort, by title: what, value, unit and cell."""
    rows = of_month[(of_month.measure != Measure.COHORT) | (of_month.breakdown != "")]
    broken_down = (rows.measure == Measure.COHORT) & rows.breakdown.isin(list(CATEGORIES))
    titles = rows.measure.map(BESIDES).fillna("Comparison of boroughs")
    # A cohort broken down into categories is a table, not something said in the text.
    titles = titles.mask(broken_down, "By " + rows.breakdown.replace(BREAKDOWN_LABELS))
    return {str(title): _besides(group) for title, group in rows.groupby(titles)}


def _besides(rows: pd.DataFrame) -> pd.DataFrame:
    parts = ["measure", "comparator", "period", "breakdown", "category", "rag", "place_text"]
    rows = in_words(rows)
    named = rows[[part for part in parts if rows[part].fillna("").ne("").any()]]
    cell = rows.sheet.where(rows.sheet == "", rows.sheet + "!") + rows.cell
    # Beside the numbers, which stay numbers: "fewer than 5", "12 (revised)".
    said = words(otherwise(rows))
    given_as = {"given_as": said.reindex(rows.index).fillna("")} if len(said) else {}
    return named.assign(value=rows.value, **given_as, unit=rows.unit, cell=cell, as_written=rows.as_written)


def _cohort(figures: pd.DataFrame) -> pd.DataFrame:
    """The exact counts of nominals: what is not exact is in no sum, and names no place (decision 115)."""
    return exact(_plain(figures))


def _plain(figures: pd.DataFrame) -> pd.DataFrame:
    """The plain counts of nominals, with `rag` filled in as "all" where a figure is of all RAGs."""
    rows = figures[(figures.measure == Measure.COHORT) & (figures.breakdown == "")]
    # No NaN in what rows are grouped by: pandas would leave those rows out, with their counts.
    return rows.assign(rag=rows.rag.fillna(ALL), ward_code=rows.ward_code.where(rows.ward_code.notna(), ""))


def _wide(rows: pd.DataFrame, index: list[str]) -> pd.DataFrame:
    """One column for each RAG and for all; "all" is the sum of the RAGs where it was not given."""
    wide = rows.pivot_table(index=index, columns="rag", values="value", aggfunc="sum", observed=True)
    wide = wide.reindex(columns=COUNTS).astype(float)
    wide.columns.name = None
    # `min_count`, or pandas would make a nought of what the return does not give (decision 7).
    wide[ALL] = wide[ALL].fillna(wide[list(Rag)].sum(axis=1, min_count=1))
    return wide
