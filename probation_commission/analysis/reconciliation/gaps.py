"""Sums that lean on a cell without an exact count cannot be checked, unless they are too much already."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from probation_commission.domain.returns import Cell, Check, Figure, Gap, Return, Verdict
from probation_commission.domain.words import plural

_IN_NO_ROW = "in no row"


def reopened(lines: Iterable[Check], ret: Return) -> Iterator[Check]:
    """The lines, those that do not add up for want of an exact count as not to be checked."""
    by_cell = {figure.cell: figure for figure in ret.figures}
    for line in lines:
        gaps = [gap for gap in ret.gaps if _leans_on(line, gap, by_cell)]
        if gaps and line.verdict is Verdict.FAILS and not _is_too_much(line, by_cell):
            yield replace(line, verdict=Verdict.UNCHECKED, sentence=f"{line.sentence}: {_said(gaps)}")
        elif gaps and line.verdict is Verdict.NOTE and line.sentence.endswith(_IN_NO_ROW):
            yield replace(line, sentence=f"{line.sentence}, or in rows without an exact count")
        else:
            yield line


def _leans_on(line: Check, gap: Gap, by_cell: Mapping[Cell, Figure]) -> bool:
    """Whether a line adds up figures of the same part as the gap's."""
    figures = [figure for cell in line.cells if (figure := by_cell.get(cell))]
    return any(
        figure.breakdown == gap.breakdown
        and (figure.rag is gap.rag if gap.place else True)
        and (figure.place is None) == (gap.place is None)
        for figure in figures
    )


def _is_too_much(line: Check, by_cell: Mapping[Cell, Figure]) -> bool:
    """Whether the rows alone exceed the whole, which no count in a gap could mend."""
    figures = [figure for cell in line.cells if (figure := by_cell.get(cell))]
    rows = sum(figure.value for figure in figures if figure.place or figure.breakdown)
    whole = sum(figure.value for figure in figures if not (figure.place or figure.breakdown))
    return rows > whole


def _said(gaps: list[Gap]) -> str:
    cells = ", ".join(str(gap.cell) for gap in gaps[:3]) + (", …" if len(gaps) > 3 else "")  # noqa: PLR2004
    return f"{plural(len(gaps), 'of its counts is', 'of its counts are')} not given exactly ({cells})"
