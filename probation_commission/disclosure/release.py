"""An area's month as one audience may see it: the one door between the counts and everything drawn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from probation_commission.analysis import iom as analysis
from probation_commission.disclosure import engine
from probation_commission.disclosure.audiences import Audience, Method, Rule
from probation_commission.disclosure.bands import Band, band, bands
from probation_commission.disclosure.month import LOCALITY, Key, Month, by_place
from probation_commission.disclosure.patterns import Pattern, interval, rounded
from probation_commission.disclosure.questions import Answer, By, Question
from probation_commission.disclosure.released import HIDDEN, MISSING, Released, State
from probation_commission.disclosure.table import Cell, Role
from probation_commission.domain.iom import ALL, COUNTS
from probation_commission.domain.places import PlaceKind, WardSet

_NAMES = ["kind", "code", "place"]


@dataclass(frozen=True, slots=True)
class Seen:
    """Which month is seen, by whom, and by what rule."""

    month: date
    to: Audience
    rule: Rule


@dataclass(frozen=True)
class Release:
    """Everything that an audience is told of a month. What is drawn, written or said comes from here."""

    seen: Seen
    by: By
    method: Method
    because: str
    """Why it is not shown by ward with counts; empty where it is."""
    places: pd.DataFrame
    cells: Mapping[Key, Released]
    localities: Mapping[str, str] = field(default_factory=dict)
    """The locality of each ward, where the release is by locality."""

    @property
    def exact(self) -> bool:
        """Whether every count is as in the return."""
        return self.seen.to is Audience.RESTRICTED

    @property
    def bands(self) -> tuple[Band, ...]:
        """The bands of this audience's rule."""
        return bands(self.seen.rule.threshold)

    def total(self, column: str = ALL) -> Released:
        """The whole area: all nominals, or one RAG."""
        return self.cells.get((-1, column), MISSING)

    def wards(self, ward_set: WardSet) -> pd.DataFrame:
        """Every ward of the set: ward_code, ward, residents and a `Released` in each count's column.

        By locality, each ward has what its locality has, and `locality` names it.
        """
        kind = LOCALITY if self.by is By.LOCALITY else PlaceKind.WARD
        rows = {
            code: row
            for row, (k, code) in enumerate(zip(self.places.kind, self.places.code, strict=True))
            if k == kind
        }
        named = [
            (ward.code, ward.name, ward.residents, self.localities.get(ward.code, ""))
            for ward in ward_set.wards
        ]
        frame = pd.DataFrame(named, columns=["ward_code", "ward", "residents", "locality"])
        keys = frame.locality if self.by is By.LOCALITY else frame.ward_code
        for column in COUNTS:
            cells = [self.cells.get((rows.get(key, len(self.places)), column), MISSING) for key in keys]
            frame[column] = pd.Series(cells, dtype=object)
        return frame

    def beside(self) -> pd.DataFrame:
        """Those on no ward of the map: why, place and a `Released` in each count's column.

        The last row is those in no row; a RAG that the rows do not give is all there.
        """
        on_map = {PlaceKind.WARD, LOCALITY}
        rows = [
            (row, one) for row, one in enumerate(self.places.to_dict("records")) if one["kind"] not in on_map
        ]
        lines = [
            {"why": one["kind"], "place": one["place"], **{name: self._beside(row, name) for name in COUNTS}}
            for row, one in rows
        ]
        return pd.DataFrame(lines, columns=["why", "place", *COUNTS])

    def _beside(self, row: int, column: str) -> Released:
        in_rows = any(key[1] == column and key[0] >= 0 for key in self.cells)
        if row == len(self.places) - 1 and not in_rows:
            return self.total(column)
        return self.cells.get((row, column), MISSING)


def releases(
    figures: pd.DataFrame,
    months: Sequence[date],
    to: Audience,
    rule: Rule,
    localities: pd.DataFrame | None = None,
) -> dict[date, Release]:
    """The release of each month of one area for an audience.

    `figures` as `store.returns.figures` gives them; `localities` (ward_code, locality), where there are any.
    """
    asked = [_Asked(figures, Seen(month, to, rule), localities) for month in months]
    if rule.method is Method.EXACT:
        return {one.seen.month: _exact(one.by_ward, one.seen) for one in asked}
    found = engine.answers([one.question for one in asked])
    return {one.seen.month: one.released(answer) for one, answer in zip(asked, found, strict=True)}


class _Asked:
    """A month of figures on its way to being released."""

    def __init__(self, figures: pd.DataFrame, seen: Seen, localities: pd.DataFrame | None) -> None:
        self.seen, self._localities = seen, localities
        self.by_ward = by_place(figures, seen.month)
        self._by_locality = None if localities is None else _by_locality(figures, seen.month, localities)

    @property
    def question(self) -> Question:
        """What the engine is asked."""
        grouped = self._by_locality.table if self._by_locality else None
        return Question(self.by_ward.table, grouped, self.seen.rule)

    def released(self, answer: Answer) -> Release:
        """What may be shown."""
        if answer.by is By.LOCALITY and self._by_locality and self._localities is not None:
            names = zip(self._localities.ward_code, self._localities.locality, strict=True)
            return _released(self._by_locality, answer, self.seen, dict(names))
        return _released(self.by_ward, answer, self.seen, {})


def release_of(
    figures: pd.DataFrame, seen: Seen, localities: pd.DataFrame | None, decide: Callable[[Question], Answer]
) -> Release:
    """One month's release by an engine that is at hand, such as the worker's own in its tests."""
    asked = _Asked(figures, seen, localities)
    return asked.released(decide(asked.question))


def _by_locality(figures: pd.DataFrame, month: date, localities: pd.DataFrame) -> Month | None:
    """The month by locality, if every ward of the return is in one."""
    found = analysis.places(figures, month)
    wards = set(found[found.place_kind == PlaceKind.WARD].ward_code)
    return by_place(figures, month, localities) if wards and wards <= set(localities.ward_code) else None


def _exact(month: Month, seen: Seen) -> Release:
    cells = {key: _number(round(count)) for key, count in month.counts.items()}
    return Release(seen, By.WARD, Method.EXACT, "", month.places[_NAMES], cells)


def _released(month: Month, answer: Answer, seen: Seen, localities: Mapping[str, str]) -> Release:
    pattern, rule = answer.pattern, seen.rule
    cells = {key: _shown(month.table.cells[at], at, pattern, rule) for key, at in month.keys.items()}
    because = _because(answer, rule)
    return Release(seen, answer.by, pattern.method, because, month.places[_NAMES], cells, localities)


def _shown(cell: Cell, position: int, pattern: Pattern, rule: Rule) -> Released:
    if position in pattern.hidden:
        return HIDDEN
    low, high = interval(cell, rule, pattern.method)
    if pattern.method is Method.ROUNDING:
        if cell.value < rule.threshold:
            return Released(f"fewer than {rule.threshold}", State.NOT_SHOWN, None, low, high)
        number = rounded(cell.value, rule.base)
        return Released(f"{number:,}", State.ROUNDED, number, low, high)
    if pattern.method is Method.BANDS and cell.role not in {Role.HEADLINE, Role.WHOLE}:
        every = bands(rule.threshold)
        position = band(cell.value, every)
        return Released(every[position].label, State.BAND, position, low, high)
    return _number(cell.value)


def _number(count: int) -> Released:
    return Released(f"{count:,}", State.EXACT, count, count, count)


def _because(answer: Answer, rule: Rule) -> str:
    if answer.failed:
        return (
            "Only the whole cohort is shown: what may be shown of its parts could not be worked out in time."
        )
    much = (
        f"By ward, hiding counts under {rule.threshold} and what would give them away leaves more than "
        "half blank"
    )
    if answer.by is By.LOCALITY:
        return f"{much}, so this month is shown by locality."
    if answer.pattern.method is Method.BANDS and rule.method is Method.SUPPRESSION:
        return f"{much}, so this month’s wards are shown in bands."
    return ""
