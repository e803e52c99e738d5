"""The IOM page by locality: the same month, its wards rolled up to the localities that leads made."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import streamlit as st

from probation_commission.analysis import iom as analysis
from probation_commission.analysis.localities import given, partly, rolled_up
from probation_commission.disclosure import counts
from probation_commission.domain.iom import Rag
from probation_commission.domain.localities import IN_NONE, Grouping
from probation_commission.intake import outlines
from probation_commission.settings import settings
from probation_commission.ui import filters, furniture, loaders, maps
from probation_commission.ui.iom import ESTIMATE, Picture
from probation_commission.views import iom_words
from probation_commission.views.iom_map import Drawing, in_bands, in_classes
from probation_commission.views.legends import LegendEntry, legend_html
from probation_commission.views.maps import ward_map
from probation_commission.views.shading import NOT_SHOWN, Shade, shading

WARDS, LOCALITIES = "wards", "localities"
_NONE = "wards in no locality"
_PICKED = "locality"


def level_choice(grouping: Grouping) -> str:
    """Wards or localities; nothing to choose where no locality was made for these wards."""
    if not grouping:
        return WARDS
    return filters.choice("Level", [WARDS, LOCALITIES], "level", buttons=True)


@dataclass(frozen=True)
class ByLocality:
    """One month's picture of an area by its localities, as one audience may see it."""

    picture: Picture
    grouping: Grouping

    @cached_property
    def _exact(self) -> pd.DataFrame:
        return self._rolled(self.picture.figures)

    def _rolled(self, figures: pd.DataFrame) -> pd.DataFrame:
        wards = analysis.by_ward(figures, self.picture.month, self.picture.ward_set)
        return rolled_up(wards, self.grouping, analysis.COUNTS)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Every locality with its counts, exact or as bands."""
        return counts.released(self._exact, analysis.COUNTS, self.picture.to)

    @cached_property
    def worded(self) -> pd.DataFrame:
        """Every locality with its counts in words."""
        return counts.shown(self._exact, analysis.COUNTS, self.picture.to)

    @property
    def finding(self) -> str:
        """What to know in one sentence."""
        picture, rag = self.picture, self.picture.rag
        named = self.rows.assign(ward=self.rows.locality.replace(IN_NONE, _NONE))
        if not picture.exact:
            return iom_words.banded_finding(named.assign(label=self.worded[rag]), rag, picture.where)
        totals = analysis.totals(picture.figures)
        total = float(totals[totals.month == picture.month][rag].iloc[0])
        return iom_words.exact_finding(named, picture.beside, total, rag, picture.where)

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
                missing=counts.NO_FIGURE,
                joined=self._wards_of.values(),
            ),
            loaders.polygons(outline_set),
            key=f"iom-map-{picture.ward_set.key}",
            on_pick=self._choose,
        )
        legend = [*drawing.legend, *([LegendEntry(NOT_SHOWN, IN_NONE)] if self._has_wards_in_none else [])]
        note = ESTIMATE if picture.per_residents and picture.exact else ""
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
        who = iom_words.WHO[rag]
        labels = {name: f"{name}: {words}" for name, words in self._words().items() if name in rows.index}
        if not picture.exact:
            return in_bands(rows[rag].to_dict(), labels, rag), f"{who.capitalize()} by locality, in bands"
        if picture.per_residents:
            known = analysis.rate(rows[rag], rows.residents).dropna()
            rates = {str(name): float(rate) for name, rate in known.items()}
            labels = {
                name: f"{labels[name]}, {rate:.2f} per 1,000 (estimate)" for name, rate in rates.items()
            }
            title = f"{who.capitalize()} per 1,000 residents by locality (estimate)"
            return in_classes(rates, labels, rates.values(), rag), title
        return in_classes(
            rows[rag].to_dict(), labels, self._all_months(), rag
        ), f"{who.capitalize()} by locality"

    def _words(self) -> dict[str, str]:
        rag, who = self.picture.rag, iom_words.WHO[self.picture.rag]
        said = {}
        for _, row in self.worded.iterrows():
            part = partly(int(row[given(rag)]), int(row.wards))
            said[str(row.locality)] = f"{row[rag]} {who}{f' ({part} have a figure)' if part else ''}"
        return said

    def _all_months(self) -> "pd.Series[float]":
        """The counts of every month on these wards, so that a colour means the same in each."""
        wards = analysis.every_ward(self.picture.figures)
        names = wards.ward_code.map(dict(self.grouping)).rename("locality")
        sums = wards.groupby(["month", names])[self.picture.rag].sum(min_count=1)
        counted: pd.Series[float] = sums.dropna()
        return counted

    def draw_one(self) -> str:
        """One locality: its figure and its wards; returns its name, empty where none is chosen."""
        st.subheader("One locality")
        names = {"": "Choose, or click the map", **{name: name for name in sorted(self._wards_of)}}
        name = filters.choice("Locality", list(names), _PICKED, words=names)
        if not name:
            return ""
        words = self._words()[name]
        row = self.worded.set_index("locality").loc[name]
        rags = [f"{row[rag]} {rag}" for rag in Rag if row[rag] != counts.NO_FIGURE]
        of_them = f" Of all nominals: {', '.join(rags)}." if rags else ""
        st.markdown(f"**{name}**, {self.picture.where}: {words}.{of_them}")
        wards = self.picture.worded[self.picture.worded.ward_code.isin(self._wards_of[name])]
        table = wards[["ward", self.picture.rag]].rename(
            columns={"ward": "Ward", self.picture.rag: "Nominals"}
        )
        with st.expander(f"Its {len(table)} wards"):
            st.table(table, hide_index=True, border="horizontal")
        return name

    def draw_table(self) -> None:
        """Every locality, and the download."""
        picture = self.picture
        st.subheader(f"Every locality of {picture.area.name}")
        frame = (self.rows if picture.exact else self.worded).copy()
        frame["figures from"] = [
            _given_by(int(some), int(wards))
            for some, wards in zip(frame[given(picture.rag)], frame.wards, strict=True)
        ]
        frame = frame[["locality", "wards", *analysis.COUNTS, "figures from", "residents"]]
        if picture.exact:
            frame["Per 1,000 residents (estimate)"] = analysis.rate(frame[analysis.ALL], frame.residents)
        names = {name: filters.first_upper(name) for name in frame.columns}
        table = frame.rename(columns=names | {"residents": "Residents 2021 (estimate)"})
        st.dataframe(table, hide_index=True, placeholder="–", alt=f"Nominals by locality, {picture.where}")
        which = iom_words.WHO[picture.rag]
        partial = f"“Figures from” says how many wards of a locality the return gives {which} for."
        made = f"Localities were made by leads, of {picture.ward_set.title}."
        furniture.source(picture.source, made, partial, ESTIMATE, to=picture.to)
        about = {
            "What": f"IOM nominals by locality, {picture.where}",
            "Source": picture.source,
            "Who may see this": str(picture.to),
            "Localities": made,
            "Figures from": partial,
            "Empty cell": counts.NO_FIGURE,
            "Residents": ESTIMATE,
        }
        about |= picture.draw_origin()
        name = f"iom_{picture.area.code}_{picture.month:%Y-%m}_localities"
        furniture.download(table, about, name=name, illustrative=picture.illustrative)


def _given_by(some: int, wards: int) -> str:
    return partly(some, wards) or ("all its wards" if some else "none of its wards")
