"""Which counts of a table are hidden, decided by what is in it: first by tau-argus, then by our audit."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from probation_commission.disclosure.audiences import Method, Rule
from probation_commission.disclosure.audit import Audit, Target, Vector
from probation_commission.disclosure.patterns import (
    Pattern,
    interval,
    is_small,
    only_the_whole,
    small,
)
from probation_commission.disclosure.proposal import proposed
from probation_commission.disclosure.questions import Answer, By, Question
from probation_commission.disclosure.table import Cell, Role, Table

_REPAIRS = 60
_MUCH = 0.5


def decide(asked: Question) -> Answer:
    """Choose by what is in the month alone, so that every page and every day gives the same."""
    by_ward = pattern(asked.wards, asked.rule)
    if by_ward:
        return Answer(By.WARD, by_ward)
    if asked.localities and (by_locality := pattern(asked.localities, asked.rule)):
        return Answer(By.LOCALITY, by_locality)
    in_bands = pattern(asked.wards, replace(asked.rule, method=Method.BANDS))
    return Answer(By.WARD, in_bands or only_the_whole(asked.wards, asked.rule))


def pattern(table: Table, rule: Rule) -> Pattern | None:
    """The table by one method; None where suppression would hide more than half of the places."""
    method = rule.method
    hidden = set(table.forced)
    if method is not Method.ROUNDING:
        hidden |= _wholes(table) | set(small(table, rule, method))
    hidden -= _settled(table)
    if method is Method.SUPPRESSION:
        if _blanks_much(table, hidden):
            return None
        hidden |= proposed(table, rule.threshold) - _settled(table)
        if _blanks_much(table, hidden):
            return None
    safe = _repaired(table, hidden, rule, method)
    if method is Method.SUPPRESSION and _blanks_much(table, safe):
        return None
    return Pattern(method, frozenset(safe))


def _settled(table: Table) -> set[int]:
    """The noughts of a column whose total is nought: the totals say so, so they hide nothing."""
    certain = {whole for whole, _ in table.sums} if table.forced else set(range(len(table.cells)))
    columns = {
        cell.column
        for position, cell in enumerate(table.cells)
        if cell.value == 0 and position in certain
        if cell.role is Role.HEADLINE or (cell.role is Role.WHOLE and not table.forced)
    }
    return {
        position
        for position in table.published
        if (cell := table.cells[position]).value == 0 and (cell.column in columns or -1 in columns)
    }


def _wholly(table: Table) -> list[Target]:
    """Those who must not be known to be everyone of their row or column, unless the totals say it of all."""
    cells = table.cells
    everyone = {cell.value for cell in cells if cell.role is Role.WHOLE}
    of_all = {cell.column for cell in cells if cell.role is Role.HEADLINE and cell.value in everyone}
    return [
        Target(part, whole)
        for whole, part in table.wholly
        if cells[whole].role is not Role.PLACE or cells[part].column not in of_all
    ]


def _wholes(table: Table) -> set[int]:
    """All cells of a row or column whose people are all in one cell: its noughts would say so."""
    hidden: set[int] = set()
    for target in _wholly(table):
        whole, part = target.whole or 0, target.cell
        row = table.cells[whole].role is Role.PLACE
        hidden |= set(table.row(table.cells[part].row) if row else table.column(table.cells[part].column))
    return hidden


def _blanks_much(table: Table, hidden: Iterable[int]) -> bool:
    return len(set(hidden).intersection(table.mapped)) > _MUCH * len(table.mapped)


def _repaired(table: Table, hidden: set[int], rule: Rule, method: Method) -> set[int]:
    """The hidden cells, with more until nothing can be worked out; at last, whole kinds of cells."""
    hidden = set(hidden)
    for _ in range(_REPAIRS):
        pinned = _pinned(table, hidden, rule, method, told=method is Method.SUPPRESSION)
        if not pinned:
            return hidden
        more = {cheapest for one in pinned for cheapest in _cheapest(table, one, hidden, method)}
        if not more:
            break
        hidden |= more
    return _whole_kinds(table, rule, method)


def _whole_kinds(table: Table, rule: Rule, method: Method) -> set[int]:
    always = set(small(table, rule, method)) if method is not Method.ROUNDING else set()
    for kept in ((Role.HEADLINE, Role.WHOLE), (Role.WHOLE,), ()):
        kinds = {p for p in table.published if table.cells[p].role not in kept}
        hidden = always | (set(table.forced) | kinds) - _settled(table)
        if not _pinned(table, hidden, rule, method, told=False):
            return hidden
    return set(table.published)


def _pinned(table: Table, hidden: set[int], rule: Rule, method: Method, *, told: bool) -> list[Target]:
    """What can be worked out. `told`: by somebody who knows which of the hidden counts are small.

    Nobody is told, but what is hidden besides small counts depends on them, so they might be guessed. Not
    so in a row of which nothing is shown, nor where whole kinds of cells are hidden whatever they hold; and
    a count may be nought where a nought is hidden beside it.
    """
    low, high = _bounds(table, hidden, rule, method, told=told)
    return Audit(table, low, high).pinned(_targets(table, hidden, rule, low, high))


def _bounds(
    table: Table, hidden: set[int], rule: Rule, method: Method, *, told: bool
) -> tuple[Vector, Vector]:
    known = _guessed(table, hidden, rule) if told else {}
    pairs = [
        known.get(position, (0, None))
        if cell.role is Role.IMPLIED or position in hidden
        else interval(cell, rule, method)
        for position, cell in enumerate(table.cells)
    ]
    low, high = zip(*pairs, strict=True)
    return np.array(low, dtype=float), np.array([np.inf if end is None else end for end in high])


def _guessed(table: Table, hidden: set[int], rule: Rule) -> dict[int, tuple[int, int | None]]:
    """What may be guessed of hidden counts: which are small, and no nought where none is hidden nearby."""
    partly = {table.cells[position].row for position in table.published if position not in hidden}
    noughts = [cell for position in hidden if (cell := table.cells[position]).value == 0]
    rows = {cell.row for cell in noughts if cell.role is Role.INSIDE}
    columns = {cell.column for cell in noughts if cell.row >= 0}
    return {
        position: (
            0 if cell.column in columns or (cell.role is Role.INSIDE and cell.row in rows) else 1,
            most,
        )
        for position in hidden
        if (cell := table.cells[position]).row in partly and is_small(cell, rule)
        for most in [rule.threshold - 1]
    }


def _targets(table: Table, hidden: set[int], rule: Rule, low: Vector, high: Vector) -> list[Target]:
    cells = [
        Target(position)
        for position, cell in enumerate(table.cells)
        if (position in hidden)
        or (cell.role is Role.IMPLIED and is_small(cell, rule))
        or (cell.role is not Role.IMPLIED and low[position] < high[position])
    ]
    return [*cells, *_wholly(table)]


def _cheapest(table: Table, target: Target, hidden: set[int], method: Method) -> list[int]:
    """In the sums that the target is part of, the cells that are missed least; else all that are left."""
    about, kept = {target.cell, target.whole}, hidden | _settled(table)
    level = Role.HEADLINE if table.cells[target.cell].role is Role.HEADLINE else Role.INSIDE
    each = [
        min(shown, key=lambda p: _cost(table.cells[p], method))
        for together in ((whole, *parts) for whole, parts in table.sums)
        if not about.isdisjoint(together)
        if (shown := [p for p in together if p not in kept and table.cells[p].role >= level])
    ]
    least = min((table.cells[p].role for p in each), default=None)
    return [p for p in each if table.cells[p].role is least] or [p for p in table.published if p not in kept]


def _cost(cell: Cell, method: Method) -> tuple[int, bool, int]:
    """A nought is missed least beside exact counts; beside bands it is a fact that frees none of them."""
    nought_last = method is not Method.SUPPRESSION and cell.value == 0
    return int(cell.role), nought_last, cell.value
