"""A month's picture by locality: the wards rolled up for leads, the release's own bands for others."""

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from probation_commission.analysis.iom import rate
from probation_commission.analysis.localities import given, partly, rolled_up
from probation_commission.disclosure.month import LARGE
from probation_commission.disclosure.release import Release
from probation_commission.disclosure.released import MISSING, CellState, Released, counted
from probation_commission.domain.iom import ALL, COUNTS, Rag
from probation_commission.domain.localities import IN_NONE, Grouping, GroupingInForce
from probation_commission.views import marks
from probation_commission.views.iom import table as iom_table
from probation_commission.views.iom.map import Drawing, drawn
from probation_commission.views.iom.picture import CohortPicture
from probation_commission.views.iom.words import WHO, as_said, finding, labelled
from probation_commission.views.maps import NOT_SHOWN, LegendEntry, Shade
from probation_commission.views.wards import residents_heading

_NONE = "wards in no locality"


@dataclass(frozen=True, eq=False)
class LocalityPicture:
    """One month's picture of an area by its localities."""

    picture: CohortPicture
    latest: GroupingInForce
    """The localities as they are made now: leads see every month by them."""

    @property
    def in_force(self) -> GroupingInForce:
        """The localities that are shown: for others those that were in force in the month."""
        return self.latest if self.picture.exact else self.picture.release.localities_by

    @cached_property
    def grouping(self) -> Grouping:
        """The locality of each ward; of each RAG the large one, where there are any (decision 192)."""
        return self.in_force.of(self.picture.rag)

    @property
    def invented(self) -> bool:
        """Whether these localities are made up."""
        return self.in_force.illustrative

    @property
    def unit(self) -> str:
        """What each of them is called: `locality`, or `large locality`."""
        return LARGE if self.in_force.larger and self.picture.rag != ALL else "locality"

    def titled(self, words: str) -> str:
        """`Every locality of Exampleshire`, or with `(made up)` where they are."""
        return marks.tagged(words, made_up=self.invented)

    @cached_property
    def wards_of(self) -> dict[str, list[str]]:
        """The codes of the wards of each locality."""
        wards: dict[str, list[str]] = defaultdict(list)
        for code, name in self.grouping.items():
            wards[name].append(code)
        return dict(wards)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Every locality with a `Released` for each count; for leads also wards in none, and `given`."""
        return self.of(self.picture.release)

    def of(self, release: Release) -> pd.DataFrame:
        """The localities of any month: for leads rolled up as they are made now, else as in force then."""
        if not release.exact:
            return release.localities(self.picture.rag)
        # Leads see exact sums of the wards as grouped today. Others see the release’s own bands of the
        # grouping in force then: bands of wards added up here would be another release (decisions 67, 74).
        wards = _in_numbers(release.wards(self.picture.ward_set))
        rolled = rolled_up(wards, self.grouping, COUNTS)
        return rolled.assign(**{name: pd.Series(map(_cell, rolled[name]), dtype=object) for name in COUNTS})

    @cached_property
    def finding(self) -> str:
        """What to know in one sentence."""
        picture, rag = self.picture, self.picture.rag
        # In a sentence "in none" needs its noun.
        named = self.rows.assign(ward=self.rows.locality.replace(IN_NONE, _NONE))
        total, beside = picture.release.total(rag), picture.beside[rag]
        return finding(named, beside, total, rag=rag, where=picture.where, unit=self.unit)

    # On the map.

    @cached_property
    def drawn(self) -> tuple[Drawing, str]:
        """How the localities are drawn, and the legend's title."""
        rows = self.rows[self.rows.locality != IN_NONE].set_index("locality")
        cells = {
            str(name): replace(cell, text=f"{name}: {self.words[str(name)]}")
            for name, cell in zip(rows.index, rows[self.picture.rag], strict=True)
        }
        # Made-up ones are none of a real month's, whose figures no legend of theirs may tell (decision 130).
        alike = [
            release
            for release in self.picture.alike
            if not self.invented or release.month in self.picture.made_up
        ]
        across = [cell for release in alike for cell in self._across(release)]
        residents = rows.residents if self.picture.exact else None
        return drawn(self.picture, cells, across, residents, suffix=self.titled(f" by {self.unit}"))

    def _across(self, release: Release) -> "pd.Series[Any]":
        rows = self.of(release)
        cells: pd.Series[Any] = rows[rows.locality != IN_NONE][self.picture.rag]
        return cells

    def shades(self, drawing: Drawing) -> dict[str, Shade]:
        """Every ward as its locality is drawn; those in none are hatched, as nothing is added up for them."""
        shades = {code: drawing.shades.get(name) for code, name in self.grouping.items()}
        codes = [ward.code for ward in self.picture.ward_set.wards]
        # They are no place together, so no colour of theirs would mean anything (decision 56).
        unnamed = {code: Shade(None, IN_NONE) for code in codes if code not in self.grouping}
        return {code: shade for code, shade in shades.items() if shade} | unnamed

    def legend(self, drawing: Drawing) -> list[LegendEntry]:
        """The legend, with the wards that are in no locality."""
        in_none = bool((self.rows.locality == IN_NONE).any())
        return [*drawing.legend, *([LegendEntry(NOT_SHOWN, IN_NONE)] if in_none else [])]

    # In words.

    @cached_property
    def words(self) -> dict[str, str]:
        """`12 nominals (7 of 9 wards have a figure)` by locality."""
        rag, who = self.picture.rag, WHO[self.picture.rag]
        return {
            str(row.locality): f"{labelled(row[rag], who).text}{self._of_how_many(row)}"
            for _, row in self.rows.iterrows()
        }

    def _of_how_many(self, row: "pd.Series[Any]") -> str:
        if not self.picture.exact:
            return ""
        # A sum of 7 of 9 wards is no count of the locality: how many stands beside it (decision 56).
        part = partly(int(row[given(self.picture.rag)]), int(row.wards))
        return f" ({part} have a figure)" if part else ""

    def of_one(self, name: str) -> str:
        """One locality in a sentence of Markdown."""
        row = self.rows[self.rows.locality == name].iloc[0]
        rags = [as_said(row[rag], rag) for rag in Rag if row[rag].state is not CellState.NO_FIGURE]
        of_them = f" Of all nominals: {', '.join(rags)}." if rags else ""
        return f"**{name}**, {self.picture.where}: {self.words[name]}.{of_them}"

    # In tables.

    def wards_table(self, name: str) -> pd.DataFrame:
        """The wards of one locality with their nominals."""
        wards = self.picture.wards[self.picture.wards.ward_code.isin(self.wards_of[name])]
        return pd.DataFrame({"Ward": wards.ward, "Nominals": iom_table.texts(wards[self.picture.rag])})

    @cached_property
    def table(self) -> pd.DataFrame:
        """Every locality: counts, how many of its wards they are from, and a rate, where they are exact.

        The heading of its first column says whether they are made up.
        """
        release, rag = self.picture.release, self.picture.rag
        table = self._exact_table() if self.picture.exact else iom_table.locality_table(release, rag)
        if self.in_force.larger and self.unit != LARGE:
            table.insert(1, LARGE.capitalize(), table.Locality.map(self.in_force.larger))
        return table.rename(columns={"Locality": self.titled(self.unit.capitalize())})

    def _exact_table(self) -> pd.DataFrame:
        frame = _in_numbers(self.rows)
        pairs = zip(frame[given(self.picture.rag)], frame.wards, strict=True)
        frame["figures from"] = [_given_by(int(count), int(wards)) for count, wards in pairs]
        frame = frame[["locality", "wards", *COUNTS, "figures from", "residents"]]
        # Empty where a ward’s residents are not known, as their sum is then (decision 56).
        frame[iom_table.RATE] = rate(frame[ALL], frame.residents)
        names = {name: name.capitalize() for name in frame.columns if name != iom_table.RATE}
        return frame.rename(columns=names | {"residents": residents_heading(self.picture.ward_set.wards)})

    @cached_property
    def notes(self) -> tuple[str, str]:
        """Who made the localities, and what “Figures from” says; the latter empty without that column."""
        made = iom_table.made_by(self.picture.ward_set, self.in_force)
        which = WHO[self.picture.rag]
        partial = f"“Figures from” says how many wards of a locality the return gives {which} for."
        return made, partial if self.picture.exact else ""

    def about(self, who: str) -> dict[str, str]:
        """What stands on the second sheet of the file."""
        picture, (made, partial) = self.picture, self.notes
        words = iom_table.about(picture.release, picture.ward_set, source=picture.source, who=who)
        what = {"What": f"IOM nominals by {self.unit}, {picture.where}", iom_table.LOCALITIES: made}
        return words | what | ({"Figures from": partial} if partial else {})


def _in_numbers(rows: pd.DataFrame) -> pd.DataFrame:
    numbers = {name: [cell.number for cell in rows[name]] for name in COUNTS}
    return rows.assign(**numbers).astype(dict.fromkeys(COUNTS, float))


def _cell(count: float) -> Released:
    """A count that everyone who is asked here may see."""
    return MISSING if math.isnan(count) else counted(count)


def _given_by(count: int, wards: int) -> str:
    return partly(count, wards) or ("all its wards" if count else "none of its wards")
