"""The IOM page by locality, as leads may choose it: the month's wards rolled up to their localities.

For everyone else the release of the month says whether it is by ward or by locality: never both.
"""

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd
import streamlit as st

from probation_commission.analysis.iom import rate
from probation_commission.analysis.localities import given, partly, rolled_up
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.release import Release
from probation_commission.disclosure.released import MISSING, NO_FIGURE, Released, State
from probation_commission.domain.iom import ALL, COUNTS, Rag
from probation_commission.domain.localities import IN_NONE, Grouping
from probation_commission.intake import outlines
from probation_commission.settings import settings
from probation_commission.ui import filters, furniture, loaders, maps, released
from probation_commission.ui.iom import Picture
from probation_commission.views import iom_words
from probation_commission.views.iom_map import Drawing, in_classes
from probation_commission.views.iom_table import ESTIMATE, texts
from probation_commission.views.legends import LegendEntry, legend_html
from probation_commission.views.maps import ward_map
from probation_commission.views.shading import NOT_SHOWN, Shade, shading

WARDS, LOCALITIES = "wards", "localities"
_NONE = "wards in no locality"
_PICKED = "locality"


def level_choice(grouping: Grouping, to: Audience) -> str:
    """Wards or localities; nothing to choose where no locality was made, or the release has chosen."""
    if not grouping or to is not Audience.RESTRICTED:
        return WARDS
    return filters.choice("Level", [WARDS, LOCALITIES], "level", buttons=True)


@dataclass(frozen=True)
class ByLocality:
    """One month's picture of an area by its localities, with exact counts."""

    picture: Picture
    grouping: Grouping

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Every locality with its counts; NaN where the return gives none."""
        return self._rolled(self.picture.release)

    def _rolled(self, release: Release) -> pd.DataFrame:
        wards = release.wards(self.picture.ward_set)
        numbers = {name: [cell.value for cell in wards[name]] for name in COUNTS}
        return rolled_up(wards.assign(**numbers).astype(dict.fromkeys(COUNTS, float)), self.grouping, COUNTS)

    @cached_property
    def cells(self) -> pd.DataFrame:
        """The same with a `Released` for each count."""
        return self.rows.assign(
            **{name: pd.Series(map(_cell, self.rows[name]), dtype=object) for name in COUNTS}
        )

    @property
    def finding(self) -> str:
        """What to know in one sentence."""
        picture, rag = self.picture, self.picture.rag
        named = self.cells.assign(ward=self.cells.locality.replace(IN_NONE, _NONE))
        total = picture.release.total(rag)
        return iom_words.finding(named, picture.beside[rag], total, rag=rag, where=picture.where)

    # What follows draws.

    def draw_map(self) -> None:
        """The ward map, each locality drawn as one; a click chooses it."""
        picture = self.picture
        outline_set = outlines.current_sets().get(picture.ward_set.key)
        if outline_set is None:
            furniture.empty(
                f"There are no outlines for {picture.ward_set.title}. The table has every figure."
            )
            return
        drawing, title = self._drawing()
        maps.ward_picker(
            ward_map(outline_set, tiles_url=settings().tiles_url),
            shading(
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
        rows = self.rows[self.rows.locality != IN_NONE].dropna(subset=[rag]).set_index("locality")
        who, words = iom_words.WHO[rag], self._words()
        values = {str(name): float(count) for name, count in rows[rag].items()}
        cells = {name: replace(_cell(count), text=f"{name}: {words[name]}") for name, count in values.items()}
        if not picture.per_residents:
            return in_classes(cells, values, self._all_months(), rag), f"{who.capitalize()} by locality"
        known = rate(rows[rag], rows.residents).dropna()
        rates = {str(name): float(one) for name, one in known.items()}
        for name, one in rates.items():
            cells[name] = replace(cells[name], text=f"{cells[name].text}, {one:.2f} per 1,000 (estimate)")
        title = f"{who.capitalize()} per 1,000 residents by locality (estimate)"
        return in_classes({name: cells[name] for name in rates}, rates, rates.values(), rag), title

    def _words(self) -> dict[str, str]:
        rag, who = self.picture.rag, iom_words.WHO[self.picture.rag]
        said = {}
        for _, row in self.cells.iterrows():
            part = partly(int(row[given(rag)]), int(row.wards))
            said[str(row.locality)] = f"{row[rag].text} {who}{f' ({part} have a figure)' if part else ''}"
        return said

    def _all_months(self) -> "pd.Series[float]":
        """The counts of every month on these wards, so that a colour means the same in each."""
        months = [month for month in self.picture.months if self.picture.ward_set.covers(month)]
        frames = [self._rolled(self.picture.months[month]) for month in months]
        counted: pd.Series[float] = pd.concat(
            [frame[frame.locality != IN_NONE][self.picture.rag] for frame in frames]
        ).dropna()
        return counted

    def draw_one(self) -> str:
        """One locality: its figure and its wards; returns its name, empty where none is chosen."""
        st.subheader("One locality")
        names = {"": "Choose, or click the map", **{name: name for name in sorted(self._wards_of)}}
        name = filters.choice("Locality", list(names), _PICKED, words=names)
        if not name:
            return ""
        words = self._words()[name]
        row = self.cells.set_index("locality").loc[name]
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
        st.subheader(f"Every locality of {picture.area.name}")
        frame = self.rows.copy()
        frame["figures from"] = [
            _given_by(int(some), int(wards))
            for some, wards in zip(frame[given(picture.rag)], frame.wards, strict=True)
        ]
        frame = frame[["locality", "wards", *COUNTS, "figures from", "residents"]]
        frame["Per 1,000 residents (estimate)"] = rate(frame[ALL], frame.residents)
        names = {name: filters.first_upper(name) for name in frame.columns}
        table = frame.rename(columns=names | {"residents": "Residents 2021 (estimate)"})
        st.dataframe(table, hide_index=True, placeholder="–", alt=f"Nominals by locality, {picture.where}")
        which = iom_words.WHO[picture.rag]
        partial = f"“Figures from” says how many wards of a locality the return gives {which} for."
        made = f"Localities were made by leads, of {picture.ward_set.title}."
        furniture.source(picture.source, made, partial, ESTIMATE, to=released.who(picture.to))
        about = {
            "What": f"IOM nominals by locality, {picture.where}",
            "Source": picture.source,
            "Who may see this": released.who(picture.to),
            "Localities": made,
            "Figures from": partial,
            "Empty cell": NO_FIGURE,
            "Residents": ESTIMATE,
        }
        about |= picture.draw_origin()
        name = f"iom_{picture.area.code}_{picture.month:%Y-%m}_localities"
        furniture.download(table, about, name=name, illustrative=picture.illustrative)


def _cell(count: float) -> Released:
    """A count that everyone who is asked here may see."""
    if math.isnan(count):
        return MISSING
    return Released(f"{count:,.0f}", State.EXACT, count, round(count), round(count))


def _given_by(some: int, wards: int) -> str:
    return partly(some, wards) or ("all its wards" if some else "none of its wards")
