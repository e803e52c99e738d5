"""What a return says in sentences, held against its own tables."""

from collections.abc import Iterator

from probation_commission.analysis.reconciliation.tallies import (
    OUTSIDE,
    Tallies,
    Tally,
    at_most,
    can_hold,
    equal,
    of_kind,
    tally,
)
from probation_commission.domain.iom import STATED_LABELS, Breakdown, Measure, Outcome, Statement
from probation_commission.domain.places import PlaceKind
from probation_commission.domain.returns import Check, Figure, Verdict

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def statements(of: Tallies) -> Iterator[Check]:
    """Who is in the community, of no fixed abode or outside: the text against the tables."""
    for figure in of.parts(Measure.COHORT, Breakdown.STATED):
        rows = of.table(figure.rag) if figure.rag else of.rows()
        if figure.category == Statement.IN_COMMUNITY:
            yield from _in_community(figure, tally(rows), of.cohort(figure.rag))
        elif figure.category == Statement.NO_FIXED_ABODE:
            nfa = of_kind(rows, PlaceKind.NO_FIXED_ABODE)
            yield _no_fixed_abode(figure, nfa if rows else None)
        elif figure.category == Statement.OUTSIDE:
            yield _outside(figure, of_kind(rows, *OUTSIDE) if rows else None)


def _code(figure: Figure, which: str = "") -> str:
    """Which statement it is, whatever its value."""
    parts = (figure.measure, figure.breakdown, figure.category, figure.rag or "", which)
    return ":".join(filter(None, parts))


def _rag(figure: Figure) -> str:
    return f"{figure.rag} " if figure.rag else ""


def _in_community(figure: Figure, table: Tally, cohort: Tally) -> Iterator[Check]:
    """The ward table should list them all; of the cohort they are a part, the others are elsewhere."""
    said = f"“{tally([figure])} {_rag(figure)}in the community” in the text"
    sides = (
        ("table", table, "in the ward table", _held),
        ("cohort", cohort, f"{_rag(figure)}in the cohort", _part_of),
    )
    for which, side, words, against in sides:
        if side:
            between, verdict, can = against(tally([figure]), side)
            sentence, cells = f"{said} {between} {side} {words}{can}", (figure.cell, *side.cells)
        else:
            verdict, sentence, cells = (
                Verdict.UNCHECKED,
                f"{said}: no figure is given {words}",
                (figure.cell,),
            )
        yield Check(verdict, sentence, cells, code=_code(figure, which))


def _no_fixed_abode(figure: Figure, table: Tally | None) -> Check:
    said = f"{tally([figure])} {_rag(figure)}NFA in the text"
    if table is None:
        sentence = f"{said}: no {_rag(figure)}table by ward is given"
        return Check(Verdict.UNCHECKED, sentence, (figure.cell,), code=_code(figure))
    between, verdict, can = _held(tally([figure]), table)
    sentence = f"{said} {between} {table} in the table{can}"
    return Check(verdict, sentence, (figure.cell, *table.cells), code=_code(figure))


def _outside(figure: Figure, table: Tally | None) -> Check:
    said = f"“{_in_words(tally([figure])).capitalize()} {_rag(figure)}housed outside” in the text"
    if table is None:
        sentence = f"{said}: no {_rag(figure)}table by ward is given"
        return Check(Verdict.UNCHECKED, sentence, (figure.cell,), code=_code(figure))
    between, verdict, can = _held(tally([figure]), table)
    sentence = f"{said} {between} {_in_words(table)} in the table{can}"
    return Check(verdict, sentence, (figure.cell, *table.cells), code=_code(figure))


def arrests(of: Tallies) -> Iterator[Check]:
    """What the note says of arrests against the rows that were counted."""
    rows = tally(f for f in of.figures if f.measure == Measure.ARRESTS and not f.breakdown)
    charged = _outcome(of, Breakdown.OUTCOME, Outcome.CHARGED)
    part = _outcome(of, Breakdown.PART_OUTCOME, Outcome.CHARGED)
    returned = _outcome(of, Breakdown.OUTCOME, Outcome.RETURNED)
    for figure in of.parts(Measure.ARRESTS, Breakdown.STATED):
        said = f"{tally([figure])} {STATED_LABELS[figure.category]} in the text"
        if not rows or figure.category == Statement.REPEAT:
            why = "the rows name nobody, so this cannot be checked" if rows else "no rows are given"
            yield Check(Verdict.UNCHECKED, f"{said}: {why}", (figure.cell,), code=_code(figure))
        elif figure.category == Statement.ARRESTED:
            yield _against_rows(figure, rows, f"{rows} rows of arrests")
        elif figure.category == Statement.REMANDED:
            both = tally((*charged.figures, *part.figures))
            words = f"{both} in the rows ({charged} charged + {part} part charged)"
            yield _against_rows(figure, both, words)
        elif figure.category == Statement.RECALLED:
            yield _against_rows(figure, returned, f"{returned} returned to prison in the rows")


def _outcome(of: Tallies, breakdown: Breakdown, outcome: Outcome) -> Tally:
    return of.part(Measure.ARRESTS, breakdown, outcome)


def _against_rows(figure: Figure, rows: Tally, words: str) -> Check:
    between, verdict, can = _held(tally([figure]), rows)
    cells = tuple(dict.fromkeys((figure.cell, *rows.cells)))
    sentence = f"{tally([figure])} {STATED_LABELS[figure.category]} in the text {between} {words}{can}"
    return Check(verdict, sentence, cells, code=_code(figure))


def tags(of: Tallies) -> Iterator[Check]:
    """GPS tags: those of IOM nominals are a part of all."""
    for figure in of.parts(Measure.GPS_TAGS, Breakdown.TAG):
        nominals = of.part(Measure.GPS_TAGS, Breakdown.TAG_OF_NOMINAL, figure.category)
        said = f"GPS tags, {figure.category}: {tally([figure])}"
        if nominals:
            _, verdict, can = _part_of(nominals, tally([figure]))
            sentence = f"{said}, of them {nominals} of IOM nominals{can}"
        else:
            verdict, sentence = Verdict.UNCHECKED, f"{said}: how many are IOM nominals' is not given"
        yield Check(verdict, sentence, (figure.cell,), code=_code(figure))


def _held(one: Tally, other: Tally) -> tuple[str, Verdict, str]:
    """The word between two sides that should be equal, the verdict, and why it can't be checked."""
    return _between("and", equal(one, other), one, other)


def _part_of(one: Tally, other: Tally) -> tuple[str, Verdict, str]:
    """The same of a part and its whole."""
    return _between("of", at_most(one, other), one, other)


def _between(word: str, verdict: Verdict, *sides: Tally) -> tuple[str, Verdict, str]:
    can = can_hold(*sides) if verdict is Verdict.UNCHECKED else ""
    return word if verdict is Verdict.HOLDS else "against", verdict, can


def _in_words(number: Tally) -> str:
    return _WORDS[number.low] if number.exact and number.low < len(_WORDS) else str(number)
