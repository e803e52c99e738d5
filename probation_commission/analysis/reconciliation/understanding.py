"""What was understood of a return, in a few lines, each with the cells it was read from."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from probation_commission.analysis.reconciliation.tallies import Tallies
from probation_commission.domain import iom
from probation_commission.domain.iom import Breakdown, Measure, Rag
from probation_commission.domain.marks import Mark
from probation_commission.domain.referrals import CATEGORIES, COUNT_LABELS, Level, ReferralStage
from probation_commission.domain.returns import Cell, Figure, Kind, Return
from probation_commission.domain.words import listed, plural

_REFERENCE = re.compile(r"([A-Z]+)(\d+)")


def understood(ret: Return) -> tuple[str, ...]:
    """The lines: what was read, how much of it and from where."""
    if ret.kind is Kind.SERVICE:
        return tuple(_service(ret))
    of = Tallies(ret.figures)
    return (*_cohort(of), *_tables(of), *_parts(of), *_sentences(of), *_arrests(of), *_comparisons(of))


def _service(ret: Return) -> Iterator[str]:
    for measure, part in (("Referrals", ReferralStage), ("Outcomes", Level)):
        given = [figure for figure in ret.figures if figure.category in set(part)]
        if given:
            said = ", ".join(f"{COUNT_LABELS[figure.category]} {figure}" for figure in given)
            yield f"{measure}: {said}, read from {span(figure.cell for figure in given)}"
    lacking = [name.label for name in CATEGORIES if name not in {figure.category for figure in ret.figures}]
    if lacking:
        yield f"Not given, which is not zero: {', '.join(lacking)}"


def _cohort(of: Tallies) -> Iterator[str]:
    total = of.cohort()
    rags = [figure for rag in Rag for figure in of.cohort(rag).figures]
    if total:
        yield f"Cohort {total}, read from {span(total.cells)}"
    if rags:
        yield f"Cohort by RAG: {len(rags)} figures, read from {span(f.cell for f in rags)}"


def _tables(of: Tallies) -> Iterator[str]:
    for rag in (None, *Rag):
        if rows := of.table(rag):
            which = f", {rag}" if rag else ""
            yield f"Wards{which}: {plural(len(rows), 'row')}, read from {span(f.cell for f in rows)}"


def _parts(of: Tallies) -> Iterator[str]:
    for breakdown in iom.CATEGORIES:
        if given := of.parts(Measure.COHORT, breakdown):
            name = f"{breakdown.label[0].upper()}{breakdown.label[1:]}"
            yield f"{name}: {len(given)} figures, read from {span(f.cell for f in given)}"
    for measure in (Measure.JOINERS, Measure.LEAVERS, Measure.GPS_TAGS):
        if total := of.whole_area(measure):
            name = f"{measure.label[0].upper()}{measure.label[1:]}"
            yield f"{name} {total}, read from {span(total.cells)}"
    yield from _marked(of)


def _marked(of: Tallies) -> Iterator[str]:
    """What is given otherwise than as a number, and numbers with a mark: a line for each (decision 113)."""
    marked: dict[str, list[Figure]] = {}
    for figure in of.figures:
        if figure.value is None or figure.mark is not Mark.NONE:
            words = str(figure) if figure.value is None else figure.mark.label
            marked.setdefault(words, []).append(figure)
    for words, figures in marked.items():
        counted = "" if figures[0].value is not None else ", not counted"
        cells = span(figure.cell for figure in figures)
        said = f"{words[:1].upper()}{words[1:]}"
        yield f"{said}: {plural(len(figures), 'figure')}{counted}, read from {cells}"


def _sentences(of: Tallies) -> Iterator[str]:
    if said := of.parts(Measure.COHORT, Breakdown.STATED):
        yield f"Text: {len(said)} statements, read from {span(f.cell for f in said)}"
    if tags := of.parts(Measure.GPS_TAGS, Breakdown.TAG):
        yield f"GPS tags: {len(tags)} kinds, read from {span(f.cell for f in tags)}"


def _arrests(of: Tallies) -> Iterator[str]:
    for figure in of.figures:
        if figure.measure == Measure.ARRESTS and not figure.breakdown:
            number, where = str(figure), figure.cell
            stated = f"{number}, read from {where}"
            yield f"Arrests: {stated if figure.as_written else f'{number} rows counted, none kept ({where})'}"
    for part in (Breakdown.OUTCOME, Breakdown.OFFENCE):
        if counted := [figure for figure in of.parts(Measure.ARRESTS, part) if figure.as_written]:
            name, cells = part.label, span(f.cell for f in counted)
            yield f"Arrests by {name}: {len(counted)} figures, read from {cells}"
    if said := of.parts(Measure.ARRESTS, Breakdown.STATED):
        yield f"Arrests, text: {len(said)} statements, read from {span(f.cell for f in said)}"


def _comparisons(of: Tallies) -> Iterator[str]:
    figures = [figure for figure in of.figures if figure.comparator]
    for period, group in groupby(sorted(figures, key=_period), key=_period):
        members = list(group)
        areas = len({figure.comparator for figure in members})
        measures = len({figure.measure for figure in members})
        where = span(figure.cell for figure in members)
        yield f"Borough comparison {period}: {areas} areas, {measures} measures, read from {where}".replace(
            "  ", " "
        )


def _period(figure: Figure) -> str:
    return figure.period


def span(cells: Iterable[Cell]) -> str:
    """The smallest stretch that holds all cells, as `Wards!B2:B21`; several sheets joined by "and"."""
    by_sheet: dict[str, list[tuple[int, int, str]]] = {}
    for cell in cells:
        for letters, row in _REFERENCE.findall(cell.ref):
            by_sheet.setdefault(cell.sheet, []).append((len(letters), int(row), letters))
    return listed(Cell(sheet, _stretch(corners)) for sheet, corners in by_sheet.items())


def _stretch(corners: list[tuple[int, int, str]]) -> str:
    columns = sorted((width, letters) for width, _, letters in corners)
    rows = [row for _, row, _ in corners]
    first, last = f"{columns[0][1]}{min(rows)}", f"{columns[-1][1]}{max(rows)}"
    return first if first == last else f"{first}:{last}"
