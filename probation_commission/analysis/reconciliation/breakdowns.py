"""The parts of a cohort held against the whole: its breakdowns, and arrests."""

from collections.abc import Iterable, Iterator

from probation_commission.analysis.reconciliation.tallies import Tallies, Tally, tally
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
    if parts.value == cohort.value:
        return Check(Verdict.HOLDS, f"{said} and {cohort.value} in the cohort", cells, code=code)
    alone = len({figure.category for figure in parts.figures}) == 1
    if alone and parts.value < cohort.value:
        sentence = f"{said} of {cohort.value} in the cohort: the other categories are not given"
        return Check(Verdict.UNCHECKED, sentence, cells, code=code)
    return Check(Verdict.FAILS, f"{said} against {cohort.value} in the cohort", cells, code=code)


def _by_category(figures: Iterable[Figure]) -> str:
    """Return `Male 50 + Female 11 = 61`."""
    counts: dict[str, int] = {}
    for figure in figures:
        counts[figure.category] = counts.get(figure.category, 0) + round(figure.value)
    sides = " + ".join(f"{category} {value}" for category, value in counts.items())
    return f"{sides} = {sum(counts.values())}" if len(counts) > 1 else sides


def arrests_by_outcome(of: Tallies) -> Iterator[Check]:
    """A stated number of arrests against its outcomes. Where rows were counted, they agree by themselves."""
    stated = tally(figure for figure in of.whole_area(Measure.ARRESTS).figures if figure.as_written)
    outcomes = tally(f for f in of.parts(Measure.ARRESTS, Breakdown.OUTCOME) if f.as_written)
    cells, code = (*stated.cells, *outcomes.cells), "arrests by outcome"
    if stated and outcomes:
        holds = stated.value == outcomes.value
        sentence = f"{stated.value} arrests {'and' if holds else 'against'} {outcomes.value} by outcome"
        yield Check(Verdict.HOLDS if holds else Verdict.FAILS, sentence, cells, code=code)
    elif stated or outcomes:
        lacking = "no outcomes are given" if stated else "the number of arrests is not given"
        sentence = f"{(stated or outcomes).value} arrests{'' if stated else ' by outcome'}: {lacking}"
        yield Check(Verdict.UNCHECKED, sentence, cells, code=code)
