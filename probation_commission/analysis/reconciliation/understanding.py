"""What was understood of a return, in a few lines, each with the cells it was read from."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from probation_commission.analysis.reconciliation.tallies import Tallies
from probation_commission.domain import iom
from probation_commission.domain.days import in_full
from probation_commission.domain.iom import Breakdown, Measure, Rag
from probation_commission.domain.marks import Mark
from probation_commission.domain.ram import End, RamBreakdown, RamMeasure, Reached, ReferralStep, of_step
from probation_commission.domain.referrals import (
    CATEGORIES,
    COUNT_LABELS,
    DESIRED,
    Activity,
    EarlyReason,
    Level,
    Queue,
    ReferralStage,
    ServiceBreakdown,
    of_office,
)
from probation_commission.domain.returns import Cell, Figure, Kind, Return
from probation_commission.domain.trackers import KINDS as TRACKER_KINDS
from probation_commission.domain.words import listed, plural

_REFERENCE = re.compile(r"([A-Z]+)(\d+)")


def understood(ret: Return) -> tuple[str, ...]:
    """The lines: what was read, how much of it and from where."""
    if ret.kind is Kind.SERVICE:
        return tuple(_service(ret))
    if ret.kind is Kind.RAM:
        return tuple(_report(ret))
    if ret.kind in TRACKER_KINDS:
        return tuple(_tracker(ret))
    if ret.kind is Kind.NEEDS:
        return tuple(_needs(ret))
    of = Tallies(ret.figures)
    return (*_cohort(of), *_tables(of), *_parts(of), *_sentences(of), *_arrests(of), *_comparisons(of))


def _service(ret: Return) -> Iterator[str]:
    parts: tuple[tuple[str, Iterable[str]], ...] = (
        ("Referrals", (*ReferralStage, *Queue)),
        ("Reasons", EarlyReason),
        ("Outcomes", Level),
        ("Outcomes by what was desired", DESIRED),
        ("Activities", Activity),
    )
    for measure, part in parts:
        given = [figure for figure in ret.figures if figure.category in set(part)]
        if given:
            said = ", ".join(f"{COUNT_LABELS[figure.category]} {figure}" for figure in given)
            yield f"{measure}: {said}, read from {span(figure.cell for figure in given)}"
    by_office = [figure for figure in ret.figures if figure.breakdown == ServiceBreakdown.OFFICE]
    if by_office:
        offices = sorted({of_office(figure.category)[1] for figure in by_office})
        yield f"By office: {listed(offices)}, read from {span(figure.cell for figure in by_office)}"
    there = {figure.category for figure in ret.figures}
    lacking = [name.label for name in CATEGORIES if name not in there]
    # Of a service that has activities and no starts and ends none of the seven is missing.
    if lacking and (len(lacking) < len(CATEGORIES) or not there):
        yield f"Not given, which is not zero: {', '.join(lacking)}"


def _report(ret: Return) -> Iterator[str]:
    of = {(figure.measure, figure.breakdown, figure.category): figure for figure in ret.figures}
    received = of[RamMeasure.REFERRALS, "", ""]
    until = f", as of {in_full(ret.as_of)}" if ret.as_of else ""
    much = (
        "A part of the month: it was not exported whole, was not over, or may lack rows"
        if ret.partial
        else "The whole month"
    )
    yield f"{much}{until}"
    yield f"Referrals received {received}, in rows {received.cell}"
    ends = [of[key] for end in End if (key := (RamMeasure.REFERRALS, RamBreakdown.END, end)) in of]
    yield f"How they stand: {', '.join(f'{figure.category} {figure}' for figure in ends)}"
    for step in ReferralStep:
        reached: Counter[Reached] = Counter()
        for figure in ret.figures:
            if figure.measure == RamMeasure.STEPS and figure.breakdown == step:
                reached[of_step(figure.category)[0]] += round(figure.value or 0)
        if reached:
            said = ", ".join(f"{name} {reached[name]}" for name in Reached if reached[name])
            yield f"{step[0].upper()}{step[1:]}: {said}"


def _tracker(ret: Return) -> Iterator[str]:
    for measure, figures in groupby(ret.figures, key=lambda figure: figure.measure):
        given = list(figures)
        named = [figure for figure in given if figure.category]
        # How long each was wanted is told by days, of which there are too many to read.
        if ret.kind is Kind.WANTED_DAYS or not named:
            said = str(given[0])
        else:
            said = ", ".join(f"{figure.category} {figure}" for figure in named)
            said = f"{given[0]}: {said}" if not given[0].category else said
        name = f"{measure[0].upper()}{measure[1:]}"
        yield f"{name}: {said}, read from {span(figure.cell for figure in given)}"


def _needs(ret: Return) -> Iterator[str]:
    for (source, group), figures in groupby(ret.figures, key=lambda one: (one.comparator, one.breakdown)):
        given = list(figures)
        sample = next((one for one in given if not one.category), None)
        said = ", ".join(f"{one.category} {one}" for one in given if one.category)
        name = f"{source[0].upper()}{source[1:]}, {group or 'all'}"
        yield f"{name}: of {sample or 'a sample that is not given'}, {said}, read from " + span(
            one.cell for one in given
        )


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
