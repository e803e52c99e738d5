"""The parts of the referrals page, each drawn from one picture: area, services and span."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd
import streamlit as st

from probation_commission.analysis import referrals as analysis
from probation_commission.analysis.referrals import COUNTS, State
from probation_commission.analysis.understanding import span as stretch
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.counts import BASE, WHO_SEES_ROUNDED
from probation_commission.domain.days import day
from probation_commission.domain.returns import Cell, Kind
from probation_commission.ui import filters, furniture, loaders, provenance
from probation_commission.ui import reconciliation_lines as lines_of
from probation_commission.views import referral_words as words
from probation_commission.views import referrals as views
from probation_commission.views.legends import legend_html

ALL = "all"
_USUAL_SPAN = 12
_IN_A_ROW = 3
_TOP = 1.05
"""Of the highest bar: the room above it."""


@dataclass(frozen=True)
class Picture:
    """Chosen returns of a span, as one audience may see them."""

    figures: pd.DataFrame
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
        """The figures of the chosen area, service and span."""
        return self.figures[self.figures.month.isin(self.months)]

    @cached_property
    def returns(self) -> pd.DataFrame:
        """A row a return."""
        return analysis.by_return(self.chosen)

    @cached_property
    def by_month(self) -> pd.DataFrame:
        """A row for each service and month."""
        return analysis.by_service_and_month(self.returns, self.months)

    @property
    def illustrative(self) -> bool:
        """Whether anything here is made up."""
        return bool(self.chosen.illustrative.any())

    @cached_property
    def steps(self) -> dict[str, analysis.Step]:
        """The funnel by name."""
        return {step.name: step for step in analysis.steps(self.returns)}

    @property
    def when(self) -> str:
        """`from November 2025 to October 2026`."""
        return words.span(self.first, self.last)

    @property
    def who(self) -> str:
        """`5 services`, or the name of the one."""
        subjects = sorted(self.returns.subject.unique())
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
        fewest = analysis.fewest_starts(self.returns)
        named = (_named(fewest[0]), fewest[1]) if fewest else None
        said = words.finding(self.steps, f"{self.who}{self.where}", self.when, named)
        missing = words.missing(int((self.by_month.state == State.NONE).sum()), len(self.by_month))
        return f"{said}{missing} {words.FLOWS}{self._rounded}"

    @property
    def _rounded(self) -> str:
        return "" if self.to is Audience.RESTRICTED else f" Counts are rounded to {BASE}."

    @property
    def source(self) -> str:
        """The files behind the span."""
        files = self.chosen.file_name.unique()
        latest = self.chosen.sort_values("accepted_at").iloc[-1]
        named = files[0] if len(files) == 1 else f"{len(files)} files"
        return (
            f"Source: {len(self.returns)} service monthly returns from {named}, the latest loaded by "
            f"{latest.accepted_by} on {day(latest.accepted_at)}."
        )

    @cached_property
    def failing(self) -> pd.DataFrame:
        """What does not add up in these returns, with what explains it, for those who see exact counts."""
        lines = loaders.reconciliation(Kind.SERVICE)
        return lines_of.failing(lines[lines.return_id.isin(self.chosen.return_id.unique())], self.to)

    # What follows draws.

    def draw_panels(self) -> None:
        """Each service month by month, on one scale."""
        st.subheader("Month by month, every service on the same scale")
        gaps = (self.by_month.state == State.NONE).any()
        st.html(legend_html("Referrals", [*views.LEGEND, *([views.LEGEND_OF_GAPS] if gaps else [])]))
        top = float(self.by_month[["received", "started"]].max().max() * _TOP) or 1.0
        services = list(self.by_month.groupby("subject"))
        services.sort(key=lambda one: -one[1].received.sum())
        for start in range(0, len(services), _IN_A_ROW):
            columns = st.columns(_IN_A_ROW if len(services) > 1 else 1, gap="medium")
            for column, (subject, rows) in zip(columns, services[start : start + _IN_A_ROW], strict=False):
                with column:
                    self._draw_panel(str(subject), rows, top)
        self._say_missing()

    def _draw_panel(self, subject: str, rows: pd.DataFrame, top: float) -> None:
        started = analysis.started(self.returns[self.returns.subject == subject])
        chart = views.panel(rows, _named(subject), f"Started: {words.of_how_many(started)}", top)
        furniture.chart(chart, alt=f"{_named(subject)}: received and started by month")

    def _say_missing(self) -> None:
        for state, said in ((State.NONE, "No return received"), (State.PART, "For part of the area only")):
            rows = self.by_month[self.by_month.state == state]
            each = [
                f"{_named(str(subject))} ({', '.join(f'{month:%B %Y}' for month in group.month)})"
                for subject, group in rows.groupby("subject")
            ]
            if each:
                st.caption(f"{said}: {'; '.join(each)}.")
        if left_out := analysis.left_out(self.chosen):
            st.caption(words.left_out(left_out))

    def draw_funnel(self) -> None:
        """What became of them, with n and of how many."""
        given = list(self.steps.values())
        title = words.funnel_title(self.steps["started"])
        alt = "; ".join(f"{step.name}: {words.of_how_many(step)}" for step in given)
        furniture.chart(views.funnel(given, title), alt=alt)
        lacking = [step.name for step in given if step.count is None]
        st.caption(
            f"{words.FLOWS} A share is of the returns that give both counts, and none is given of fewer than "
            f"{analysis.ENOUGH}." + (f" Not given: {', '.join(lacking)}." if lacking else "")
        )

    def draw_tables(self, silent: Sequence[str]) -> None:
        """By service and by month; `silent`: live services without any return in the span."""
        by_service, by_month = (
            analysis.totals(self.by_month, "subject"),
            analysis.totals(self.by_month, "month"),
        )
        st.subheader("By service")
        names = pd.DataFrame({"subject": silent, "given": 0, "expected": len(self.months)})
        rows = pd.concat([by_service, names], ignore_index=True) if silent else by_service
        table = _worded(rows, "Service", rows.subject.map(_named), "months")
        st.dataframe(
            table, hide_index=True, placeholder="–", height="content", alt=f"Referrals by service {self.when}"
        )
        st.subheader("By month")
        table = _worded(by_month, "Month", [f"{month:%B %Y}" for month in by_month.month], "services")
        st.dataframe(
            table, hide_index=True, placeholder="–", height="content", alt=f"Referrals by month {self.when}"
        )
        furniture.source(
            self.source,
            f"– means {words.NOT_GIVEN}.",
            words.FLOWS,
            self._rounded.strip(),
            to=WHO_SEES_ROUNDED,
        )

    def draw_every_return(self) -> None:
        """Service by service, month by month, with what there is no return for; the download."""
        table = self._every_month()
        with st.expander(f"Every service and month ({len(table)} rows)"):
            st.dataframe(table, hide_index=True, placeholder="–", alt="Every service and month")
        lines_of.draw_failing(self.failing)
        provenance.draw(self.chosen, self.to, key="referrals")
        about = {
            "What": f"Service monthly returns {self.when}, by service and month",
            "Source": self.source,
            "How to read it": f"{words.FLOWS}{self._rounded}",
            "Empty cell": f"{words.NOT_GIVEN}, which is not zero",
            "Who may see this": WHO_SEES_ROUNDED,
            **lines_of.about(self.failing),
        }
        name = f"referrals_{self.first:%Y-%m}_to_{self.last:%Y-%m}"
        furniture.download(table, about, name=name, illustrative=self.illustrative)

    def _every_month(self) -> pd.DataFrame:
        rows = self.by_month
        table = pd.DataFrame(
            {
                "Service": rows.subject.map(_named),
                "Month": [f"{month:%B %Y}" for month in rows.month],
                "Return": rows.state,
                **{count.capitalize(): rows[count] for count in COUNTS},
            }
        )
        return table if self.to is not Audience.RESTRICTED else table.assign(Where=self._where(rows))

    def _where(self, rows: pd.DataFrame) -> list[str]:
        """The file and cells of each service's month."""
        groups = self.chosen.groupby(["subject", "month"])
        places = {key: _place(group) for key, group in groups}
        return [places.get(key, "") for key in zip(rows.subject, rows.month, strict=True)]


def _place(rows: pd.DataFrame) -> str:
    cells = [Cell(sheet, ref) for sheet, ref in zip(rows.sheet, rows.cell, strict=True)]
    return f"{' and '.join(rows.file_name.unique())}: {stretch(cells)}"


def _worded(rows: pd.DataFrame, name: str, names: Sequence[str] | pd.Series, unit: str) -> pd.DataFrame:
    given = [_given(*pair, unit) for pair in zip(rows.given, rows.expected, strict=True)]
    counts = {count.capitalize(): rows[count] for count in COUNTS}
    return pd.DataFrame({name: names, "Returns": given, **counts})


def _given(given: int, expected: int, unit: str) -> str:
    if not given:
        return State.NONE
    return f"{given:.0f} of {expected} {unit}" if expected > 1 else "received"


def _named(subject: str) -> str:
    return loaders.service_names().get(subject, subject)


def narrowed(figures: pd.DataFrame) -> tuple[pd.DataFrame, str, str]:
    """The figures of the area and the service chosen, with both choices."""
    codes = sorted(figures.area_code.unique(), key=filters.area_name)
    names = {ALL: "All areas", **{code: filters.area_name(code) for code in codes}}
    area = filters.choice("Area", list(names), "counted", words=names, width=230)
    inside = figures if area == ALL else figures[figures.area_code == area]
    subjects = sorted(figures.subject.unique(), key=_named)
    names = {ALL: "All services", **{subject: _named(subject) for subject in subjects}}
    service = filters.choice("Service", list(names), "service", words=names, width=300)
    return inside if service == ALL else inside[inside.subject == service], area, service


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
    live = services[services.status == "live"].slug
    return sorted(set(live) - set(picture.returns.subject), key=_named)
