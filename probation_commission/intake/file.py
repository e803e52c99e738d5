"""A file as it was sent, with all that its readers may know of it and of the world."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from probation_commission.domain.layouts import AreaMonth, Doubts, Layout
from probation_commission.domain.months import month_fault
from probation_commission.domain.places import Authority, Gazetteer
from probation_commission.domain.ram import BoughtUnder
from probation_commission.domain.returns import Dropped, Return
from probation_commission.intake.files import Format, Sheet

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class SentFile:
    """The file itself, and what its readers cannot take from it.

    `layouts`: what was confirmed of this sender's tables before; `area_month`: what a person says of it.
    `services`: the slug of each known service by its name; `contracts`: what is bought under each contract
    by its reference.
    """

    form: Format
    sheets: Sequence[Sheet]
    file_name: str
    gazetteer: Gazetteer
    today: date
    services: Mapping[str, str] = field(default_factory=dict)
    layouts: Sequence[Layout] = ()
    area_month: AreaMonth = field(default_factory=AreaMonth)
    contracts: Mapping[str, BoughtUnder] = field(default_factory=dict)
    _done: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def once(self, work: Callable[["SentFile"], _Result]) -> _Result:
        """The result of some work on this file, done once however many of its readers ask for it."""
        if work not in self._done:
            self._done[work] = work(self)
        result: _Result = self._done[work]
        return result

    def possible(self, month: date | None, area: Authority | None = None) -> date | None:
        """A month that was only guessed; None where no return, or none by the area's wards, can be of it."""
        if month is None:
            return None
        known = self.gazetteer.ward_sets(area) if area else ()
        return None if month_fault(month, self.today, known) else month


@dataclass(frozen=True, slots=True)
class FileContents:
    """The returns of a file, and what somebody has to confirm of them."""

    returns: tuple[Return, ...]
    doubts: Doubts | None = None
    notes: tuple[str, ...] = ()
    """What is to be said of the file as a whole, and of none of its returns."""
    dropped: tuple[Dropped, ...] = ()
    """Columns that were not read and may hold somebody's words."""
