"""The made-up months as workbooks in our own template, so that they come through the door of any return."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import numpy as np
import pandas as pd
import xlsxwriter

from probation_commission.domain.partnership import Examples
from probation_commission.intake.cohort import template
from probation_commission.samples.iom import cohort
from probation_commission.samples.iom.cohort import MONTHS, RAGS, CohortMonth
from probation_commission.samples.iom.parts import PartRow, parts

SEED = 20261133
FEW = 5
GIVEN_AS_FEWER = "2026-08"
"""The month whose counts under 5 one area gives as "<5", and no RAG by ward."""
_WRITTEN = datetime(2026, 11, 1, tzinfo=UTC).replace(tzinfo=None)

CohortRow = tuple[str, str, str, int | str]


def iom_returns(wards: pd.DataFrame, examples: Examples) -> dict[str, bytes]:
    """A workbook of twelve months for each area with a made-up cohort, by the name of the file.

    `wards` has ward_code, ward_name, lad_code, lad_name, residents_2021_estimate and imd_2025_score_estimate
    of the wards in force.
    """
    names = dict(zip(wards.lad_code, wards.lad_name, strict=True))
    return {
        _file_name(names[code]): _of_area(wards, examples, code, names[code])
        for code in sorted(examples.cohorts)
    }


def _file_name(area: str) -> str:
    return f"illustrative_iom_{area.lower().replace(' ', '_')}_{MONTHS[0]}_to_{MONTHS[-1]}.xlsx"


def _of_area(wards: pd.DataFrame, examples: Examples, code: str, name: str) -> bytes:
    random = np.random.default_rng([SEED, *code.encode()])
    months = list(cohort.months(wards, examples, code, random))
    few = GIVEN_AS_FEWER if code == examples.given_as_fewer else ""
    if code in examples.whole_alone:
        months = [replace(month, places={}) for month in months]
    rows = [row for month in months for row in _cohort_rows(month, as_fewer=month.month == few)]
    counted = months if code == examples.broken_down else []
    broken_down = [(month.month, *row) for month in counted for row in parts(month, random)]
    return _workbook(f"{name} monthly IOM return", rows, broken_down)


def _cohort_rows(of: CohortMonth, *, as_fewer: bool) -> Iterator[CohortRow]:
    """The whole area and each place, all RAGs first; with `as_fewer` no RAG of a place."""
    for place, counts in {template.WHOLE_AREA: of.whole, **of.places}.items():
        total = int(counts.sum())
        yield of.month, place, template.ALL_RAGS, f"<{FEW}" if as_fewer and 0 < total < FEW else total
        if not as_fewer or place == template.WHOLE_AREA:
            for rag, count in zip(RAGS, counts, strict=True):
                yield of.month, place, rag.value.capitalize(), int(count)


def _workbook(title: str, rows: list[CohortRow], broken_down: list[tuple[str, *PartRow]]) -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": _WRITTEN, "comments": "Illustrative: invented"})
        as_month = book.add_format({"num_format": "mmmm yyyy"})
        for name, heads, lines in (
            ("Cohort", template.COHORT, rows),
            ("Breakdowns", template.PARTS, broken_down),
        ):
            sheet = book.add_worksheet(name)
            sheet.write_string(0, 0, title)
            sheet.write_row(2, 0, list(heads))
            for number, (month, *words) in enumerate(lines, 3):
                sheet.write_datetime(number, 0, date.fromisoformat(f"{month}-01"), as_month)
                sheet.write_row(number, 1, words)
    return content.getvalue()
