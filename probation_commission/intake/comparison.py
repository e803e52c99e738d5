"""The comparison of boroughs: before, during and after IOM, each with its change on the last time."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from probation_commission.domain.iom import Breakdown, Measure
from probation_commission.domain.returns import Figure
from probation_commission.intake.files import Sheet
from probation_commission.intake.findings import Findings

_STAGES = ("before", "during", "after")
# "£1,775 (▲2.6%)", "1,583.1 (▼0.5%)", "1,120 (▼8 days)", "901 (0 days)".
_VALUE = re.compile(
    r"£?(?P<value>\d[\d,]{0,18}(?:\.\d{1,6})?)"
    r"(?: ?\((?P<sign>[▲▼+\u2212-]?) ?(?P<change>\d{1,6}(?:\.\d{1,4})?) ?(?P<unit>%|days?)\))?",
    re.ASCII,
)
# "2023 Q1", "May 2023", "2022/23".
_PERIOD = re.compile(r"\d{4} ?Q[1-4]|[A-Za-z]{3,9} \d{4}|\d{4}(?:[-/]\d{2,4})?")
_LONGEST_NAME = 40
# "After" by itself can stand on any sheet.
_FEWEST_STAGES = 2
UNITS = {
    Measure.OFFENCES_PER_YEAR: "offences",
    Measure.OFFENCES_PER_CASE: "offences",
    Measure.COST_PER_YEAR: "pounds",
    Measure.COST_PER_CASE: "pounds",
    Measure.COST_PER_OFFENCE: "pounds",
    Measure.DAYS_ON_IOM: "days",
}
"""The measures of a comparison, each with its unit."""
_MEASURES = {measure.label.casefold(): measure for measure in UNITS}


def read(sheets: Iterable[Sheet], findings: Findings) -> None:
    """The figures of every cell beside a stage and under a borough, added to `findings`."""
    for sheet in sheets:
        reader = _Reader(sheet, findings, _period(sheet))
        for row, column, text in sheet.texts():
            if text.casefold() in _STAGES and column > 0:
                reader.read_row(row, column, text.casefold())


def stands_in(sheets: Iterable[Sheet]) -> bool:
    """Whether any sheet holds a measure with two of its stages."""
    return any(_stages(sheet) >= _FEWEST_STAGES and _names_measure(sheet) for sheet in sheets)


def _stages(sheet: Sheet) -> int:
    return len({text.casefold() for _, column, text in sheet.texts() if column > 0} & {*_STAGES})


def _names_measure(sheet: Sheet) -> bool:
    return any(_measure(text) for _, _, text in sheet.texts())


def _measure(name: str) -> Measure | None:
    # "Est. Cost of Crime per Year", as Haringey has it.
    return _MEASURES.get(name.casefold().replace("est. ", "estimated "))


def _period(sheet: Sheet) -> str:
    """The period that the sheet says its cohort represents."""
    for row, column, text in sheet.texts():
        if text.casefold().startswith("period") and _PERIOD.fullmatch(sheet.text(row, column + 1)):
            return sheet.text(row, column + 1)
    return ""


@dataclass(slots=True)
class _Reader:
    sheet: Sheet
    findings: Findings
    period: str
    _headings: dict[int, int] = field(default_factory=dict)
    """For a column of stages: the row that names the boroughs."""
    _measures: dict[int, str] = field(default_factory=dict)
    """For a column of stages: the measure named last."""

    def read_row(self, row: int, column: int, stage: str) -> None:
        measure = self._measure(row, column)
        if measure is None:
            self.findings.notes.append(f"{self.sheet.cell(row, column)}: a measure not known here, not kept.")
            return
        for right in range(column + 1, len(self.sheet.rows[row])):
            written = str(self.sheet.at(row, right)).strip()
            comparator = self.sheet.text(self._headings[column], right)[:_LONGEST_NAME]
            if written and comparator:
                self._read_cell(written, self._figure(measure, row, right, stage, comparator))

    def _measure(self, row: int, column: int) -> Measure | None:
        """The measure of a row: named in it or above. A line of headings begins a new block."""
        # "Offences per Year | Before", then "" | "During" and "" | "After": a measure is named once.
        # A row above that is neither a stage nor blank names the boroughs of a new block.
        above = self.sheet.text(row - 1, column).casefold()
        if column not in self._headings or (above not in _STAGES and not self.sheet.is_blank(row - 1)):
            self._headings[column] = row - 1
            self._measures.pop(column, None)
        if name := self.sheet.text(row, column - 1):
            self._measures[column] = name
        return _measure(self._measures.get(column, ""))

    def _figure(self, measure: Measure, row: int, column: int, stage: str, comparator: str) -> Figure:
        return Figure(
            measure,
            0,
            self.sheet.cell(row, column),
            "",
            breakdown=Breakdown.STAGE,
            category=stage,
            unit=UNITS[measure],
            comparator=comparator,
            period=self.period,
        )

    def _read_cell(self, written: str, blank: Figure) -> None:
        match = _VALUE.fullmatch(written)
        if match is None:
            self.findings.problem(
                "not a comparison", "holds no figure such as “1,775 (▲2.6%)”. Write it like that.", blank.cell
            )
            return
        figure = replace(blank, value=float(match["value"].replace(",", "")), as_written=written)
        self.findings.figures.append(figure)
        if match["change"]:
            sign = -1 if match["sign"] in ("▼", "-", "\u2212") else 1
            unit = "percent" if match["unit"] == "%" else "days"
            # "(▼0.0%)" is no change: without `or` it would be kept as -0.0.
            change = sign * float(match["change"]) or 0.0
            self.findings.figures.append(replace(figure, value=change, breakdown=Breakdown.CHANGE, unit=unit))
