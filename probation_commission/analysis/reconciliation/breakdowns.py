"""The parts of a cohort held against the whole: its breakdowns, and arrests."""

from collections.abc import Iterable, Iterator

from probation_commission.analysis.reconciliation.tallies import (
    Tallies,
    Tally,
    added,
    at_most,
    can_hold,
    equal,
    tally,
)
from probation_commission.domain.iom import CATEGORIES, Breakdown, Measure
from probation_commission.domain.returns import Check, Figure, Verdict


def breakdowns(of: Tallies) -> Iterator[Check]:
    """Each one-way breakdown of the whole area against the cohort; by ward, where only that is given."""
    for breakdown in CATEGORIES:
        every = of.parts(Measure.COHORT, breakdown)
        whole = [figure for figure in every if figure.place is None and figure.rag is None]
        if parts := whole or [figure for figure in every if figure.place and figure.rag is None]:
            yield _breakdown(breakdown, tally(parts), of.whole() or tally(of.rows()))


def _breakdown(breakdown: Breakdown, parts: Tally, cohort: Tally) -> Check:
    name = f"{breakdown.label[0].upper()}{breakdown.label[1:]}"
    said = f"{name}: {_by_category(parts.figures)}"
    cells, code = (*parts.cells, *cohort.cells), f"breakdown:{breakdown}"
    if not cohort:
        return Check(Verdict.UNCHECKED, f"{said}: no total of the cohort is given", cells, code=code)
    verdict = equal(parts, cohort)
    if verdict is Verdict.HOLDS:
        return Check(verdict, f"{said} and {cohort} in the cohort", cells, code=code)
    alone = len({figure.category for figure in parts.figures}) == 1
    if alone and at_most(parts, cohort) is not Verdict.FAILS:
        sentence = f"{said} of {cohort} in the cohort: the other categories are not given"
        return Check(Verdict.UNCHECKED, sentence, cells, code=code)
    sentence = f"{said} against {cohort} in the cohort"
    if verdict is Verdict.UNCHECKED:
        sentence += can_hold(parts, cohort)
    return Check(verdict, sentence, cells, code=code)


def _by_category(figures: Iterable[Figure]) -> str:
    """Return `Male 50 + Female 11 = 61`."""
    counts: dict[str, list[Figure]] = {}
    for figure in figures:
        counts.setdefault(figure.category, []).append(figure)
    tallies = {category: tally(given) for category, given in counts.items()}
    sides = " + ".join(f"{category} {value}" for category, value in tallies.items())
    return f"{sides} = {added(tallies.values())}" if len(counts) > 1 else sides


def arrests_by_outcome(of: Tallies) -> Iterator[Check]:
    """A stated number of arrests against its outcomes. Where rows were counted, they agree by themselves."""
    stated = tally(figure for figure in of.whole_area(Measure.ARRESTS).figures if figure.as_written)
    outcomes = tally(f for f in of.parts(Measure.ARRESTS, Breakdown.OUTCOME) if f.as_written)
    cells, code = (*stated.cells, *outcomes.cells), "arrests by outcome"
    if stated and outcomes:
        verdict = equal(stated, outcomes)
        between = "and" if verdict is Verdict.HOLDS else "against"
        sentence = f"{stated} arrests {between} {outcomes} by outcome"
        if verdict is Verdict.UNCHECKED:
            sentence += can_hold(stated, outcomes)
        yield Check(verdict, sentence, cells, code=code)
    elif stated or outcomes:
        lacking = "no outcomes are given" if stated else "the number of arrests is not given"
        sentence = f"{stated or outcomes} arrests{'' if stated else ' by outcome'}: {lacking}"
        yield Check(Verdict.UNCHECKED, sentence, cells, code=code)
