"""The parts of the IOM page, each drawn from one month's picture of one area."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd
import streamlit as st

from probation_commission.analysis import iom as analysis
from probation_commission.disclosure import counts
from probation_commission.disclosure.counts import BANDS, Audience
from probation_commission.domain.days import day
from probation_commission.domain.iom import Rag
from probation_commission.domain.places import Authority, WardSet
from probation_commission.intake import outlines
from probation_commission.intake.outlines import OutlineSet
from probation_commission.intake.places import gazetteer
from probation_commission.settings import settings
from probation_commission.ui import filters, furniture, loaders, maps, provenance
from probation_commission.ui import reconciliation_lines as lines_of
from probation_commission.views import iom_words, trend
from probation_commission.views.iom_map import Drawing, in_bands, in_classes
from probation_commission.views.legends import legend_html
from probation_commission.views.maps import ward_map
from probation_commission.views.shading import shading

COUNTS, RATE = "nominals", "rate"
ESTIMATE = "Residents: Census 2021, an areal estimate (on average 6% off), so every rate is an estimate too."


def rag_choice() -> str:
    """All nominals, or those of one RAG."""
    words = {analysis.ALL: "All", **{rag.value: f"{rag.letter} {rag.value.capitalize()}" for rag in Rag}}
    return filters.choice("RAG", analysis.COUNTS, "rag", words=words, buttons=True)


def rate_choice(to: Audience) -> bool:
    """Whether to show nominals per 1,000 residents; bands have no rate, it would give the count away."""
    if to is not Audience.RESTRICTED:
        return False
    words = {COUNTS: "Nominals", RATE: "Per 1,000 (estimate)"}
    return filters.choice("Show", list(words), "show", words=words, buttons=True) == RATE


@dataclass(frozen=True)
class Picture:
    """One area, month and RAG, as one audience may see it."""

    figures: pd.DataFrame
    area: Authority
    month: date
    rag: str
    to: Audience
    per_residents: bool

    @property
    def exact(self) -> bool:
        """Whether counts may be shown as they are."""
        return self.to is Audience.RESTRICTED

    @property
    def where(self) -> str:
        """`Haringey, May 2023`."""
        return f"{self.area.name}, {self.month:%B %Y}"

    @cached_property
    def of_month(self) -> pd.DataFrame:
        """The month's figures."""
        return self.figures[self.figures.month == self.month]

    @property
    def illustrative(self) -> bool:
        """Whether these figures are made up."""
        return bool(self.of_month.illustrative.any())

    @cached_property
    def ward_set(self) -> WardSet:
        """The wards in force in that month."""
        found = gazetteer().ward_set(self.area, self.month)
        if found is None:
            raise LookupError(f"No ward set of {self.area.name} is known for {self.month:%B %Y}.")
        return found

    @cached_property
    def wards(self) -> pd.DataFrame:
        """Every ward with its counts, exact or as bands."""
        return counts.released(
            analysis.by_ward(self.figures, self.month, self.ward_set), analysis.COUNTS, self.to
        )

    @cached_property
    def worded(self) -> pd.DataFrame:
        """Every ward with its counts in words."""
        return counts.shown(
            analysis.by_ward(self.figures, self.month, self.ward_set), analysis.COUNTS, self.to
        )

    @cached_property
    def beside(self) -> pd.DataFrame:
        """Those on no ward of the map, with their counts."""
        return analysis.beside_the_map(self.figures, self.month)

    @property
    def finding(self) -> str:
        """What to know in one sentence."""
        if self.exact:
            totals = analysis.totals(self.figures)
            total = float(totals[totals.month == self.month][self.rag].iloc[0])
            return iom_words.exact_finding(self.wards, self.beside, total, self.rag, self.where)
        banded = self.wards.assign(label=self.worded[self.rag])
        return iom_words.banded_finding(banded, self.rag, self.where)

    @property
    def source(self) -> str:
        """The file behind the month's figures."""
        first = self.of_month.iloc[0]
        return (
            f"Source: IOM return for {self.where}, {first.file_name}, loaded by {first.accepted_by} "
            f"on {day(first.accepted_at)}."
        )

    @cached_property
    def failing(self) -> pd.DataFrame:
        """What does not add up in the month's return, with what explains it, for those who see it exactly."""
        lines = loaders.reconciliation()
        here = lines[(lines.area_code == self.area.code) & (lines.month == self.month)]
        return lines_of.failing(here, self.to)

    # What follows draws.

    def draw_map(self) -> None:
        """The ward map with its legend; a click chooses the ward."""
        outline_set = outlines.current_sets().get(self.ward_set.key)
        if outline_set is None:
            furniture.empty(f"There are no outlines for {self.ward_set.title}. The table has every figure.")
            return
        drawing, title = self._drawing()
        chosen = st.session_state.get("ward") or None
        maps.ward_picker(
            ward_map(outline_set, tiles_url=settings().tiles_url),
            shading(drawing.shades, drawing.palette, selected=chosen, missing=counts.NO_FIGURE),
            loaders.polygons(outline_set),
            key=f"iom-map-{self.ward_set.key}",
            on_pick=_choose_ward,
        )
        self._draw_legend(drawing, title, outline_set)

    def _drawing(self) -> tuple[Drawing, str]:
        given = self.wards.dropna(subset=[self.rag]).set_index("ward_code")
        nominals = given[self.rag].to_dict()
        texts = self.worded.set_index("ward_code")[self.rag]
        who = iom_words.WHO[self.rag]
        labels = {code: f"{texts[code]} {who}" for code in given.index}
        if not self.exact:
            return in_bands(nominals, labels, self.rag), f"{who.capitalize()}, in bands"
        if self.per_residents:
            rates = analysis.rate(given[self.rag], given.residents).to_dict()
            labels = {code: f"{labels[code]}, {rates[code]:.2f} per 1,000 (estimate)" for code in rates}
            title = f"{who.capitalize()} per 1,000 residents (estimate)"
            return in_classes(rates, labels, rates.values(), self.rag), title
        return in_classes(nominals, labels, self._all_months(), self.rag), who.capitalize()

    def _all_months(self) -> "pd.Series[float]":
        """The counts of every month on these wards, so that a colour means the same in each."""
        months = [month for month in self.figures.month.unique() if self.ward_set.covers(month)]
        frames = [analysis.by_ward(self.figures, month, self.ward_set)[self.rag] for month in months]
        counted: pd.Series[float] = pd.concat(frames).dropna()
        return counted

    def _draw_legend(self, drawing: Drawing, title: str, outline_set: OutlineSet) -> None:
        note = ESTIMATE if self.per_residents and self.exact else ""
        st.html(legend_html(title, drawing.legend, note=note, source=outline_set.source))

    def draw_beside(self) -> None:
        """Those whom the map can't show, never dropped."""
        st.subheader("Not on a ward of the map")
        rows = self.beside.dropna(subset=[self.rag]) if not self.beside.empty else self.beside
        rows = rows[rows[self.rag] > 0] if not rows.empty else rows
        if rows.empty:
            st.markdown(f"None: every one of the {iom_words.WHO[self.rag]} is on a ward of the map.")
            return
        table = counts.shown(rows, [self.rag], self.to)[["why", "place", self.rag]]
        table["place"] = table.place.str.title().str.replace("Nfa", "NFA")
        table = table.rename(columns={"why": "Why", "place": "As recorded", self.rag: "Nominals"})
        st.table(table, hide_index=True, border="horizontal")
        if (rows.why == "abolished ward").any():
            st.caption("Abolished wards are not shared out onto today's wards: that would be an estimate.")

    def draw_ward(self) -> None:
        """One ward's figures and where each stands in the source."""
        names = dict(zip(self.wards.ward_code, self.wards.ward, strict=True))
        words = {"": "Choose, or click the map", **names}
        st.subheader("One ward")
        code = filters.choice("Ward", list(words), "ward", words=words)
        if not code:
            return
        rows = analysis.cells(self.figures, self.month, code)
        if rows.empty:
            st.markdown(f"**{names[code]}** has no figure in the return for {self.where}; that is not zero.")
            return
        st.markdown(f"**{names[code]}**, {self.where}: {self._ward_sentence(code)}")
        if self.exact:
            st.table(_provenance(rows), hide_index=True, border="horizontal")
        provenance.draw(rows, self.to, key="ward")

    def _ward_sentence(self, code: str) -> str:
        row = self.worded.set_index("ward_code").loc[code]
        rags = [f"{row[rag]} {rag}" for rag in Rag if row[rag] != counts.NO_FIGURE]
        return f"{row[analysis.ALL]} nominals{', of them ' + ', '.join(rags) if rags else ''}."

    def draw_trend(self) -> None:
        """Month by month for the whole area, so that changes of wards do not matter."""
        st.subheader("Month by month")
        totals = counts.released(analysis.totals(self.figures), analysis.COUNTS, self.to)
        if len(totals) == 1:
            furniture.empty(f"One month so far, {self.month:%B %Y}. A trend needs two.")
            return
        rows = totals.melt("month", list(Rag), "rag", "nominals").dropna()
        if rows.empty:
            furniture.empty(f"No return of {self.area.name} gives its cohort by RAG.")
            return
        rows["month"] = pd.to_datetime(rows.month)
        furniture.chart(self._trend(rows), alt="The cohort by RAG, month by month")
        self._say_missing_months(list(totals.month))

    def _trend(self, rows: pd.DataFrame) -> trend.AnyChart:
        if not self.exact:
            labels = [band.label for band in BANDS]
            banded = rows.rename(columns={"nominals": "band"})
            banded["label"] = [labels[int(position)] for position in banded.band]
            return trend.band_chart(banded, labels, f"The cohort of {self.area.name} by RAG, in bands")
        rows["last"] = rows.month == rows.month.max()
        return trend.trend_chart(rows, f"The cohort of {self.area.name} by RAG, each month's return")

    def _say_missing_months(self, months: Sequence[date]) -> None:
        expected = pd.period_range(min(months), max(months), freq="M")
        missing = [f"{month:%B %Y}" for month in expected if month.start_time.date() not in set(months)]
        if missing:
            st.caption(f"No return received for {', '.join(missing)}.")

    def draw_origin(self) -> dict[str, str]:
        """Where the month's figures come from and what does not add up; the latter as rows for a download."""
        lines_of.draw_failing(self.failing)
        provenance.draw(self.of_month, self.to, key="month")
        return lines_of.about(self.failing)

    def draw_table(self) -> None:
        """Every ward, and the download."""
        st.subheader(f"Every ward of {self.area.name}")
        frame = (self.wards if self.exact else self.worded).drop(columns="ward_code")
        if self.exact:
            frame["Per 1,000 residents (estimate)"] = analysis.rate(frame[analysis.ALL], frame.residents)
        names = {column: column.capitalize() for column in ["ward", *analysis.COUNTS]}
        table = frame.rename(columns={**names, "residents": "Residents 2021 (estimate)"})
        st.dataframe(table, hide_index=True, placeholder="–", alt=f"Nominals by ward, {self.where}")
        furniture.source(
            self.source, f"{self.ward_set.title}.", f"– means {counts.NO_FIGURE}.", ESTIMATE, to=self.to
        )
        about = {
            "What": f"IOM nominals by ward, {self.where}",
            "Source": self.source,
            "Who may see this": str(self.to),
            "Wards": self.ward_set.title,
            "Empty cell": counts.NO_FIGURE,
            "Residents": ESTIMATE,
        }
        about |= self.draw_origin()
        name = f"iom_{self.area.code}_{self.month:%Y-%m}"
        furniture.download(table, about, name=name, illustrative=self.illustrative)

    def draw_other_figures(self) -> None:
        """What the return holds besides: arrests, GPS tags, the comparison of boroughs."""
        if not self.exact:
            return
        groups = analysis.besides_the_cohort(self.of_month)
        notes = loaders.notes(self.area.code, self.month)
        if not groups and not notes:
            return
        st.subheader("Also in this return")
        for title, frame in groups.items():
            with st.expander(f"{title} ({len(frame)} figures)"):
                st.dataframe(frame, hide_index=True, alt=title)
        for note in notes:
            st.caption(note)


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
