"""A performance report counted: by contract, month received, step and whole working days.

What stands in the two personal columns is never looked at. Of a row numbers are held as long as the reading
lasts (which days, which contract), since of a referral's rows the one that knows the latest counts and waits
are counted to the file's last day; of a referral nothing is kept but what it adds to a count (decision 246).
"""

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from probation_commission.domain.ram import (
    CLOCKS,
    CONCLUDED,
    ENDED,
    HAPPENED,
    NO_REASON,
    OTHER_REASON,
    REASONS,
    RECEIVED,
    STEPS,
    End,
    LateReferrals,
    Reached,
    ReferralStep,
    RowFault,
)
from probation_commission.intake.ram.headings import CONTRACT, ID, NEEDED, NUMBERS, REASON, STATE
from probation_commission.intake.ram.moments import (
    BLANK,
    FIRST_DAY,
    IMPOSSIBLE,
    UNDECIDED,
    UNREADABLE,
    Days,
)
from probation_commission.intake.ram.working_days import WorkingDays

_REFERENCE = re.compile(r"[A-Z]{2,5}[_ -]?\d{3,6}")
MOST_ROWS = 50
"""Row numbers that are told of a fault."""
_MOST_OF_ONE = 1_000
"""Sessions or outcomes of one referral."""
_MOST_TEXTS = 50_000
_NONE, _UNLIKE = -1, -2
_UNKNOWN = -10
"""A reference that no contract here has; the next one that differs is one less."""
_SUPPLIED = {End.COMPLETED: "completed", End.CANCELLED: "cancelled", End.ENDED: "ended"}
_CODES = tuple(REASONS)
_ENDS, _REACHED = tuple(End), tuple(Reached)
_DAYS = 10_000
"""More working days than lie between any two that can be."""

ReportRows = Iterable[tuple[int, Sequence[Sequence[object]]]]
"""The number of the first row (from 0), and rows."""
_Numbers = NDArray[np.int32]


@dataclass(slots=True)
class ReceivedMonth:
    """What became of the referrals to one contract that were received in one month."""

    received: int = 0
    rows: tuple[int, int] = (0, 0)
    """The first and the last row in which they stand, as a spreadsheet numbers them."""
    steps: Counter[tuple[ReferralStep, Reached, int | None]] = field(default_factory=Counter)
    """How many are so far with a step, after how many whole working days; None where they can't be said."""
    ends: Counter[End] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    """Of those whose end was asked for, by code."""
    sessions_expected: int = 0
    sessions_attended: int = 0
    outcomes_aimed_at: int = 0
    outcomes_as_supplied: float = 0.0
    """Understated in the source where the whole equals its half points: never exact."""


@dataclass(slots=True)
class Report:
    """A report counted: its months by contract and first of the month, and what could not be counted."""

    months: dict[tuple[str, date], ReceivedMonth] = field(default_factory=dict)
    first_received: date | None = None
    latest: date | None = None
    """The last day on which anything happened by the file, until which is waited: never today."""
    rows: int = 0
    """Those that stand for a referral, each referral once."""
    repeated: int = 0
    """Rows of referrals that have another row, which knows of something later or of more, and counts."""
    not_counted: int = 0
    """Rows without a contract or a day received that can be read."""
    missed: int = 0
    """Of these such as may be of a contract that is known."""
    in_part: set[tuple[str, date]] = field(default_factory=set)
    """The months that may lack a row or a day of it, however they were exported (decision 265)."""
    is_month_first: bool = False
    """Its days are written as 12/31/2026, and were read so."""
    unknown: list[RowFault] = field(default_factory=list)
    """Of each reference that no contract here has, in which rows; the reference itself is not said."""
    faults: list[RowFault] = field(default_factory=list)
    late: LateReferrals = field(default_factory=LateReferrals)


def counted(heads: Sequence[str], rows: ReportRows, contracts: Iterable[str], today: date) -> Report:
    """The report under these headings, which are those needed in any order; `contracts` are those known.

    Raises `ValueError` where a column is not there.
    """
    counting = _Counting(heads, contracts, today)
    for first, chunk in rows:
        counting.take(first, chunk)
    return counting.done()


class _Contracts(dict[object, int]):
    """The place of each contract by how its reference is written, or what stands for none."""

    def __init__(self, known: Iterable[str]) -> None:
        super().__init__({"": _NONE})
        self.references = list(known)
        self._places = {_plain(reference): place for place, reference in enumerate(self.references)}
        self._unknown: dict[str, int] = {}

    def __missing__(self, cell: object) -> int:
        if len(self) > _MOST_TEXTS:
            self.clear()
        self[cell] = place = self._place(_plain(str(cell)))
        return place

    def _place(self, text: str) -> int:
        if text in self._places:
            return self._places[text]
        if not _REFERENCE.fullmatch(text.upper()):
            return _UNLIKE if text else _NONE
        return self._unknown.setdefault(text, _UNKNOWN - len(self._unknown))


def _plain(reference: str) -> str:
    """A reference as it is compared: "PRJ_1234", "prj-1234" and "PRJ 1234" are one."""
    return re.sub(r"[\s_-]+", " ", reference).strip().casefold()


class _Words(dict[object, int]):
    """The place of each word of a list, in any case; -1 for nothing, one past the last for any other."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__({"": -1, None: -1})
        self._places = {word.casefold(): place for place, word in enumerate(words)}

    def __missing__(self, cell: object) -> int:
        if len(self) > _MOST_TEXTS:
            self.clear()
        text = str(cell).strip().casefold()
        self[cell] = place = self._places.get(text, len(self._places)) if text else -1
        return place


class _Amounts(dict[object, float]):
    """The number that a cell holds: 0 for nothing, and none (NaN) where none can be."""

    def __missing__(self, cell: object) -> float:
        if len(self) > _MOST_TEXTS:
            self.clear()
        try:
            value = float(cell) if cell not in {"", None} else 0.0  # type: ignore[arg-type]
        except (TypeError, ValueError):
            value = -1.0
        self[cell] = value = value if 0 <= value <= _MOST_OF_ONE else float("nan")
        return value


class _Counting:
    """The numbers of the rows so far, a list of arrays for each column."""

    def __init__(self, heads: Sequence[str], contracts: Iterable[str], today: date) -> None:
        columns = [list(heads).index(name) for name in NEEDED]
        self._pick, self._width = itemgetter(*columns), max(columns) + 1
        self._days, self._contracts = Days(today), _Contracts(contracts)
        self._reasons, self._states = _Words(_CODES), _Words(tuple(_SUPPLIED.values()))
        self._amounts = _Amounts()
        self._parts: dict[str, list[NDArray[np.generic]]] = {name: [] for name in ("row", *NEEDED)}
        self._working = WorkingDays(FIRST_DAY, today)
        self._is_undecided = False
        self.report = Report()

    def take(self, first: int, rows: Sequence[Sequence[object]]) -> None:
        """More rows, of which the first has this number; what personal columns hold is not looked at."""
        if not rows:
            return
        if min(map(len, rows)) < self._width:
            rows = [[*row, *[""] * (self._width - len(row))] for row in rows]
        columns = self._pick(list(zip(*rows, strict=False)))
        cells: dict[str, tuple[object, ...]] = dict(zip(NEEDED, columns, strict=True))
        count, parts = len(rows), self._parts
        parts["row"].append(np.arange(first + 1, first + 1 + count, dtype=np.int32))
        # Python's hash of a text is of this process alone; the texts themselves are held nowhere.
        parts[ID].append(np.fromiter(map(hash, map(_identity, cells[ID])), np.int64, count))
        for name in HAPPENED:
            parts[name].append(np.array(self._days.of(cells[name]), np.int32))
        words = ((CONTRACT, self._contracts), (REASON, self._reasons), (STATE, self._states))
        for name, known in words:
            parts[name].append(np.fromiter(map(known.__getitem__, cells[name]), np.int32, count))
        for name in NUMBERS:
            amounts = map(self._amounts.__getitem__, cells[name])
            parts[name].append(np.fromiter(amounts, np.float32, count))

    def done(self) -> Report:
        """The report of all rows."""
        if not self._parts["row"]:
            return self.report
        table = {name: np.concatenate(parts) for name, parts in self._parts.items()}
        self._parts.clear()
        self._count(_Table(table))
        return self.report

    def _count(self, table: "_Table") -> None:
        table = self._each_once(self._settled(table.where(~_is_blank(table))))
        broken = np.zeros(len(table["row"]), bool)
        for name in HAPPENED:
            broken |= table[name] == UNREADABLE
            self._days_that_are_none(table, name)
        received, contract = table[RECEIVED], table[CONTRACT]
        self._fault("no day received", table["row"][received == BLANK])
        unlike = (contract == _NONE) | (contract == _UNLIKE)
        self._fault("no contract reference as PRJ_1234", table["row"][unlike & (received > 0)])
        for place in sorted(set(contract[(contract <= _UNKNOWN) & (received > 0)].tolist()), reverse=True):
            self.report.unknown.append(_fault("", table["row"][(contract == place) & (received > 0)]))
        self.report.not_counted = int((unlike | (received <= 0)).sum())
        missed = unlike | ((contract >= 0) & (received <= 0))
        self.report.missed = int(missed.sum())
        whole = table
        table = table.where((contract >= 0) & (received > 0))
        self.report.rows = len(table["row"])
        if self.report.rows:
            self._count_months(table)
            self._hold_in_part(whole, missed, broken)

    def _settled(self, table: "_Table") -> "_Table":
        """The rows with their days read as the file as a whole has them."""
        undecided = np.zeros(len(table["row"]), bool)
        columns = dict(table.columns)
        for name in HAPPENED:
            undecided |= table[name] <= UNDECIDED
            columns[name] = self._days.settled(table[name])
        first, last = self._days.is_day_first, self._days.is_month_first
        self.report.is_month_first = last and not first
        self._is_undecided = bool(undecided.any()) and first == last
        if self._is_undecided:
            words = (
                "days stand in the file day first and month first, and these can be either"
                if first
                else "these days were read day first, and no day in the file says whether they are"
            )
            self._fault(words, table["row"][undecided])
        return _Table(columns)

    def _hold_in_part(self, table: "_Table", missed: NDArray[np.bool_], broken: NDArray[np.bool_]) -> None:
        """Every month that a row that was not counted, or one with an unreadable day, may be of."""
        received, contract = table[RECEIVED], table[CONTRACT]
        everything = self._is_undecided or bool((missed & (received <= 0) & (contract < 0)).any())
        references = self._contracts.references
        of_contract = {references[place] for place in set(contract[missed & (contract >= 0)].tolist())}
        of_month = {
            date.fromordinal(day).replace(day=1) for day in set(received[missed & (received > 0)].tolist())
        }
        there = broken & (contract >= 0) & (received > 0)
        pairs = set(zip(contract[there].tolist(), received[there].tolist(), strict=True))
        of_both = {(references[place], date.fromordinal(day).replace(day=1)) for place, day in pairs}
        self.report.in_part = {
            (reference, month)
            for reference, month in self.report.months
            if everything or reference in of_contract or month in of_month or (reference, month) in of_both
        }

    def _each_once(self, table: "_Table") -> "_Table":
        """The row of each referral that knows of the latest thing, then of most, then the last one.

        One without an identity is a referral of its own.
        """
        ids = table[ID]
        latest, how_many = np.zeros(len(ids), np.int64), np.zeros(len(ids), np.int64)
        for name in HAPPENED:
            latest = np.maximum(latest, table[name])
            how_many += table[name] > 0
        order = np.lexsort((latest * (len(HAPPENED) + 1) + how_many, ids))
        last = np.append(ids[order][1:] != ids[order][:-1], values=True)[: len(ids)]
        keep = np.zeros(len(ids), bool)
        keep[order[last]] = True
        keep |= ids == hash("")
        self.report.repeated = int((~keep).sum())
        return table.where(keep)

    def _days_that_are_none(self, table: "_Table", name: str) -> None:
        days = table[name]
        # The day received that can't be read keeps its row out: told apart from one that is not given.
        self._fault(f"{name} is no day that can be read", table["row"][days == UNREADABLE])
        self._fault(f"{name} is ahead of today, or before 2010", table["row"][days == IMPOSSIBLE])
        if name != RECEIVED:
            days[days < 0] = BLANK

    def _fault(self, words: str, rows: NDArray[np.generic]) -> None:
        if len(rows):
            self.report.faults.append(_fault(words, rows))

    def _count_months(self, table: "_Table") -> None:
        received = table[RECEIVED]
        self.report.first_received = date.fromordinal(int(received.min()))
        latest = max(int(table[name].max()) for name in HAPPENED)
        self.report.latest = date.fromordinal(latest)
        # Days since 1970, which numpy knows the months of.
        months = (received - date(1970, 1, 1).toordinal()).astype("M8[D]").astype("M8[M]").astype(np.int64)
        keys, group = np.unique(table[CONTRACT].astype(np.int64) * 10_000 + months, return_inverse=True)
        found = [ReceivedMonth() for _ in keys]
        for key, month in zip(keys.tolist(), found, strict=True):
            place, since_1970 = divmod(key, 10_000)
            first = date(1970 + since_1970 // 12, since_1970 % 12 + 1, 1)
            self.report.months[self._contracts.references[place], first] = month
        _, first_row = np.unique(group, return_index=True)
        _, last_row = np.unique(group[::-1], return_index=True)
        for at, count in enumerate(np.bincount(group).tolist()):
            found[at].received = count
            last = len(group) - 1 - last_row[at]
            found[at].rows = int(table["row"][first_row[at]]), int(table["row"][last])
        self._count_steps(table, group, found, latest)
        self._count_ends(table, group, found)
        self._add_up(table, group, found)

    def _count_steps(self, table: "_Table", group: _Numbers, found: list[ReceivedMonth], latest: int) -> None:
        over = np.where(table[CONCLUDED] > 0, table[CONCLUDED], table[ENDED])
        late: list[_Numbers] = []
        for place, step in enumerate(STEPS):
            clock = CLOCKS[step]
            begins, ends = table[clock.begins], table[clock.ends]
            # Ended on a day before it could begin, it has waited no day.
            until = np.where(ends > 0, ends, np.where(over > 0, over, latest))
            timed = begins > 0
            reversed_days = timed & (ends > 0) & (ends < begins)
            self._fault(f"the {step} is before the day from which it is timed", table["row"][reversed_days])
            counts = timed & ~reversed_days
            days = np.full(len(begins), -1, np.int32)
            days[counts] = self._working.between(begins[counts], np.maximum(begins[counts], until[counts]))
            reached = np.select(
                [~timed, reversed_days, ends > 0, over > 0],
                [
                    _REACHED.index(Reached.UNKNOWN),
                    _REACHED.index(Reached.REVERSED),
                    _REACHED.index(Reached.REACHED),
                    _REACHED.index(Reached.LEFT),
                ],
                _REACHED.index(Reached.WAITING),
            )
            told = timed | (ends > 0)
            codes = (group[told] * len(_REACHED) + reached[told]) * _DAYS + days[told] + 1
            for code, count in _tallied(codes):
                rest, after = divmod(code, _DAYS)
                month, how_far = divmod(rest, len(_REACHED))
                found[month].steps[step, _REACHED[how_far], after - 1 if after else None] = count
            if clock.within is not None:
                waiting = reached == _REACHED.index(Reached.WAITING)
                is_late = (days > clock.within) & (waiting | (reached == _REACHED.index(Reached.REACHED)))
                places = np.full(int(is_late.sum()), place)
                late.append(np.stack([table["row"][is_late], places, days[is_late], waiting[is_late]]))
        self.report.late = _late(np.concatenate(late, axis=1))

    def _count_ends(self, table: "_Table", group: _Numbers, found: list[ReceivedMonth]) -> None:
        """How referrals stand, which no column says: worked out from their days."""
        # A reason without its day: it was asked for all the same.
        undated = (table[ENDED] <= 0) & (table[REASON] >= 0)
        self._fault("a reason for its end without the day on which it was asked for", table["row"][undated])
        asked, reported = (table[ENDED] > 0) | undated, table["date_eosr_submitted"] > 0
        end = np.select(
            [table[CONCLUDED] <= 0, ~asked, reported],
            [_ENDS.index(End.OPEN), _ENDS.index(End.COMPLETED), _ENDS.index(End.ENDED)],
            _ENDS.index(End.CANCELLED),
        )
        said = table[STATE]
        supplied = np.array([list(_SUPPLIED).index(one) if one in _SUPPLIED else -2 for one in _ENDS])
        self._fault(
            "its end state says otherwise than its days, which are counted",
            table["row"][(said >= 0) & (said != supplied[end])],
        )
        for month, place, count in _counts(group, end):
            found[month].ends[_ENDS[place]] = count
        reason = table[REASON][asked]
        unknown = reason == len(_CODES)
        self._fault("a reason for its end that is none of the thirteen", table["row"][asked][unknown])
        words = (NO_REASON, *_CODES, OTHER_REASON)
        for month, place, count in _counts(group[asked], reason + 1):
            found[month].reasons[words[place]] = count

    def _add_up(self, table: "_Table", group: _Numbers, found: list[ReceivedMonth]) -> None:
        sums = []
        for name in NUMBERS:
            amounts = table[name].astype(float)
            self._fault(f"{name} is no number that can be", table["row"][np.isnan(amounts)])
            sums.append(np.bincount(group, np.nan_to_num(amounts, nan=0.0), len(found)).tolist())
        for month, expected, attended, aimed_at, achieved in zip(found, *sums, strict=True):
            month.sessions_expected, month.sessions_attended = int(expected), int(attended)
            month.outcomes_aimed_at, month.outcomes_as_supplied = int(aimed_at), achieved


@dataclass(frozen=True, slots=True)
class _Table:
    """Arrays of one length by the name of their column."""

    columns: Mapping[str, NDArray[np.generic]]

    def __getitem__(self, name: str) -> NDArray:  # type: ignore[type-arg]
        return self.columns[name]

    def where(self, keep: NDArray[np.bool_]) -> "_Table":
        """The rows that are kept."""
        return _Table({name: column[keep] for name, column in self.columns.items()})


def _is_blank(table: _Table) -> NDArray[np.bool_]:
    """Whether nothing stands in a row that is read."""
    blank: NDArray[np.bool_] = (table[ID] == hash("")) & (table[CONTRACT] == _NONE) & (table[REASON] == -1)
    for name in HAPPENED:
        blank &= table[name] == BLANK
    return blank


def _identity(cell: object) -> object:
    """A cell as the identity of a referral: blanks are none."""
    return cell.strip() if isinstance(cell, str) else "" if cell is None else cell


def _tallied(codes: NDArray[np.generic]) -> Iterator[tuple[int, int]]:
    """How often each stands there."""
    found, counts = np.unique(codes, return_counts=True)
    return zip(found.tolist(), counts.tolist(), strict=True)


def _counts(group: _Numbers, place: NDArray[np.integer]) -> list[tuple[int, int, int]]:
    """How many there are of each place in each group."""
    codes = group.astype(np.int64) * 100 + place
    return [(*divmod(code, 100), count) for code, count in _tallied(codes)]


def _fault(words: str, rows: NDArray[np.generic]) -> RowFault:
    return RowFault(words, tuple(rows[:MOST_ROWS].tolist()), len(rows))


def _late(found: _Numbers) -> LateReferrals:
    rows, steps, days, waiting = found[:, np.lexsort((found[1], found[0]))]
    return LateReferrals(
        array("I", rows.astype(np.uint32).tobytes()),
        array("B", steps.astype(np.uint8).tobytes()),
        array("I", days.astype(np.uint32).tobytes()),
        array("B", waiting.astype(np.uint8).tobytes()),
    )
