"""What a return says held against other months of its area or service.

Worked out whenever it is read, from the returns that are in force then, and never stored: so the order of
loading does not matter, and no line speaks of a figure that was withdrawn or superseded (decision 98).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pandas as pd

from probation_commission.analysis.figures import known
from probation_commission.analysis.reconciliation.service import taken_on
from probation_commission.analysis.reconciliation.tallies import Tallies, added, can_hold, equal, tally
from probation_commission.domain.days import month_before
from probation_commission.domain.iom import Measure, Rag
from probation_commission.domain.marks import Mark
from probation_commission.domain.places import Place, PlaceKind
from probation_commission.domain.referrals import ReferralStage
from probation_commission.domain.returns import Cell, Check, Figure, Kind, Return, ReturnKey, Verdict
from probation_commission.domain.words import listed

MOVES, STARTS_SO_FAR = "joiners and leavers", "endings:starts so far"
TAKEN_ON = "accepted:received"
ACROSS = frozenset({MOVES, STARTS_SO_FAR, TAKEN_ON})
"""The codes of the lines that rest on other months too."""
_READ = (
    *("kind", "subject", "area_code", "month", "illustrative"),
    *(
        "measure",
        "value",
        "low",
        "high",
        "mark",
        "sheet",
        "cell",
        "as_written",
        "rag",
        "place_kind",
        "breakdown",
        "category",
    ),
)
_COUNTS = (ReferralStage.STARTED, ReferralStage.COMPLETED, ReferralStage.ENDED_EARLY)
_ENDS = _COUNTS[1:]


@dataclass(frozen=True, slots=True)
class MonthInForce:
    """The figures of one return in force, as far as other months are held against them."""

    figures: tuple[Figure, ...]
    illustrative: bool = False
    counts: Mapping[str, float] = field(init=False, repr=False)
    """Of a service: its counts by category."""

    def __post_init__(self) -> None:
        exact = ((figure.category, figure.value) for figure in self.figures)
        counts = {category: value for category, value in exact if value is not None}
        object.__setattr__(self, "counts", counts)


Subject = tuple[Kind, str, str]
"""Kind, slug of the service (empty for the area itself) and the area's code."""
MonthsInForce = Mapping[Subject, Mapping[date, MonthInForce]]


def in_force(figures: pd.DataFrame) -> MonthsInForce:
    """The months by what they are about; `figures` as `store.returns.counted_across` gives them."""
    rows: dict[ReturnKey, list[Figure]] = defaultdict(list)
    made_up: dict[ReturnKey, bool] = {}
    for row in records(figures, _READ):
        key = (Kind(row["kind"]), row["subject"], row["area_code"], row["month"])
        rows[key].append(_figure(row))
        made_up[key] = bool(row["illustrative"])
    months: dict[Subject, dict[date, MonthInForce]] = defaultdict(dict)
    for key, counted in rows.items():
        months[key[:3]][key[3]] = MonthInForce(tuple(counted), made_up[key])
    return months


def records(frame: pd.DataFrame, names: Sequence[str]) -> list[dict[str, Any]]:
    """The columns of these names, a dictionary a row; sooner than pandas does it."""
    columns = [frame[name].tolist() for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _figure(row: Mapping[str, Any]) -> Figure:
    """A row as a figure; of its place only that there is one."""
    return Figure(
        row["measure"],
        known(row["value"]),
        Cell(row["sheet"], row["cell"]),
        row["as_written"],
        rag=Rag(row["rag"]) if isinstance(row["rag"], str) else None,
        place=Place("", PlaceKind(row["place_kind"])) if isinstance(row["place_kind"], str) else None,
        breakdown=row["breakdown"],
        category=row["category"],
        low=known(row["low"]),
        high=known(row["high"]),
        mark=Mark(row["mark"]),
    )


def with_returns(
    months: MonthsInForce, returns: Iterable[Return], *, illustrative: bool = False
) -> MonthsInForce:
    """The months with those of a file in the place of what they would supersede."""
    fresh: dict[Subject, dict[date, MonthInForce]] = defaultdict(dict)
    for ret in returns:
        fresh[ret.key[:3]][ret.month] = MonthInForce(ret.figures, illustrative)
    return {**months, **{subject: {**months.get(subject, {}), **mine} for subject, mine in fresh.items()}}


def across(months: MonthsInForce, key: ReturnKey) -> tuple[Check, ...]:
    """The lines of one return in force that rest on other months too.

    Only like is held against like: what is made up never counts as an earlier month of a real return.
    """
    kind, _, _, month = key
    every = months[key[:3]]
    this = every[month]
    like = {at: one for at, one in every.items() if one.illustrative == this.illustrative}
    if kind is Kind.IOM:
        return tuple(_moves(this, like.get(month_before(month))))
    return tuple(_of_service(like, month)) if kind is Kind.SERVICE else ()


def _of_service(every: Mapping[date, MonthInForce], month: date) -> Iterator[Check]:
    """What a service's return says against its earlier months; nothing of one that has no starts and ends."""
    if any(figure.category in {*_COUNTS, ReferralStage.RECEIVED} for figure in every[month].figures):
        yield _ended_so_far(every, month)
    if line := taken_on({at: one.figures for at, one in every.items()}, month):
        yield replace(line, code=TAKEN_ON)


def _moves(this: MonthInForce, before: MonthInForce | None) -> Iterator[Check]:
    """The month's cohort against last month's, plus joiners, minus leavers."""
    of = Tallies(this.figures)
    joiners, leavers = of.whole_area(Measure.JOINERS), of.whole_area(Measure.LEAVERS)
    if not (joiners or leavers):
        return
    now, last = of.whole(), Tallies(before.figures if before else ()).whole()
    cells = (*now.cells, *joiners.cells, *leavers.cells)
    needed = {
        "this month's total": now,
        "last month's total": last,
        "the joiners": joiners,
        "the leavers": leavers,
    }
    if lacking := [words for words, given in needed.items() if not given]:
        sentence = f"This month's cohort against last month's: {listed(lacking)} not given"
        yield Check(Verdict.UNCHECKED, sentence, cells, code=MOVES)
        return
    sides = f"{last} last month + {joiners} joiners \u2212 {leavers} leavers"
    # What comes off stands on the other side, where it is added: 61 + 4 = 60 + 5.
    verdict = equal(added((now, leavers)), added((last, joiners)))
    if verdict is Verdict.HOLDS:
        yield Check(verdict, f"Cohort {now} = {sides}", cells, code=MOVES)
        return
    if all(side.exact for side in needed.values()):
        sides += f" = {last.low + joiners.low - leavers.low}"
    can = can_hold(*needed.values()) if verdict is Verdict.UNCHECKED else ""
    yield Check(verdict, f"Cohort {now} against {sides}{can}", cells, code=MOVES)


def _ended_so_far(every: Mapping[date, MonthInForce], month: date) -> Check:
    """All endings against all starts since the first return; earlier starts are not known."""
    counts = {at: one.counts for at, one in every.items() if at <= month}
    since = min(counts)
    cells = tally(
        figure for name in _COUNTS for figure in every[month].figures if figure.category == name
    ).cells
    if not all(name in given for given in counts.values() for name in _COUNTS):
        sentence = "Completed + ended early against started so far: not every month gives all three"
        return Check(Verdict.UNCHECKED, sentence, cells, code=STARTS_SO_FAR)
    ended = sum(given[name] for given in counts.values() for name in _ENDS)
    started = sum(given[ReferralStage.STARTED] for given in counts.values())
    when = f"in {since:%B %Y}" if since == month else f"since {since:%B %Y}, the first return"
    sentence = f"Completed + ended early {ended:.0f}, started {started:.0f} {when}"
    if ended > started:
        note = f"{sentence}: some had started before"
        return Check(Verdict.NOTE, note, cells, code=STARTS_SO_FAR)
    return Check(Verdict.HOLDS, sentence, cells, code=STARTS_SO_FAR)
