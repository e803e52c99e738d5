"""What is known of a month of an area's cohort, as one audience may see it, and what it says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.bands import Bands
from probation_commission.disclosure.release import Release
from probation_commission.disclosure.released import CellState
from probation_commission.disclosure.sight import Sight
from probation_commission.domain.agreements import Agreement
from probation_commission.domain.days import day
from probation_commission.domain.iom import ALL, Rag
from probation_commission.domain.places import Authority, WardSet
from probation_commission.domain.returns import Kind
from probation_commission.views.iom import changes, words
from probation_commission.views.wards import deprivation_of


@dataclass(frozen=True, eq=False)
class CohortPicture:
    """One area, month and RAG, as one audience may see it."""

    area: Authority
    ward_set: WardSet
    """The wards in force in the month."""
    month: date
    rag: str
    months: Mapping[date, Release]
    """What may be shown of each month that has a return."""
    file: "pd.Series[Any]"
    """The file of the month: file_name, accepted_by, accepted_at, illustrative."""
    per_residents: bool = False
    made_up: frozenset[date] = frozenset()
    """Those of `months` that are illustrative."""
    agreements: tuple[Agreement, ...] = ()
    """By which some of the months may be shown exactly."""

    @property
    def asked(self) -> tuple[str, date, str, Sight, bool]:
        """All that decides what it shows, of what is in the store."""
        return self.area.code, self.month, self.rag, self.sight, self.per_residents

    @property
    def sight(self) -> Sight:
        """As whom all of the months are seen."""
        # Agreements lift what the partnership sees, and nobody else's.
        return Sight(Audience.PARTNERSHIP if self.agreements else self.audience, self.agreements)

    @property
    def lifting(self) -> tuple[Agreement, ...]:
        """The agreement by which this month is shown exactly, where there is one."""
        return self._lifting([self.month]) if self.audience is Audience.MEMBERS else ()

    @property
    def lifting_any(self) -> tuple[Agreement, ...]:
        """The same of any month: what is shown of others stands beside this one."""
        return self._lifting(self.months)

    def _lifting(self, months: Iterable[date]) -> tuple[Agreement, ...]:
        returns = ((self.area.code, month in self.made_up) for month in months)
        return self.sight.lifting(Kind.IOM, returns)

    @property
    def release(self) -> Release:
        """What may be shown of this month."""
        return self.months[self.month]

    @property
    def audience(self) -> Audience:
        """As whom this month is seen."""
        return self.release.audience

    @property
    def exact(self) -> bool:
        """Whether every count is as in the return."""
        return self.release.exact

    @property
    def where(self) -> str:
        """`Haringey, May 2023`."""
        return f"{self.area.name}, {self.month:%B %Y}"

    @property
    def illustrative(self) -> bool:
        """Whether these figures are made up."""
        return bool(self.file.illustrative)

    @cached_property
    def wards(self) -> pd.DataFrame:
        """Every ward with what may be shown of its counts."""
        return self.release.wards(self.ward_set)

    @cached_property
    def beside(self) -> pd.DataFrame:
        """Those on no ward of the map."""
        return self.release.beside()

    @cached_property
    def held(self) -> changes.Compared:
        """The month before and the same month a year ago, to hold this one against."""
        return changes.compared(self.months, self.month, self.made_up)

    @property
    def alike(self) -> list[Release]:
        """The months on these wards, so that a colour means the same in each; as exact as this one."""
        return [
            release
            for month, release in self.months.items()
            if self.ward_set.covers(month) and release.exact == self.exact
        ]

    @property
    def bands(self) -> Bands:
        """The bands of what is chosen."""
        # By RAG no band is narrower than ten (decision 64).
        return self.release.rule.counts if self.rag == ALL else self.release.rule.by_rag

    @cached_property
    def finding(self) -> str:
        """What to know in one sentence."""
        return words.finding(
            self.wards, self.beside[self.rag], self.release.total(self.rag), rag=self.rag, where=self.where
        )

    @property
    def finding_on_a_wall(self) -> str:
        """The same, its first sentence a title."""
        beside, total = self.beside[self.rag], self.release.total(self.rag)
        return words.on_a_wall(self.wards, beside, total, rag=self.rag, where=self.where)

    @property
    def source(self) -> str:
        """The file behind the month's figures; its name for those alone who may see it."""
        # The name that a sender gave a file is for leads alone (decision 71).
        name = f", {self.file.file_name}" if self.audience is Audience.RESTRICTED else ""
        return (
            f"Source: IOM return for {self.where}{name}, loaded by {self.file.accepted_by} "
            f"on {day(self.file.accepted_at)}."
        )

    @property
    def file_name(self) -> str:
        """How a download of this month is called: `iom_E09000014_2023-05`."""
        return f"iom_{self.area.code}_{self.month:%Y-%m}"

    def has_figure(self, code: str) -> bool:
        """Whether the return says anything of the ward."""
        return self._ward(code)[ALL].state is not CellState.NO_FIGURE

    def of_ward(self, code: str) -> str:
        """One ward in a sentence of Markdown."""
        row = self._ward(code)
        if not self.has_figure(code):
            return f"**{row.ward}** has no figure in the return for {self.where}; that is not zero."
        return f"**{row.ward}**, {self.where}: {words.of_ward(row, list(Rag))}"

    def deprivation_of(self, code: str) -> str:
        """How deprived a ward is, where that was loaded."""
        return next(deprivation_of(ward) for ward in self.ward_set.wards if ward.code == code)

    def _ward(self, code: str) -> "pd.Series[Any]":
        return self.wards[self.wards.ward_code == code].iloc[0]
