"""Figures said in sentences: in the community, of no fixed abode, outside; GPS tags; drug treatment."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from probation_commission.domain.iom import Breakdown, Measure, Rag, Statement
from probation_commission.domain.returns import Cell, Figure
from probation_commission.intake.cells import numbers
from probation_commission.intake.files import Sheet
from probation_commission.intake.findings import Findings

# "23", "two (2)". Everything between is bounded, or a long cell would take quadratic time.
NUMBER = r"(\w{1,20}(?: \(\d{1,6}\))?)"
_IS = r"(?:that |who )?(?:are |is )?(?:currently )?"
# As in "There are 23 RED IOM offenders in the community."
_COMMUNITY = re.compile(
    rf"\b{NUMBER} (red|amber|green|blue)\b[^.]{{0,60}}?\bin the community\b", re.IGNORECASE
)
# As in "two (2) that are of No Fixed Abode (NFA), nine (9) currently housed outside Haringey".
_SENTENCES = (
    (re.compile(rf"\b{NUMBER} {_IS}(?:of )?no fixed abode\b", re.IGNORECASE), Statement.NO_FIXED_ABODE),
    (re.compile(rf"\b{NUMBER} {_IS}(?:housed|living|placed) outside\b", re.IGNORECASE), Statement.OUTSIDE),
)
# A tag is counted twice: "There are 5 in the borough of Haringey of which 0 are an IOM offender."
_GPS = re.compile(
    rf"GPS ([\w &/\-]{{1,40}}?) Tags? ?:? ?There (?:are|is) {NUMBER}\b"
    rf".{{0,60}}?\bof which {NUMBER} (?:are|is) (?:an? )?IOM",
    re.IGNORECASE,
)
_DRUGS = re.compile(r"total number in drug treatment ?:? ?(.*)", re.IGNORECASE)


def read(sheets: Iterable[Sheet], findings: Findings) -> None:
    """The figures of all sentences, added to `findings`; what says no number is left alone."""
    for sheet in sheets:
        reader = _Reader(findings)
        for row, column, text in sheet.texts():
            reader.read(text, sheet.cell(row, column))
            if match := _DRUGS.fullmatch(text):
                reader.drug_treatment(match[1] or sheet.text(row, column + 1), sheet.cell(row, column))


@dataclass(slots=True)
class _Reader:
    findings: Findings
    rag: Rag | None = None
    """The RAG that the sentences speak of ("Of these, …")."""

    def read(self, text: str, cell: Cell) -> None:
        for match in _COMMUNITY.finditer(text):
            # "Of these" in the next cell are still the red ones.
            self.rag = Rag(match[2].lower())
            self._state(match[1], Statement.IN_COMMUNITY, cell)
        for pattern, category in _SENTENCES:
            for match in pattern.finditer(text):
                self._state(match[1], category, cell)
        for match in _GPS.finditer(text):
            self._tags(match, cell)

    def _state(self, written: str, category: str, cell: Cell) -> None:
        if (value := stated(written, cell, self.findings)) is not None:
            self.findings.figures.append(
                Figure(
                    Measure.COHORT,
                    value,
                    cell,
                    written,
                    rag=self.rag,
                    breakdown=Breakdown.STATED,
                    category=category,
                )
            )

    def _tags(self, match: re.Match[str], cell: Cell) -> None:
        for written, breakdown in ((match[2], Breakdown.TAG), (match[3], Breakdown.TAG_OF_NOMINAL)):
            if (value := stated(written, cell, self.findings)) is not None:
                self.findings.figures.append(
                    Figure(
                        Measure.GPS_TAGS,
                        value,
                        cell,
                        written,
                        breakdown=breakdown,
                        category=match[1].casefold(),
                        unit="tags",
                    )
                )

    def drug_treatment(self, written: str, cell: Cell) -> None:
        value = numbers.number_word(written)
        # "AWAITING DATA FROM BRUCE GROVE": not given, and "Bruce Grove" is an office here, no ward.
        if value is None:
            self.findings.notes.append(f"In drug treatment: no figure was given ({cell}).")
        else:
            self.findings.figures.append(Figure(Measure.DRUG_TREATMENT, value, cell, written))


def stated(written: str, cell: Cell, findings: Findings) -> int | None:
    """The number said as "23", "two" or "two (2)"; None if it is none or its two halves disagree."""
    word, _, digits = written.partition(" (")
    in_words, in_digits = numbers.number_word(word), numbers.number_word(digits.rstrip(")"))
    if in_words is not None and in_digits is not None and in_words != in_digits:
        findings.problem(
            "totals disagree",
            f"a number is said as {in_words} and as {in_digits}. Correct one of them.",
            cell,
        )
        return None
    return in_words if in_digits is None else in_digits
