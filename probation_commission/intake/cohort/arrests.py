"""Arrests of the month, counted. A row of this sheet describes one person, so none is ever kept (decision 2).

Margins are kept: how many rows, how many by outcome and by place of arrest, how many offences by offence.
A row with two outcomes counts once, as "more than one outcome", and each of the two as a "part outcome":
so outcomes always add up to rows.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from probation_commission.domain.iom import Breakdown, Measure, Outcome, Statement
from probation_commission.domain.returns import Cell, Figure
from probation_commission.intake.cohort.statements import NUMBER, stated
from probation_commission.intake.files import Sheet
from probation_commission.intake.findings import Findings

OTHER = "other (words not kept)"
# "RUI for Burglary x6", "Charged and Detained for Court for the other offences": the rest tells nothing.
_OUTCOMES = (
    (re.compile(r"charged and (?:detained|remanded)\b.*", re.IGNORECASE), Outcome.CHARGED),
    (re.compile(r"(?:rui|released under investigation)\b.*", re.IGNORECASE), Outcome.RELEASED),
    (re.compile(r"(?:returned|recalled) to prison\b.*", re.IGNORECASE), Outcome.RETURNED),
)
# "Burglary - Non Dwelling x6" are six offences.
_TIMES = re.compile(r"(.*?)\s*[x\u00d7]\s?(\d{1,3})", re.IGNORECASE)
# What may be kept of a cell in words: "Assault - ABH". What is longer is a story (decision 1).
_CATEGORY = re.compile(r"[^\W\d_][\w &'()/,.\-]{1,58}")
# "12 Acacia Road", "N17 6XY": an address; "Haringey N8" is none.
_ADDRESS = re.compile(r"\d+[a-z]?,? \w|[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b", re.IGNORECASE)
# "A total of 10 nominal's were arrested in May 2023. Of those arrested, 4 were charged and remanded …".
_NOTE = (
    (
        re.compile(rf"\btotal of {NUMBER} nominal\S* (?:were|was) arrested\b", re.IGNORECASE),
        Statement.ARRESTED,
    ),
    (re.compile(rf"\b{NUMBER} (?:were|was) charged and remanded\b", re.IGNORECASE), Statement.REMANDED),
    (re.compile(rf"\b{NUMBER} (?:were|was) recalled\b", re.IGNORECASE), Statement.RECALLED),
    (re.compile(rf"\brepeat offenders ?: ?{NUMBER}", re.IGNORECASE), Statement.REPEAT),
)


@dataclass(frozen=True, slots=True)
class _Table:
    sheet: Sheet
    heading: int
    columns: dict[str, int]

    def rows(self) -> list[int]:
        """The rows of arrests; a row that fills its first cell only is a note."""
        below = range(self.heading + 1, len(self.sheet.rows))
        return [row for row in below if not self.sheet.is_blank(row, first=1)]

    def cells(self, what: str) -> Cell:
        """The stretch of a column that the rows take up."""
        rows = self.rows() or [self.heading]
        return self.sheet.cells(rows[0], rows[-1], self.columns[what])

    def lines(self, what: str) -> Iterator[list[str]]:
        """The lines of each row's cell in a column."""
        for row in self.rows():
            value = self.sheet.at(row, self.columns[what])
            yield [" ".join(line.split()) for line in str(value).splitlines() if line.strip()]


def read(sheets: Iterable[Sheet], findings: Findings) -> None:
    """The arrests, counted into `findings`, where a sheet has them."""
    for sheet in sheets:
        if table := _table(sheet):
            _count(table, findings)
            _read_notes(table, findings)


def _table(sheet: Sheet) -> _Table | None:
    for row in range(min(len(sheet.rows), 20)):
        columns = {
            name: column
            for column in range(len(sheet.rows[row]))
            if (name := _heading(sheet.text(row, column).casefold()))
        }
        if {Breakdown.OUTCOME, Breakdown.OFFENCE} <= columns.keys():
            return _Table(sheet, row, columns)
    return None


def _heading(text: str) -> str | None:
    # "Where they were arrested?"; the column "Where was the offence location?" is not kept.
    if "arrested" in text:
        return Breakdown.PLACE_OF_ARREST
    return next((name for name in (Breakdown.OFFENCE, Breakdown.OUTCOME) if text.rstrip("s?:") == name), None)


def _count(table: _Table, findings: Findings) -> None:
    rows = table.rows()
    cell = table.cells(Breakdown.OUTCOME)
    findings.figures.append(Figure(Measure.ARRESTS, len(rows), cell, "", unit="arrests"))
    _keep(_outcomes(table), Breakdown.OUTCOME, cell, findings)
    # "RUI for Burglary x6" and "Charged …" in one cell: one row, two parts.
    _keep(Counter(kind for row in _several(table) for kind in row), Breakdown.PART_OUTCOME, cell, findings)
    _keep(_offences(table), Breakdown.OFFENCE, table.cells(Breakdown.OFFENCE), findings, unit="offences")
    if Breakdown.PLACE_OF_ARREST in table.columns:
        places = Counter(_place(" ".join(lines)) for lines in table.lines(Breakdown.PLACE_OF_ARREST))
        _keep(places, Breakdown.PLACE_OF_ARREST, table.cells(Breakdown.PLACE_OF_ARREST), findings)
    findings.notes.append(
        f"Arrests: {len(rows)} rows were counted by outcome, offence and place of arrest ({cell}). "
        "Each row describes one person, so the rows themselves are not kept."
    )


def _keep(
    counts: Counter[str], breakdown: str, cell: Cell, findings: Findings, unit: str = "arrests"
) -> None:
    findings.figures += [
        Figure(Measure.ARRESTS, number, cell, "", breakdown=breakdown, category=category, unit=unit)
        for category, number in sorted(counts.items())
    ]


def _outcomes(table: _Table) -> Counter[str]:
    return Counter(
        Outcome.SEVERAL if len(lines) > 1 else outcome_in(lines[0]) if lines else OTHER
        for lines in table.lines(Breakdown.OUTCOME)
    )


def _several(table: _Table) -> Iterator[set[str]]:
    return (
        {outcome_in(line) for line in lines} for lines in table.lines(Breakdown.OUTCOME) if len(lines) > 1
    )


def outcome_in(line: str) -> str:
    """The outcome that the words name, or the words themselves where they are a category's."""
    return next((outcome for pattern, outcome in _OUTCOMES if pattern.fullmatch(line)), category_in(line))


def _offences(table: _Table) -> Counter[str]:
    counts: Counter[str] = Counter()
    for lines in table.lines(Breakdown.OFFENCE):
        for line in lines:
            match = _TIMES.fullmatch(line)
            counts[category_in(match[1] if match else line)] += int(match[2]) if match else 1
    return counts


def category_in(text: str) -> str:
    """The words of a category, with one kind of dash; longer or odder text is not kept."""
    plain = re.sub(r"\s*[\u2010-\u2015]\s*|\s+-\s*|\s*-\s+", " - ", text)
    return plain if _CATEGORY.fullmatch(plain) else OTHER


def _place(text: str) -> str:
    return OTHER if _ADDRESS.search(text) else category_in(text)


def _read_notes(table: _Table, findings: Findings) -> None:
    rows = set(table.rows())
    for row, column, text in table.sheet.texts():
        if row <= table.heading or row in rows:
            continue
        cell = table.sheet.cell(row, column)
        matches = [(match, category) for pattern, category in _NOTE if (match := pattern.search(text))]
        if not matches:
            findings.notes.append(f"{cell}: a note under the arrests, not counted.")
        for match, category in matches:
            # What the note says is kept as said, and held against the rows later.
            if (value := stated(match[1], cell, findings)) is not None:
                findings.figures.append(
                    Figure(
                        Measure.ARRESTS, value, cell, match[1], breakdown=Breakdown.STATED, category=category
                    )
                )
