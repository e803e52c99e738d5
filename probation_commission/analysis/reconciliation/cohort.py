"""What adds up in a return and what does not: every sentence is worked out from its figures.

Nothing is mended here. Two sides that disagree are both named, with their cells, and left as they are.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from probation_commission.analysis.reconciliation.breakdowns import arrests_by_outcome, breakdowns
from probation_commission.analysis.reconciliation.places import BestFits, of_places
from probation_commission.analysis.reconciliation.sentences import arrests, statements, tags
from probation_commission.analysis.reconciliation.tallies import (
    Tallies,
    Tally,
    added,
    at_most,
    can_hold,
    equal,
    name,
    place_code,
    same_place,
    tally,
)
from probation_commission.analysis.reconciliation.understanding import understood
from probation_commission.domain.iom import Breakdown, Measure, Rag, Statement
from probation_commission.domain.returns import Check, Figure, Kind, Return, Verdict
from probation_commission.domain.words import listed

__all__ = ["BestFits", "checks", "distinct", "understood"]

_LONGEST_CODE = 180


def checks(ret: Return, best_fits: BestFits) -> tuple[Check, ...]:
    """Every sum of an area's return by itself, in the order of reading; those with other months: `across`.

    `best_fits`: for the code of an abolished ward, today's wards with the share of its postcodes in each.
    """
    if ret.kind is Kind.COMPARISON:
        sentence = "A comparison of boroughs holds nothing that could be added up"
        return (Check(Verdict.UNCHECKED, sentence, code="comparison"),)
    of = Tallies((*ret.figures, *ret.blanks))
    lines = (
        _cohort(of),
        _ward_table(of),
        of_places(ret, of, best_fits),
        _by_rag(of),
        _within_rows(of),
        statements(of),
        arrests(of),
        tags(of),
        breakdowns(of),
        arrests_by_outcome(of),
    )
    return tuple(chain.from_iterable(lines))


def distinct(lines: Iterable[Check]) -> tuple[Check, ...]:
    """The lines with codes that differ: the second with the same code becomes "code (2)".

    A line without one is known by its sentence without the numbers.
    """
    seen: Counter[str] = Counter()
    return tuple(_numbered(line, seen) for line in lines)


def _numbered(line: Check, seen: Counter[str]) -> Check:
    code = (line.code or re.sub(r"\d+", "#", line.sentence))[:_LONGEST_CODE]
    seen[code] += 1
    return replace(line, code=code if seen[code] == 1 else f"{code} ({seen[code]})")


def _cohort(of: Tallies) -> Iterator[Check]:
    """The total against the sum of its RAGs."""
    total = of.cohort()
    rags = {rag: of.cohort(rag) for rag in Rag if of.cohort(rag)}
    summed = added(rags.values())
    cells = (*total.cells, *summed.cells)
    sides = " + ".join(map(str, rags.values()))
    lacking = listed([rag.value for rag in Rag if rag not in rags])
    if total and not lacking:
        verdict = equal(total, summed)
        sentence = f"Cohort {total} against {sides} = {summed}"
        if verdict is Verdict.HOLDS:
            sentence = f"Cohort {total} = {sides}"
        yield Check(verdict, _said(verdict, sentence, total, summed), cells, code="cohort")
    elif total and at_most(summed, total) is Verdict.FAILS:
        sentence = f"Cohort {total} against {sides} = {summed}, without {lacking}"
        yield Check(Verdict.FAILS, sentence, cells, code="cohort")
    elif total:
        sentence = f"Cohort {total}: no figure is given for {lacking}"
        yield Check(Verdict.UNCHECKED, sentence, cells, code="cohort")
    elif rags:
        sentence = f"{sides} = {summed}: no total of the cohort is given"
        yield Check(Verdict.UNCHECKED, sentence, cells, code="cohort")


def _ward_table(of: Tallies) -> Iterator[Check]:
    """The table by ward against the total of the cohort."""
    table, total = tally(of.rows()), of.whole()
    if table and total:
        verdict = equal(table, total)
        sentence = _said(verdict, f"Ward table {table} of {total}", table, total)
        yield Check(verdict, sentence, (*table.cells, *total.cells), code="ward table")
    elif table:
        sentence = f"Ward table {table}: no total of the cohort is given to hold it against"
        yield Check(Verdict.UNCHECKED, sentence, table.cells, code="ward table")
    elif total:
        sentence = f"Cohort {total}: no table by ward is given"
        yield Check(Verdict.UNCHECKED, sentence, total.cells, code="ward table")


def _by_rag(of: Tallies) -> Iterator[Check]:
    """Each RAG of the ward table against the same RAG of the cohort.

    Where the text says that as many are in the community, the table lists these: 23 red of 30.
    """
    tables = {rag: table for rag in Rag if (table := tally(of.table(rag)))}
    for rag, table in tables.items():
        cohort = of.cohort(rag)
        cells = (*table.cells, *cohort.cells)
        if not cohort:
            sentence = f"{table} {rag} in the ward table: the cohort's {rag} is not given"
            yield Check(Verdict.UNCHECKED, sentence, cells, code=f"ward table:{rag}")
        elif _are_in_community(stated := _in_community(of, rag), table, cohort):
            sentence = (
                f"{table} {rag} in the ward table of {cohort} in the cohort: "
                "by the text, those in the community"
            )
            yield Check(Verdict.NOTE, sentence, (*cells, *stated.cells), code=f"ward table:{rag}")
        else:
            verdict = equal(table, cohort)
            between = "and" if verdict is Verdict.HOLDS else "against"
            sentence = f"{table} {rag} in the ward table {between} {cohort} in the cohort"
            yield Check(verdict, _said(verdict, sentence, table, cohort), cells, code=f"ward table:{rag}")
    lacking = [rag.value for rag in Rag if rag not in tables and of.cohort(rag)]
    if of.rows() and lacking:
        sentence = f"{listed(lacking).capitalize()}: not given by ward"
        yield Check(
            Verdict.UNCHECKED,
            sentence,
            tuple(c for rag in Rag if rag not in tables for c in of.cohort(rag).cells),
            code="ward table:RAGs not given",
        )


def _in_community(of: Tallies, rag: Rag) -> Tally:
    """How many of a RAG the text says are in the community."""
    return tally(
        figure
        for figure in of.parts(Measure.COHORT, Breakdown.STATED)
        if figure.rag == rag and figure.category == Statement.IN_COMMUNITY
    )


def _are_in_community(stated: Tally, table: Tally, cohort: Tally) -> bool:
    """Whether a table lists just those who are in the community by the text, and others are not."""
    agree = bool(stated) and equal(stated, table) is Verdict.HOLDS
    return agree and cohort.exact and table.low < cohort.low


def _within_rows(of: Tallies) -> Iterator[Check]:
    """In each place: its RAGs against its total."""
    totals = {same_place(f.place): f for f in of.table() if f.place}
    parts = _parts_by_place(of)
    checked = [(totals[key], parts[key]) for key in parts if key in totals]
    verdicts = [_adds_up(total, rags) for total, rags in checked]
    wrong = [row for row, verdict in zip(checked, verdicts, strict=True) if verdict is Verdict.FAILS]
    for total, rags in wrong:
        said = " + ".join(f"{tally([figure])} {figure.rag}" for figure in rags)
        where = name(total.place) if total.place else ""
        sentence = f"{where}: {said} of {tally([total])}"
        yield Check(Verdict.FAILS, sentence, (total.cell, *tally(rags).cells), code=_row(total))
    if checked and not wrong:
        verdict = Verdict.UNCHECKED if Verdict.UNCHECKED in verdicts else Verdict.HOLDS
        sentence = "In every row of the ward table the RAGs agree with the total"
        every = tally(figure for total, rags in checked for figure in (total, *rags))
        cells = tuple(total.cell for total, _ in checked)
        yield Check(verdict, _said(verdict, sentence, every), cells, code="rows")
    for key, rags in parts.items():
        if totals and key not in totals and rags[0].place:
            sentence = f"{name(rags[0].place)}: has a figure by RAG, and none for all together"
            yield Check(Verdict.FAILS, sentence, tally(rags).cells, code=_row(rags[0]))


def _row(figure: Figure) -> str:
    return f"row:{place_code(figure.place)}" if figure.place else "row"


def _parts_by_place(of: Tallies) -> dict[tuple[object, ...], list[Figure]]:
    parts: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in chain.from_iterable(of.table(rag) for rag in Rag):
        if figure.place:
            parts[same_place(figure.place)].append(figure)
    return parts


def _adds_up(total: Figure, rags: Sequence[Figure]) -> Verdict:
    """All four RAGs are the total; some are no more than it, which is all that can be said of them."""
    if len(rags) == len(Rag):
        return equal(tally(rags), tally([total]))
    return at_most(tally(rags), tally([total]))


def _said(verdict: Verdict, sentence: str, *sides: Tally) -> str:
    """The sentence, with why it can't be checked where it can't."""
    return f"{sentence}{can_hold(*sides)}" if verdict is Verdict.UNCHECKED else sentence
