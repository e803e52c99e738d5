"""A month of an area held against the month before and the same month a year ago, as both are shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from probation_commission.disclosure.changes import NO_RETURN, OTHER_PLACE, Change, Way, changed
from probation_commission.disclosure.release import Release
from probation_commission.disclosure.released import CellState, Released
from probation_commission.domain.days import month_before
from probation_commission.domain.iom import ALL
from probation_commission.domain.places import WardSet
from probation_commission.views.iom.words import WHO

LAST_MONTH, CHANGE, YEAR_AGO = "Last month", "Change", "A year ago"
"""The columns that a table has beside what is counted."""
LESS_TO_TELL = "“no telling”: what is shown of the two months can’t decide which way it went."


class Then(NamedTuple):
    """What an earlier month says of a place, and how that has changed; `before` None: nothing is there."""

    change: Change
    before: Released | None = None


@dataclass(frozen=True, eq=False)
class Earlier:
    """An earlier month, to hold another against; `release` None: there is no such return."""

    month: date
    now: Release
    release: Release | None
    otherwise: str = ""
    """Where it is there and yet not compared: why."""

    @property
    def named(self) -> str:
        """`September 2026`."""
        return f"{self.month:%B %Y}"

    @property
    def missing(self) -> str:
        """Why there is nothing to compare with; empty where there is."""
        return "" if self.release else self.otherwise or f"no return of {self.named}"

    def of_area(self, column: str = ALL) -> Then:
        """How the whole area has changed."""
        if self.release is None:
            return Then(NO_RETURN)
        before = self.release.total(column)
        return Then(changed(before, self.now.total(column)), before)

    def of_wards(self, ward_set: WardSet, column: str) -> dict[str, Then]:
        """How each ward of the set has changed, by its code."""
        codes = [ward.code for ward in ward_set.wards]
        if self.release is None:
            return dict.fromkeys(codes, Then(NO_RETURN))
        # A ward of the set before is another ward, whatever its name (decision 54).
        if not ward_set.covers(self.month):
            return dict.fromkeys(codes, Then(OTHER_PLACE))
        then, now = self.release.wards(ward_set)[column], self.now.wards(ward_set)[column]
        return {code: Then(changed(*pair), pair[0]) for code, *pair in zip(codes, then, now, strict=True)}

    def other_wards(self, ward_set: WardSet) -> str:
        """The sentence where the wards were others then; empty where they were the same."""
        if self.release is None or ward_set.covers(self.month):
            return ""
        return f"The wards were others in {self.named}, so no ward can be compared with it."

    def line(self, column: str = ALL) -> str:
        """`up 9 since September 2026`, `no return of October 2025`: what stands on a card."""
        then = self.of_area(column)
        return f"{then.change.text} since {self.named}" if then.change.told else self._not_told(then.change)

    def said(self, then: Then) -> str:
        """`up from 159 in September 2026`, `no return of October 2025`: the same within a sentence."""
        if then.before is None or not then.change.told:
            return self._not_told(then.change)
        if then.change.way is Way.SAME:
            return f"{then.before.text}, as in {self.named}"
        return f"{then.change.way} from {then.before.text} in {self.named}"

    def _not_told(self, change: Change) -> str:
        if self.missing:
            return self.missing
        return {
            Way.NO_TELLING: f"no telling whether up or down since {self.named}",
            Way.NO_FIGURE: f"not in both returns, this and that of {self.named}",
        }.get(change.way, f"not comparable with {self.named}, when its wards were others")


class Compared(NamedTuple):
    """The two months that a month is held against."""

    last_month: Earlier
    year_ago: Earlier


def compared(months: Mapping[date, Release], month: date, made_up: frozenset[date]) -> Compared:
    """A month with its return, held against the month before and the same month of the year before."""

    def at(then: date) -> Earlier:
        # A made-up month is never the month before a real one (decision 46).
        if then in months and (then in made_up) != (month in made_up):
            kind = "made up" if then in made_up else "real"
            return Earlier(then, months[month], None, f"{then:%B %Y} is {kind}, so it is not compared")
        return Earlier(then, months[month], months.get(then))

    return Compared(at(month_before(month)), at(date(month.year - 1, month.month, 1)))


def sentence(area: str, held: Compared, column: str) -> str:
    """Since when they went which way: `Nominals in Exampleshire: up from 159 in September 2026; …`."""
    who = WHO[column]
    return f"{who[:1].upper()}{who[1:]} in {area}: {both(held, (each.of_area(column) for each in held))}"


def both(held: Compared, thens: Iterable[Then]) -> str:
    """What is said of the month before, and of the year before, of one place."""
    return f"{'; '.join(earlier.said(then) for earlier, then in zip(held, thens, strict=True))}."


def columns(
    rows: Sequence[str], last: Mapping[str, Then], year: Mapping[str, Then], *, exact: bool, column: str = ALL
) -> dict[str, list[Any]]:
    """The columns last month, change and a year ago, for places by code: numbers for whoever sees counts."""
    lasts, years = [last[row] for row in rows], [year[row] for row in rows]
    changes = [then.change for then in lasts]
    # Words where one of them is no count: a gap would not say whether there is a return at all.
    of_numbers = exact and all(change.told or change.way is Way.NO_FIGURE for change in changes)
    who = "" if column == ALL else f"{column.capitalize()} "
    named = {name: f"{who}{name.lower()}" if who else name for name in (LAST_MONTH, CHANGE, YEAR_AGO)}
    return {
        named[LAST_MONTH]: _then(lasts, exact=exact),
        named[CHANGE]: [one.signed if of_numbers else one.text for one in changes],
        named[YEAR_AGO]: _then(years, exact=exact),
    }


def _then(thens: Iterable[Then], *, exact: bool) -> list[Any]:
    cells = [(then.before, then.change) for then in thens]
    plain = {CellState.COUNT, CellState.NO_FIGURE}
    if exact and all(before and before.state in plain for before, _ in cells):
        return [before.number for before, _ in cells if before]
    return [before.text if before else change.text for before, change in cells]


def beside(table: pd.DataFrame, added: Mapping[str, Sequence[Any]], column: str) -> pd.DataFrame:
    """The table with these columns after the one that they are of, and after what is given in its stead."""
    found = list(table.columns)
    at = found.index(column.capitalize()) + 1
    # "Given as" stands beside All, and says what is no plain number there (decision 115).
    at += at < len(found) and found[at] == "Given as"
    for offset, (name, values) in enumerate(added.items()):
        table.insert(at + offset, name, list(values))
    return table


def note(held: Compared) -> str:
    """Which months the columns are of: `“Last month” is September 2026, “a year ago” October 2025.`."""
    named = [f"{earlier.named}{f' ({earlier.missing})' if earlier.missing else ''}" for earlier in held]
    return f"“{LAST_MONTH}” is {named[0]}, “{YEAR_AGO.lower()}” {named[1]}. {LESS_TO_TELL}"
