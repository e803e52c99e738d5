"""The IOM page by locality: the month's wards rolled up for leads, the release's own bands for others."""

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd
import streamlit as st

from probation_commission.analysis.iom import rate
from probation_commission.analysis.localities import given, partly, rolled_up
from probation_commission.disclosure.release import Release
from probation_commission.disclosure.released import MISSING, NO_FIGURE, Released, State, counted
from probation_commission.domain.iom import ALL, COUNTS, Rag
from probation_commission.domain.localities import IN_NONE, Grouping
from probation_commission.domain.places import WardSet
from probation_commission.geography import outlines
from probation_commission.settings import settings
from probation_commission.ui.data import loaders
from probation_commission.ui.iom.picture import Picture, labelled
from probation_commission.ui.parts import filters, maps, page
from probation_commission.views.iom import ESTIMATE, Drawing, in_bands, in_classes, texts
from probation_commission.views.iom import table as iom_table
from probation_commission.views.iom import words as iom_words
from probation_commission.views.maps import NOT_SHOWN, LegendEntry, Shade, legend_html, ward_map, ward_shading

WARDS, LOCALITIES = "wards", "localities"
_NONE = "wards in no locality"
_PICKED = "locality"


def level_choice(grouping: Grouping, release: Release) -> str:
    """Wards or localities; nothing to choose where there are none, or none that this audience sees."""
    if not (grouping if release.exact else release.grouping):
        return WARDS
    return filters.choice("Level", [WARDS, LOCALITIES], "level", buttons=True)


@dataclass(frozen=True)
class ByLocality:
    """One month's picture of an area by its localities."""

    picture: Picture
    latest: Grouping
    """The localities as they are made now: leads see every month by them."""

    @property
    def grouping(self) -> Grouping:
        """The locality of each ward: for others the one that was in force in the month."""
        return self.latest if self.picture.exact else self.picture.release.grouping

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Every locality with a `Released` for each count; for leads also wards in none, and `given`."""
        return self._of(self.picture.release)

    def _of(self, release: Release) -> pd.DataFrame:
        if not release.exact:
            return release.localities()
        wards = release.wards(self.picture.ward_set)
        numbers = {name: [cell.number for cell in wards[name]] for name in COUNTS}
        rolled = rolled_up(
            wards.assign(**numbers).astype(dict.fromkeys(COUNTS, float)), self.grouping, COUNTS
        )
        return rolled.assign(**{name: pd.Series(map(_cell, rolled[name]), dtype=object) for name in COUNTS})

    @property
    def finding(self) -> str:
        """What to know in one sentence."""
        picture, rag = self.picture, self.picture.rag
        named = self.rows.assign(ward=self.rows.locality.replace(IN_NONE, _NONE))
        total, beside = picture.release.total(rag), picture.beside[rag]
        return iom_words.finding(named, beside, total, rag=rag, where=picture.where, unit="locality")

    # What follows draws.

    def draw_map(self) -> None:
        """The ward map, each locality drawn as one; a click chooses it."""
        picture = self.picture
        outline_set = outlines.current_sets().get(picture.ward_set.key)
        if outline_set is None:
            page.empty(f"There are no outlines for {picture.ward_set.title}. The table has every figure.")
            return
        drawing, title = self._drawing()
        maps.ward_picker(
            ward_map(
                outline_set,
                title=f"Map: where the IOM cohort of {picture.area.name} lives",
                tiles_url=settings().tiles_url,
            ),
            ward_shading(
                self._by_ward(drawing),
                drawing.palette,
                selected=self._any_ward_picked(),
                missing=NO_FIGURE,
                joined=self._wards_of.values(),
            ),
            loaders.polygons(outline_set),
            key=f"iom-map-{picture.ward_set.key}",
            on_pick=self._choose,
        )
        legend = [*drawing.legend, *([LegendEntry(NOT_SHOWN, IN_NONE)] if self._has_wards_in_none else [])]
        note = ESTIMATE if picture.per_residents else ""
        st.html(legend_html(title, legend, note=note, source=outline_set.source))

    @cached_property
    def _wards_of(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for code, name in self.grouping.items():
            found[name].append(code)
        return dict(found)

    def _any_ward_picked(self) -> str | None:
        """A ward of the locality chosen; on the first run the choice still stands in the address alone."""
        name = st.session_state.get(_PICKED, st.query_params.get(_PICKED, ""))
        return next(iter(self._wards_of.get(name, ())), None)

    @property
    def _has_wards_in_none(self) -> bool:
        return bool((self.rows.locality == IN_NONE).any())

    def _choose(self, code: str | None) -> None:
        st.session_state[_PICKED] = self.grouping.get(code or "", "")

    def _by_ward(self, drawing: Drawing) -> dict[str, Shade]:
        """Every ward as its locality is drawn; those in none are hatched, as nothing is added up for them."""
        outside = Shade(None, IN_NONE)
        shades = {code: drawing.shades.get(name) for code, name in self.grouping.items()}
        codes = [ward.code for ward in self.picture.ward_set.wards]
        unnamed = {code: outside for code in codes if code not in self.grouping}
        return {code: shade for code, shade in shades.items() if shade} | unnamed

    def _drawing(self) -> tuple[Drawing, str]:
        picture, rag = self.picture, self.picture.rag
        rows = self.rows[self.rows.locality != IN_NONE].set_index("locality")
        who, words = iom_words.WHO[rag], self._words()
        cells = {
            str(name): replace(cell, text=f"{name}: {words[str(name)]}")
            for name, cell in zip(rows.index, rows[rag], strict=True)
        }
        across = [cell for release in picture.alike for cell in self._across(release)]
        if not picture.exact:
            return in_bands(cells, across, picture.bands, rag), f"{who.capitalize()} by locality, in bands"
        values = {name: float(cell.low) for name, cell in cells.items() if cell.known}
        if not picture.per_residents:
            counts = [cell.low for cell in across if cell.known]
            return in_classes(cells, values, counts, rag), f"{who.capitalize()} by locality"
        known = rate(pd.Series(values, dtype=float), rows.residents[list(values)]).dropna()
        rates = {str(name): float(one) for name, one in known.items()}
        for name, one in rates.items():
            cells[name] = replace(cells[name], text=f"{cells[name].text}, {one:.2f} per 1,000 (estimate)")
        title = f"{who.capitalize()} per 1,000 residents by locality (estimate)"
        return in_classes({name: cells[name] for name in rates}, rates, rates.values(), rag), title

    def _words(self) -> dict[str, str]:
        rag, who = self.picture.rag, iom_words.WHO[self.picture.rag]
        return {
            str(row.locality): f"{labelled(row[rag], who).text}{self._of_how_many(row)}"
            for _, row in self.rows.iterrows()
        }

    def _of_how_many(self, row: "pd.Series[Any]") -> str:
        if not self.picture.exact:
            return ""
        part = partly(int(row[given(self.picture.rag)]), int(row.wards))
        return f" ({part} have a figure)" if part else ""

    def _across(self, release: Release) -> "pd.Series[Any]":
        """The counts of a month, so that a colour means the same in each."""
        rows = self._of(release)
        cells: pd.Series[Any] = rows[rows.locality != IN_NONE][self.picture.rag]
        return cells

    def draw_one(self) -> str:
        """One locality: its figure and its wards; returns its name, empty where none is chosen."""
        st.header("One locality")
        names = {"": "Choose, or click the map", **{name: name for name in sorted(self._wards_of)}}
        name = filters.choice("Locality", list(names), _PICKED, words=names)
        if not name:
            return ""
        words = self._words()[name]
        row = self.rows.set_index("locality").loc[name]
        rags = [f"{row[rag].text} {rag}" for rag in Rag if row[rag].state is not State.NO_FIGURE]
        of_them = f" Of all nominals: {', '.join(rags)}." if rags else ""
        st.markdown(f"**{name}**, {self.picture.where}: {words}.{of_them}")
        wards = self.picture.wards[self.picture.wards.ward_code.isin(self._wards_of[name])]
        table = pd.DataFrame({"Ward": wards.ward, "Nominals": texts(wards[self.picture.rag])})
        with st.expander(f"Its {len(table)} wards"):
            st.table(table, hide_index=True, border="horizontal")
        return name

    def draw_table(self) -> None:
        """Every locality, and the download."""
        picture = self.picture
        st.header(f"Every locality of {picture.area.name}")
        made = f"Localities were made by leads, of {picture.ward_set.title}."
        partial = ""
        if picture.exact:
            table, which = self._exact_table(), iom_words.WHO[picture.rag]
            partial = f"“Figures from” says how many wards of a locality the return gives {which} for."
        else:
            table = iom_table.locality_table(picture.release)
        st.dataframe(table, hide_index=True, placeholder="–", alt=f"Nominals by locality, {picture.where}")

        def about(release: Release, ward_set: WardSet, *, source: str, who: str) -> dict[str, str]:
            words = iom_table.about(release, ward_set, source=source, who=who)
            what = {"What": f"IOM nominals by locality, {picture.where}", "Localities": made}
            return words | what | ({"Figures from": partial} if partial else {})

        name = "localities" if picture.exact else f"{picture.to}_localities"
        picture.finish_table(table, about, name, made, partial)

    def _exact_table(self) -> pd.DataFrame:
        numbers = {name: [cell.number for cell in self.rows[name]] for name in COUNTS}
        frame = self.rows.assign(**numbers).astype(dict.fromkeys(COUNTS, float))
        frame["figures from"] = [
            _given_by(int(some), int(wards))
            for some, wards in zip(frame[given(self.picture.rag)], frame.wards, strict=True)
        ]
        frame = frame[["locality", "wards", *COUNTS, "figures from", "residents"]]
        frame[iom_table.RATE] = rate(frame[ALL], frame.residents)
        names = {name: filters.first_upper(name) for name in frame.columns}
        return frame.rename(columns=names | {"residents": iom_table.RESIDENTS})


def _cell(count: float) -> Released:
    """A count that everyone who is asked here may see."""
    return MISSING if math.isnan(count) else counted(count)


def _given_by(some: int, wards: int) -> str:
    return partly(some, wards) or ("all its wards" if some else "none of its wards")
