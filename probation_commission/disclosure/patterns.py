"""How a table is shown: which cells are hidden, and what a reader knows of the others."""

from collections.abc import Iterator
from dataclasses import dataclass

from probation_commission.disclosure.audiences import Method, Rule
from probation_commission.disclosure.bands import band, bands
from probation_commission.disclosure.table import Cell, Role, Table

TOTALS = (Role.HEADLINE, Role.WHOLE)


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a table is shown: by a method, but for the cells (positions) in `hidden`."""

    method: Method
    hidden: frozenset[int]


def interval(cell: Cell, rule: Rule, method: Method) -> tuple[int, int | None]:
    """The smallest and largest count that a cell which is shown can be; both the same where it is exact."""
    if method is Method.BANDS and cell.role not in TOTALS:
        every = bands(rule.threshold)
        one = every[band(cell.value, every)]
        return one.low, one.high
    if method is Method.ROUNDING:
        return _rounded(cell.value, rule)
    return cell.value, cell.value


def _rounded(value: int, rule: Rule) -> tuple[int, int]:
    if value < rule.threshold:
        return 0, rule.threshold - 1
    nearest = rounded(value, rule.base)
    low = nearest - rule.base // 2
    high = nearest + (rule.base - 1) // 2
    return max(low, rule.threshold), max(high, rule.threshold)


def rounded(value: int, base: int) -> int:
    """The nearest multiple: always the same for the same count, so that months cannot be averaged."""
    return (value + base // 2) // base * base


def only_the_whole(table: Table, rule: Rule) -> Pattern:
    """What is shown when nothing could be worked out: the whole cohort, if it is not small."""
    hidden = {p for p in table.published if table.cells[p].role is not Role.WHOLE}
    method = Method.SUPPRESSION if rule.method is Method.BANDS else rule.method
    return Pattern(method, frozenset(hidden | set(small(table, rule, method))))


def small(table: Table, rule: Rule, method: Method) -> Iterator[int]:
    """The positions of the counts that are small; in bands only totals are counts."""
    roles = TOTALS if method is Method.BANDS else tuple(Role)
    for position in table.published:
        if table.cells[position].role in roles and is_small(table.cells[position], rule):
            yield position


def is_small(cell: Cell, rule: Rule) -> bool:
    """Whether the rule hides the count for its own sake."""
    return 1 <= cell.value < rule.threshold
