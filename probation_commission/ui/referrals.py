"""The parts of the referrals page, each drawn from one picture: area, services and span."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd
import streamlit as st

from probation_commission.analysis import referrals as analysis
from probation_commission.analysis.reconciliation import span as stretch
from probation_commission.analysis.referrals import COUNTS, State
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.services import BY_AREA, BY_QUARTER, WHO_SEES
from probation_commission.domain.days import day
from probation_commission.domain.ranges import Range
from probation_commission.domain.referrals import Stage
from probation_commission.domain.returns import Cell, Kind
from probation_commission.ui.data import loaders, released
from probation_commission.ui.parts import filters, page, provenance
from probation_commission.views import checks
from probation_commission.views import referral_words as words
from probation_commission.views import referrals as views
from probation_commission.views.maps import legend_html

ALL = "all"
_USUAL_SPAN = 12
_IN_A_ROW = 3
_TOP, _TOP_WITH_WORDS = 1.05, 1.3
"""Of the highest bar: the room above it."""
_UNITS = {1: "months", analysis.QUARTER: "quarters"}
_SAID = {
    State.NONE: "No return received",
    State.PART: "For part of the area only",
    State.HIDDEN: "Not shown",
    State.WAITS: "Not shown yet",
}


@dataclass(frozen=True)
class Picture:
    """Chosen returns of a span, as one audience may see them."""

    rows: pd.DataFrame
    """What is shown: `disclosure.services.Row`."""
    returns: pd.DataFrame
    """Which returns there are: `ui.data.released.service_returns`."""
    area: str
    service: str
    first: date
    last: date
    to: Audience

    @cached_property
    def months(self) -> list[date]:
        """Every month of the span."""
        return analysis.months_between(self.first, self.last)

    @cached_property
    def chosen(self) -> pd.DataFrame:
        """The returns of the chosen area, service and span."""
        returns = self._of_choice(self.returns)
        return returns[returns.month.isin(self.months)]

    @cached_property
    def periods(self) -> pd.DataFrame:
        """A row for each service and month or, where it is shown by quarter, whole quarter."""
        of_area = self.rows[self.rows.whole] if self.area == ALL else self.rows
        return analysis.by_service_and_period(self._of_choice(of_area), self.months)

    def _of_choice(self, frame: pd.DataFrame) -> pd.DataFrame:
        of_area = frame if self.area == ALL else frame[frame.area_code == self.area]
        return of_area if self.service == ALL else of_area[of_area.subject == self.service]

    @cached_property
    def by_month(self) -> pd.DataFrame:
        """Those of the periods that are months."""
        return self.periods[self.periods.months == 1]

    @cached_property
    def by_quarter(self) -> pd.DataFrame:
        """Those that are quarters."""
        return self.periods[self.periods.months == analysis.QUARTER]

    @property
    def shows(self) -> bool:
        """Whether any count is shown."""
        return bool(self.periods[COUNTS].notna().any(axis=None))

    @property
    def illustrative(self) -> bool:
        """Whether anything here is made up."""
        return bool(self.chosen.illustrative.any())

    @cached_property
    def steps(self) -> dict[str, analysis.Step]:
        """The funnel by name."""
        return {step.name: step for step in analysis.steps(self.periods)}

    @property
    def when(self) -> str:
        """`from November 2025 to October 2026`."""
        return words.span(self.first, self.last)

    @property
    def who(self) -> str:
        """`5 services`, or the name of the one: those of which something is shown, if any is."""
        known = self.periods[self.periods[COUNTS].notna().any(axis=1)]
        subjects = sorted((known if self.shows else self.chosen).subject.unique())
        return _named(subjects[0]) if len(subjects) == 1 else f"{len(subjects)} services"

    @property
    def where(self) -> str:
        """The area, where one was chosen."""
        return "" if self.area == ALL else f" in {filters.area_name(self.area)}"

    @property
    def finding(self) -> str:
        """What to know in a few sentences."""
        if self.chosen.empty:
            return f"No return {self.when} has been received for this choice."
        if not self.shows:
            return f"No count of {self.who}{self.where} {self.when} can be shown yet. {self._by_what_rule}"
        fewest = analysis.fewest_starts(self.periods)
        named = (_named(fewest[0]), fewest[1]) if fewest else None
        said = words.finding(self.steps, f"{self.who}{self.where}", self.when, named)
        expected = self.chosen.subject.nunique() * len(self.months)
        missing = words.missing(expected - len(self._returned), expected)
        return f"{said}{missing} {self._by_what_rule}".strip()

    @cached_property
    def _returned(self) -> pd.DataFrame:
        """Every service and month with a return."""
        return self.chosen[["subject", "month"]].drop_duplicates()

    @property
    def _by_what_rule(self) -> str:
        quarters = BY_QUARTER if len(self.by_quarter) or self._unseen else ""
        parts = BY_AREA if not self._of_choice(self.rows).whole.all() else ""
        return "" if self.to.exact else f"{quarters} {parts}".strip()

    @cached_property
    def _unseen(self) -> list[str]:
        """The services with returns of which the span holds no whole quarter."""
        return sorted(set(self.chosen.subject) - set(self.periods.subject), key=_named)

    @property
    def source(self) -> str:
        """The files behind the span."""
        files = self.chosen.file_name.unique()
        latest = self.chosen.sort_values("accepted_at").iloc[-1]
        count = f"{len(self.chosen)} service monthly return{'' if len(self.chosen) == 1 else 's'}"
        named = f" from {files[0]}" if len(files) == 1 and self.to is Audience.RESTRICTED else ""
        return (
            f"Source: {count}{named}, the latest loaded by {latest.accepted_by} on {day(latest.accepted_at)}."
        )

    @cached_property
    def failing(self) -> pd.DataFrame:
        """What does not add up in these returns, with what explains it, for those who see exact counts."""
        lines = loaders.reconciliation(Kind.SERVICE)
        return checks.failing(lines[lines.return_id.isin(self.chosen.return_id.unique())], self.to)

    # What follows draws.

    def draw_panels(self) -> None:
        """Each service month by month on one scale, and each small one by quarter."""
        gaps = (self.periods.state != State.GIVEN).any()
        legend = [*views.LEGEND, *([views.LEGEND_OF_GAPS] if gaps else [])]
        if len(self.by_month):
            st.header("Month by month, every service on the same scale")
            st.html(legend_html("Referrals", legend))
            self._draw_on_one_scale(self.by_month, _TOP)
        if len(self.by_quarter):
            st.header("Small services: quarter by quarter, in bands")
            st.html(legend_html("Referrals of a quarter", legend))
            self._draw_on_one_scale(self.by_quarter, _TOP_WITH_WORDS)
        self._say_missing()

    def _draw_on_one_scale(self, periods: pd.DataFrame, room: float) -> None:
        highest = periods[[analysis.at_most(Stage.RECEIVED), analysis.at_most(Stage.STARTED)]].max().max()
        top = 1.0 if pd.isna(highest) else float(highest * room) or 1.0
        services = list(periods.groupby("subject"))
        services.sort(key=lambda one: (-one[1].received.sum(), str(one[0])))
        alone = len(set(self.periods.subject)) == 1
        for start in range(0, len(services), _IN_A_ROW):
            columns = st.columns(1 if alone else _IN_A_ROW, gap="medium")
            for column, (subject, rows) in zip(columns, services[start : start + _IN_A_ROW], strict=False):
                with column:
                    self._draw_panel(str(subject), rows, top)

    def _draw_panel(self, subject: str, rows: pd.DataFrame, top: float) -> None:
        started = words.of_how_many(analysis.started(rows))
        chart = views.panel(rows, _named(subject), f"Started: {started}", top)
        unit = "month" if (rows.months == 1).all() else "quarter"
        page.chart(chart, alt=f"{_named(subject)}: received and started by {unit}; started: {started}")

    def _say_missing(self) -> None:
        for state, said in _SAID.items():
            rows = self.periods[self.periods.state == state]
            each = [
                f"{_named(str(subject))} ({', '.join(map(_worded_period, group.to_dict('records')))})"
                for subject, group in rows.groupby("subject")
            ]
            if each:
                st.caption(f"{said}: {'; '.join(each)}.")
        if names := "; ".join(map(_named, self._unseen)):
            st.caption(f"Not shown: {names}: no whole quarter lies in this span.")
        if left_out := analysis.left_out(self.chosen):
            st.caption(words.left_out(left_out))

    def draw_funnel(self) -> None:
        """What became of them, with n and of how many."""
        given = list(self.steps.values())
        title = words.funnel_title(self.steps["started"])
        alt = "; ".join(f"{step.name}: {words.of_how_many(step)}" for step in given)
        page.chart(views.funnel(given, title), alt=alt)
        lacking = [step.name for step in given if step.count is None]
        st.caption(
            f"{words.FLOWS} A share is of the returns that give both counts, and none is given of fewer than "
            f"{analysis.ENOUGH}." + (f" Not given: {', '.join(lacking)}." if lacking else "")
        )

    def draw_tables(self, silent: Sequence[str]) -> None:
        """By service and by month; `silent`: live services without any return in the span."""
        by_service = analysis.totals(self.periods, "subject")
        units = by_service.subject.map(self.periods.groupby("subject").months.first()).map(_UNITS)
        silent_rows = pd.DataFrame({"subject": silent, "given": 0, "expected": len(self.months)})
        rows = pd.concat([by_service, silent_rows], ignore_index=True) if silent else by_service
        st.header("By service")
        table = _worded(rows, "Service", rows.subject.map(_named), units.reindex(rows.index).fillna("months"))
        self._draw_table(table, f"Referrals by service {self.when}")
        if len(self.by_month):
            by_month = analysis.totals(self.by_month, "month")
            months = [f"{month:%B %Y}" for month in by_month.month]
            st.header("By month")
            table = _worded(by_month, "Month", months, ["services"] * len(months))
            self._draw_table(table, f"Referrals by month {self.when}")
        names = [_named(subject) for subject in self.by_quarter.subject.unique()]
        page.source(
            self.source,
            f"– means {words.NOT_GIVEN}{'' if self.to.exact else ', or not shown'}.",
            words.FLOWS,
            f"By quarter, and so in no month: {'; '.join(names)}." if names else "",
            to=WHO_SEES,
        )

    @staticmethod
    def _draw_table(table: pd.DataFrame, alt: str) -> None:
        right = {count.capitalize(): st.column_config.Column(alignment="right") for count in COUNTS}
        st.dataframe(table, hide_index=True, placeholder="–", height="content", alt=alt, column_config=right)

    def draw_every_return(self) -> None:
        """Service by service, period by period, with what there is no return for; the download."""
        table = self._every_period()
        with st.expander(f"Every service and {'month' if self.to.exact else 'period'} ({len(table)} rows)"):
            st.dataframe(table, hide_index=True, placeholder="–", alt="Every service and period")
        provenance.draw_failing(self.failing)
        provenance.draw(released.behind_services(self.chosen, self.to), self.to, key="referrals")
        about = {
            "What": f"Service monthly returns {self.when}, by service and period",
            "Source": self.source,
            "How to read it": f"{words.FLOWS} {self._by_what_rule}".strip(),
            "Empty cell": f"{words.NOT_GIVEN}{'' if self.to.exact else ' or not shown'}, which is not zero",
            "Who may see this": WHO_SEES,
            **checks.about(self.failing),
        }
        name = f"referrals_{self.first:%Y-%m}_to_{self.last:%Y-%m}"
        page.download(table, about, name=name, illustrative=self.illustrative)

    def _every_period(self) -> pd.DataFrame:
        rows = self.periods
        table = pd.DataFrame(
            {
                "Service": rows.subject.map(_named),
                "Month": [words.period(*pair) for pair in zip(rows.month, rows.months, strict=True)],
                "Return": rows.why.where(rows.why != "", rows.state),
                **_cells(rows),
            }
        )
        return table if self.to is not Audience.RESTRICTED else table.assign(Where=self._where(rows))

    def _where(self, rows: pd.DataFrame) -> list[str]:
        """The file and cells of each service's month."""
        figures = released.behind_services(self.chosen, self.to)
        groups = figures.groupby(["subject", "month"])
        places = {key: _place(group) for key, group in groups}
        return [places.get(key, "") for key in zip(rows.subject, rows.month, strict=True)]


def _place(rows: pd.DataFrame) -> str:
    cells = [Cell(sheet, ref) for sheet, ref in zip(rows.sheet, rows.cell, strict=True)]
    return f"{' and '.join(rows.file_name.unique())}: {stretch(cells)}"


def _worded(
    rows: pd.DataFrame, name: str, names: Sequence[str] | pd.Series, units: Iterable[str]
) -> pd.DataFrame:
    given = [_given(*of) for of in zip(rows.given, rows.expected, units, strict=True)]
    return pd.DataFrame({name: names, "Returns": given, **_cells(rows)})


def _cells(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """The counts as columns: numbers where each is one, and else in words."""
    exact = all((rows[count] == rows[analysis.at_most(count)])[rows[count].notna()].all() for count in COUNTS)
    return {count.capitalize(): rows[count] if exact else _in_words(rows, count) for count in COUNTS}


def _in_words(rows: pd.DataFrame, count: str) -> pd.Series:
    sides = zip(rows[count], rows[analysis.at_most(count)], strict=True)
    return pd.Series([None if pd.isna(low) else str(Range(low, high)) for low, high in sides], rows.index)


def _worded_period(row: Mapping[Any, Any]) -> str:
    """`July 2026`; of a quarter what it waits for as well."""
    named = words.period(row["month"], row["months"])
    return f"{named} {row['why']}" if row["why"] else named


def _given(given: int, expected: int, unit: str) -> str:
    if not given:
        return State.NONE
    return f"{given:.0f} of {expected} {unit}" if expected > 1 else "received"


def _named(subject: str) -> str:
    return loaders.service_names().get(subject, subject)


def narrowed(returns: pd.DataFrame) -> tuple[str, str]:
    """The area and the service chosen, of those that have returns."""
    codes = sorted(returns.area_code.unique(), key=filters.area_name)
    names = {ALL: "All areas", **{code: filters.area_name(code) for code in codes}}
    area = filters.choice("Area", list(names), "counted", words=names, width=230)
    inside = returns if area == ALL else returns[returns.area_code == area]
    subjects = sorted(inside.subject.unique(), key=_named)
    names = {ALL: "All services", **{subject: _named(subject) for subject in subjects}}
    return area, filters.choice("Service", list(names), "service", words=names, width=300)


def span_choice(months: Sequence[date]) -> tuple[date, date]:
    """The first and the last month to show: the twelve up to the latest return unless chosen otherwise."""
    known = {f"{month:%Y-%m}": month for month in analysis.months_between(min(months), max(months))}
    names = {key: f"{month:%B %Y}" for key, month in known.items()}
    newest_first = list(reversed(known))
    st.session_state.setdefault("from", newest_first[:_USUAL_SPAN][-1])
    one = known[filters.choice("From", newest_first, "from", words=names, width=170)]
    other = known[filters.choice("To", newest_first, "to", words=names, width=170)]
    return min(one, other), max(one, other)


def silent(picture: Picture) -> list[str]:
    """The live services that have no return in the span, where all are asked for."""
    if (picture.area, picture.service) != (ALL, ALL):
        return []
    services = loaders.services()
    live = services[(services.status == "live") & ~services.illustrative.astype(bool)].slug
    return sorted(set(live) - set(picture.chosen.subject), key=_named)
