"""The parts of the IOM page, each drawn from one month's picture of one area."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd
import streamlit as st

from probation_commission.analysis.iom import rate
from probation_commission.disclosure import breakdowns
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.bands import Bands
from probation_commission.disclosure.release import Release
from probation_commission.disclosure.released import NO_FIGURE, Released, State, between
from probation_commission.domain.days import day
from probation_commission.domain.iom import ALL, COUNTS, Rag
from probation_commission.domain.places import Authority, PlaceKind, WardSet
from probation_commission.geography import outlines
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.settings import settings
from probation_commission.ui.data import loaders, released
from probation_commission.ui.parts import filters, maps, page, provenance
from probation_commission.views import checks
from probation_commission.views.iom import Drawing, in_bands, in_classes, trend
from probation_commission.views.iom import table as iom_table
from probation_commission.views.iom import words as iom_words
from probation_commission.views.maps import legend_html, ward_map, ward_shading

NOMINALS, RATE = "nominals", "rate"


def rag_choice() -> str:
    """All nominals, or those of one RAG."""
    words = {ALL: "All", **{rag.value: f"{rag.letter} {rag.value.capitalize()}" for rag in Rag}}
    return filters.choice("RAG", COUNTS, "rag", words=words, buttons=True)


def rate_choice(release: Release) -> bool:
    """Whether to show nominals per 1,000 residents; only where counts are exact: a band has no rate."""
    if not release.exact:
        return False
    words = {NOMINALS: "Nominals", RATE: "Per 1,000 (estimate)"}
    return filters.choice("Show", list(words), "show", words=words, buttons=True) == RATE


@dataclass(frozen=True)
class Picture:
    """One area, month and RAG, as one audience may see it."""

    area: Authority
    month: date
    rag: str
    to: Audience
    per_residents: bool

    @cached_property
    def months(self) -> dict[date, Release]:
        """What may be shown of each month."""
        return released.iom(self.area.code, self.to)

    @property
    def release(self) -> Release:
        """What may be shown of this month."""
        return self.months[self.month]

    @property
    def exact(self) -> bool:
        """Whether every count is as in the return."""
        return self.release.exact

    @property
    def where(self) -> str:
        """`Haringey, May 2023`."""
        return f"{self.area.name}, {self.month:%B %Y}"

    @cached_property
    def of_month(self) -> "pd.Series[Any]":
        """The file of the month: file_name, accepted_by, accepted_at, illustrative."""
        known = loaders.iom_months()
        found: pd.Series[Any] = known[(known.area_code == self.area.code) & (known.month == self.month)].iloc[
            0
        ]
        return found

    @property
    def illustrative(self) -> bool:
        """Whether these figures are made up."""
        return bool(self.of_month.illustrative)

    @cached_property
    def ward_set(self) -> WardSet:
        """The wards in force in that month."""
        found = gazetteer().ward_set(self.area, self.month)
        if found is None:
            raise LookupError(f"No ward set of {self.area.name} is known for {self.month:%B %Y}.")
        return found

    @cached_property
    def wards(self) -> pd.DataFrame:
        """Every ward with what may be shown of its counts."""
        return self.release.wards(self.ward_set)

    @cached_property
    def beside(self) -> pd.DataFrame:
        """Those on no ward of the map."""
        return self.release.beside()

    @property
    def finding(self) -> str:
        """What to know in one sentence."""
        return iom_words.finding(
            self.wards, self.beside[self.rag], self.release.total(self.rag), rag=self.rag, where=self.where
        )

    @property
    def source(self) -> str:
        """The file behind the month's figures."""
        file = self.of_month
        name = f", {file.file_name}" if self.to is Audience.RESTRICTED else ""
        return (
            f"Source: IOM return for {self.where}{name}, loaded by {file.accepted_by} "
            f"on {day(file.accepted_at)}."
        )

    @cached_property
    def failing(self) -> pd.DataFrame:
        """What does not add up in the month's return, with what explains it, for those who see it exactly."""
        lines = loaders.reconciliation()
        here = lines[(lines.area_code == self.area.code) & (lines.month == self.month)]
        return checks.failing(here, self.to)

    # What follows draws.

    def draw_map(self) -> None:
        """The ward map with its legend; a click chooses the ward."""
        outline_set = outlines.current_sets().get(self.ward_set.key)
        if outline_set is None:
            page.empty(f"There are no outlines for {self.ward_set.title}. The table has every figure.")
            return
        drawing, title = self._drawing()
        chosen = st.session_state.get("ward") or None
        maps.ward_picker(
            ward_map(
                outline_set,
                title=f"Map: where the IOM cohort of {self.area.name} lives",
                tiles_url=settings().tiles_url,
            ),
            ward_shading(drawing.shades, drawing.palette, selected=chosen, missing=NO_FIGURE),
            loaders.polygons(outline_set),
            key=f"iom-map-{self.ward_set.key}",
            on_pick=_choose_ward,
        )
        note = iom_table.ESTIMATE if self.per_residents else ""
        st.html(legend_html(title, drawing.legend, note=note, source=outline_set.source))

    def _drawing(self) -> tuple[Drawing, str]:
        who = iom_words.WHO[self.rag]
        cells = {row.ward_code: labelled(row[self.rag], who) for _, row in self.wards.iterrows()}
        across = [cell for release in self.alike for cell in release.every(PlaceKind.WARD, self.rag)]
        if not self.exact:
            return in_bands(cells, across, self.bands, self.rag), f"{who.capitalize()}, in bands"
        values = {code: cell.low for code, cell in cells.items() if cell.known}
        if not self.per_residents:
            counts = [cell.low for cell in across if cell.known]
            return in_classes(cells, values, counts, self.rag), who.capitalize()
        residents = self.wards.set_index("ward_code").residents
        per_ward = rate(pd.Series(values, dtype=float), residents[list(values)])
        rates = {str(code): float(one) for code, one in per_ward.items()}
        for code, per_thousand in rates.items():
            words = f"{cells[code].text}, {per_thousand:.2f} per 1,000 (estimate)"
            cells[code] = replace(cells[code], text=words)
        title = f"{who.capitalize()} per 1,000 residents (estimate)"
        return in_classes(cells, rates, rates.values(), self.rag), title

    @property
    def alike(self) -> list[Release]:
        """The months on these wards, so that a colour means the same in each."""
        return [release for month, release in self.months.items() if self.ward_set.covers(month)]

    @property
    def bands(self) -> Bands:
        """The bands of what is chosen."""
        return self.release.rule.counts if self.rag == ALL else self.release.rule.by_rag

    def draw_beside(self) -> None:
        """Those whom the map can't show, never dropped."""
        st.header("Not on a ward of the map")
        told = [_is_told(cell) for cell in self.beside[self.rag]]
        rows = self.beside[told]
        if self.exact and rows.empty:
            st.markdown(f"None: every one of the {iom_words.WHO[self.rag]} is on a ward of the map.")
            return
        if len(rows):
            table = rows[["why", "place"]].assign(nominals=iom_table.texts(rows[self.rag]))
            table["place"] = table.place.str.title().str.replace("Nfa", "NFA")
            table = table.rename(columns={"why": "Why", "place": "As recorded", "nominals": "Nominals"})
            st.table(
                table if self.exact else table[["Why", "Nominals"]], hide_index=True, border="horizontal"
            )
        if not self.exact:
            lowest = between(*self.bands.first).text
            others = "Each other reason" if len(rows) else "Each reason"
            st.caption(f"{others}: {lowest}, or {NO_FIGURE}.")
        if self.exact and (rows.why == "abolished ward").any():
            st.caption("Abolished wards are not shared out onto today's wards: that would be an estimate.")

    def draw_ward(self) -> None:
        """One ward's figures and where each stands in the source."""
        names = dict(zip(self.wards.ward_code, self.wards.ward, strict=True))
        words = {"": "Choose, or click the map", **names}
        st.header("One ward")
        code = filters.choice("Ward", list(words), "ward", words=words)
        if not code:
            return
        row = self.wards[self.wards.ward_code == code].iloc[0]
        if row[ALL].state is State.NO_FIGURE:
            st.markdown(f"**{names[code]}** has no figure in the return for {self.where}; that is not zero.")
            return
        st.markdown(f"**{names[code]}**, {self.where}: {iom_words.of_ward(row, list(Rag))}")
        sources = released.sources(self.area.code, self.month, code, self.to)
        if len(sources):
            st.table(_provenance(sources), hide_index=True, border="horizontal")
            provenance.draw(sources, self.to, key="ward")

    def draw_trend(self) -> None:
        """Month by month for the whole area, so that changes of wards do not matter."""
        st.header("Month by month")
        if len(self.months) == 1:
            page.empty(f"One month so far, {self.month:%B %Y}. A trend needs two.")
            return
        cells = [(month, rag.value, one.total(rag)) for month, one in self.months.items() for rag in Rag]
        if all(cell.state is State.NO_FIGURE for _, _, cell in cells):
            page.empty(f"No return of {self.area.name} gives its cohort by RAG.")
            return
        rows = pd.DataFrame(
            [(month, rag, cell.low, cell.high, cell.text) for month, rag, cell in cells if cell.known],
            columns=["month", "rag", "low", "high", "words"],
        )
        rows["month"] = pd.to_datetime(rows.month)
        if len(rows):
            title = f"The cohort of {self.area.name} by RAG, each month’s return"
            page.chart(trend.trend_chart(rows, title), alt="The cohort by RAG, month by month")
        if (rows.low < rows.high).any():
            st.caption("A bar is a month whose RAGs are told as ranges, since not all four are 10 or more.")
        hidden = [f"{rag} in {month:%B %Y}" for month, rag, cell in cells if cell.state is State.NOT_SHOWN]
        if hidden:
            st.caption(f"Not shown: {', '.join(hidden)}.")
        self._say_missing_months(list(self.months))

    def _say_missing_months(self, months: Sequence[date]) -> None:
        expected = pd.period_range(min(months), max(months), freq="M")
        missing = [f"{month:%B %Y}" for month in expected if month.start_time.date() not in set(months)]
        if missing:
            st.caption(f"No return received for {', '.join(missing)}.")

    def draw_origin(self) -> dict[str, str]:
        """Where the month's figures come from and what does not add up; the latter as rows for a download."""
        provenance.draw_failing(self.failing)
        provenance.draw(released.behind(self.area.code, self.month, self.to), self.to, key="month")
        return checks.about(self.failing)

    def draw_table(self) -> None:
        """Every ward, and the download."""
        st.header(f"Every ward of {self.area.name}")
        table = iom_table.table(self.release, self.ward_set)
        st.dataframe(table, hide_index=True, placeholder="–", alt=f"Nominals by ward, {self.where}")
        empty = f"– means {NO_FIGURE}." if table.isna().any(axis=None) else ""
        self.finish_table(table, iom_table.about, f"{self.to}", f"{self.ward_set.title}.", empty)

    def finish_table(
        self, table: pd.DataFrame, about: Callable[..., dict[str, str]], name: str, *notes: str
    ) -> None:
        """The source, where it comes from, and the download of a table."""
        who = released.who(self.to)
        page.source(self.source, *notes, iom_table.bands(self.release), iom_table.ESTIMATE, to=who)
        words = about(self.release, self.ward_set, source=self.source, who=who)
        words |= self.draw_origin()
        file_name = f"iom_{self.area.code}_{self.month:%Y-%m}_{name}"
        page.download(table, words, name=file_name, illustrative=self.illustrative)

    def draw_other_figures(self) -> None:
        """What the return holds besides: arrests, GPS tags, the comparison of boroughs."""
        if self.to is not Audience.RESTRICTED:
            self._draw_breakdowns()
            return
        groups = released.besides(self.area.code, self.month, self.to)
        notes = loaders.notes(self.area.code, self.month)
        if not groups and not notes:
            return
        st.header("Also in this return")
        for title, frame in groups.items():
            with st.expander(f"{title} ({len(frame)} figures)"):
                st.dataframe(frame, hide_index=True, alt=title)
        for note in notes:
            st.caption(note)

    def _draw_breakdowns(self) -> None:
        tables = released.breakdowns(self.area.code, self.month, self.to)
        if not tables:
            return
        st.header("Also in this return")
        for title, frame in tables.items():
            with st.expander(title):
                st.table(frame, hide_index=True, border="horizontal")
        st.caption(breakdowns.HOW)


def labelled(cell: Released, who: str) -> Released:
    """The cell with the words of its tooltip."""
    return replace(cell, text=f"{cell.text} {who}") if cell.known else cell


def _is_told(cell: Released) -> bool:
    """Whether there is anybody to speak of, shown or not: more than nought, or above the lowest band."""
    return cell.low > 0 or cell.state is State.NOT_SHOWN


def _choose_ward(code: str | None) -> None:
    st.session_state["ward"] = code or ""


def _provenance(rows: pd.DataFrame) -> pd.DataFrame:
    cell = rows.sheet.where(rows.sheet == "", rows.sheet + "!") + rows.cell
    return pd.DataFrame(
        {
            "RAG": rows.rag,
            "Nominals": rows.value.astype(int),
            "Cell in the source": cell,
            "As written": rows.as_written,
            "Recorded as": rows.place_text,
        }
    )
