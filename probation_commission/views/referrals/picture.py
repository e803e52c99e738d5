"""What is known of the services' returns of a span, as one audience may see them, and what it says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from probation_commission.analysis import referrals as analysis
from probation_commission.analysis.events import Happened, areas_about, on_chart
from probation_commission.analysis.referrals import COUNTS, PeriodState
from probation_commission.analysis.returns import LateReturn
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.released import NO_FIGURE, NOT_SHOWN
from probation_commission.disclosure.services import BY_AREA, BY_QUARTER, OF_OTHERS
from probation_commission.domain.days import day, months_between
from probation_commission.domain.places import Whole
from probation_commission.domain.referrals import COUNT_LABELS
from probation_commission.domain.words import plural
from probation_commission.views import marks
from probation_commission.views.referrals import words

ALL = "all"
QUARTERS = "whole quarters only"
NOTHING_WHOLE = "nothing: no whole quarter is shown to all"
_REASONS = {
    PeriodState.NONE: "No return received",
    PeriodState.PART: "For part of the area only, and in no sum",
    PeriodState.HIDDEN: "Not shown",
    PeriodState.WAITS: "Not shown yet",
}


@dataclass(frozen=True, eq=False)
class ReferralPicture:
    """The chosen returns of a span, as one audience may see them."""

    rows: pd.DataFrame
    """What is shown: `disclosure.services.ShownCount`."""
    returns: pd.DataFrame
    """Which returns there are: `ui.data.released.service_returns`."""
    area: str
    service: str
    first: date
    last: date
    audience: Audience
    names: Mapping[str, str]
    """The name of each service by its slug."""
    where: str = ""
    """` in Exampleshire`, where an area was chosen."""
    wholes: Sequence[Whole] = ()
    """The areas that report as one."""
    room: pd.DataFrame | None = None
    """What everyone is shown of the same services, where that is less."""
    late: Sequence[LateReturn] = ()
    """The returns that came in late, whatever they are about."""
    by_quarter_alone: frozenset[str] = frozenset()
    """The services that others than leads are shown by quarter, which are in nobody's sum of a month."""
    own: frozenset[str] = frozenset()
    """The services that a provider is shown exactly, being its own."""
    happened: Sequence[Happened] = ()
    """Every event, whatever it is about."""

    @cached_property
    def months(self) -> list[date]:
        """Every month of the span."""
        return months_between(self.first, self.last)

    @cached_property
    def chosen(self) -> pd.DataFrame:
        """The returns of the chosen area, service and span."""
        returns = self._of_choice(self.returns)
        return returns[returns.month.isin(self.months)]

    @cached_property
    def periods(self) -> pd.DataFrame:
        """A row for each service and month or, where it is shown by quarter, whole quarter."""
        # All areas: a service’s whole, given only where every area gives it; its areas beside it would
        # count twice (decision 78).
        periods = analysis.by_service_and_period(self._of_choice(self._of_wholes(self.rows)), self.months)
        marked = self.marked
        return periods.assign(
            made_up=[
                any((subject, month) in marked for month in analysis.months_of(first, count))
                for subject, first, count in zip(periods.subject, periods.month, periods.months, strict=True)
            ]
        )

    @cached_property
    def marked(self) -> frozenset[tuple[str, date]]:
        """The services and months of the choice whose returns are made up."""
        made_up = self.chosen[self.chosen.illustrative.astype(bool)]
        return frozenset(zip(made_up.subject, made_up.month, strict=True))

    def _of_wholes(self, rows: pd.DataFrame) -> pd.DataFrame:
        return rows[rows.whole.astype(bool)] if self.area == ALL else rows

    @cached_property
    def summed(self) -> pd.DataFrame:
        """The periods as they are added up: for nobody with a month that an area has not returned yet.

        Whoever sees exact counts adds up what everyone is shown (decision 105): of a small service the
        months of whole quarters; a provider does so of its own. What nobody else is shown at all, asked for
        alone, is added up for them.
        """
        part = self.periods.state == PeriodState.PART
        whole = _without(self.periods, dict.fromkeys(COUNTS, part))
        as_they_are = whole.subject.isin(self.own) | self.audience.exact
        if self.room is None or not as_they_are.any():
            return whole
        known = analysis.shown_months(self._of_choice(self._of_wholes(self.room)), self.months)
        keys = list(zip(whole.subject, whole.month, strict=True))
        unseen = {
            count: pd.Series([(*key, count) not in known for key in keys], whole.index, dtype=bool)
            & as_they_are
            for count in COUNTS
        }
        of_all = _without(whole, unseen)
        return of_all if of_all[COUNTS].notna().any(axis=None) else whole

    @cached_property
    def in_months(self) -> pd.DataFrame:
        """Those that a month adds up, which are the same for everyone (decision 97)."""
        by_month = self.summed[self.summed.months == 1]
        of_all = by_month[~by_month.subject.isin(self.by_quarter_alone)]
        return by_month if of_all.empty else of_all

    @cached_property
    def in_no_month(self) -> list[str]:
        """The names of the services that no month adds up."""
        return sorted(map(self.named, set(self.periods.subject) - set(self.in_months.subject)))

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

    @cached_property
    def shows(self) -> bool:
        """Whether any count is shown."""
        return bool(self.periods[COUNTS].notna().any(axis=None))

    @cached_property
    def made_up(self) -> list[str]:
        """The services of the returns chosen whose returns are made up."""
        services = marks.some_of(self.chosen.groupby("subject").illustrative.any(), "service")
        return [f"the returns of {words}" for words in services]

    @cached_property
    def illustrative(self) -> bool:
        """Whether anything here is made up."""
        return bool(self.chosen.illustrative.any())

    @cached_property
    def tag(self) -> str:
        """What a sum of all says of made-up figures in it."""
        return marks.tag(self.chosen.illustrative)

    @cached_property
    def steps(self) -> dict[str, analysis.FunnelStep]:
        """The funnel by name."""
        return {step.name: step for step in analysis.steps(self.summed)}

    @cached_property
    def when(self) -> str:
        """`from November 2025 to October 2026`."""
        return words.span(self.first, self.last)

    @cached_property
    def when_counted(self) -> str:
        """The months that are in the sums, as `when` says a span; the span where none is (decision 267)."""
        return words.within(_months_of(_giving(self.summed)), self.when)

    def when_counts(self, count: str) -> str:
        """The same of one count alone."""
        return words.within(_months_of(self.summed[self.summed[count].notna()]), self.when)

    @cached_property
    def who(self) -> str:
        """`5 services`, or the name of the one: those of which something is shown, if any is."""
        shown = _giving(self.summed)
        subjects = sorted((shown if self.shows else self.chosen).subject.unique())
        return self.named(subjects[0]) if len(subjects) == 1 else f"{len(subjects)} services"

    @cached_property
    def finding(self) -> str:
        """What to know in a few sentences."""
        if self.chosen.empty:
            return f"No return {self.when} has been received for this choice."
        if not self.shows:
            return f"No count of {self.who}{self.where} {self.when} can be shown yet. {self.by_what_rule}"
        fewest = analysis.fewest_starts(self.summed)
        named = (self.named(fewest[0]), fewest[1]) if fewest else None
        sentence = words.finding(self.steps, f"{self.who}{self.where}", self.when_counted, named)
        # A service in the span is expected in each month; one that never returned is listed elsewhere.
        expected = self.chosen.subject.nunique() * len(self.months)
        missing = words.missing(expected - len(self.returned), expected)
        return " ".join(filter(None, [f"{sentence}{missing}", *self.quarters_counted, self.by_what_rule]))

    @cached_property
    def quarters_counted(self) -> list[str]:
        """Of which months each small service is in the sums, a sentence each."""
        by_quarter = sorted(self.by_quarter_alone & set(self.chosen.subject), key=self.named)
        subjects: dict[str, list[str]] = {}
        for subject in by_quarter:
            subjects.setdefault(self.span_counted(subject), []).append(self.named(subject))
        held = {span: f"{span}: {QUARTERS}" if span else NOTHING_WHOLE for span in subjects}
        return [
            f"Of {words.names_or_number(names)} the sums hold {held[span]}."
            for span, names in subjects.items()
        ]

    def span_counted(self, subject: str) -> str:
        """`January to June 2026`, of a small service: the months of it that are in the sums."""
        return words.spans(_months_of(_giving(self.summed[self.summed.subject == subject])))

    @cached_property
    def returned(self) -> pd.DataFrame:
        """Every service and month with a return."""
        return self.chosen[["subject", "month"]].drop_duplicates()

    @cached_property
    def by_what_rule(self) -> str:
        """Why some are shown by quarter, or of the whole alone; nothing to those who see exact counts."""
        quarters = self._rule_of_quarters if len(self.by_quarter) or self.unseen else ""
        parts = BY_AREA if not self._of_choice(self.rows).whole.all() else ""
        return "" if self.audience.exact else f"{quarters} {parts}".strip()

    @cached_property
    def _rule_of_quarters(self) -> str:
        return OF_OTHERS if self.audience is Audience.PROVIDER else BY_QUARTER

    @cached_property
    def title_of_months(self) -> str:
        """What stands over the charts by month."""
        if self.audience is Audience.PROVIDER:
            return "Services of your organisation: month by month"
        return "Month by month, every service on the same scale"

    @cached_property
    def title_of_quarters(self) -> str:
        """What stands over the charts by quarter."""
        whose = "Services of other providers" if self.audience is Audience.PROVIDER else "Small services"
        return f"{whose}: quarter by quarter, in bands"

    @cached_property
    def unseen(self) -> list[str]:
        """The services with returns of which the span holds no whole quarter."""
        return sorted(set(self.chosen.subject) - set(self.periods.subject), key=self.named)

    @cached_property
    def source(self) -> str:
        """The files behind the span."""
        files = self.chosen.file_name.unique()
        latest = self.chosen.sort_values("accepted_at").iloc[-1]
        count = plural(len(self.chosen), "service monthly return")
        # A file’s name is for leads alone (decision 71).
        named = f" from {files[0]}" if len(files) == 1 and self.audience is Audience.RESTRICTED else ""
        return (
            f"Source: {count}{named}, the latest loaded by {latest.accepted_by} on {day(latest.accepted_at)}."
        )

    @cached_property
    def missing(self) -> list[str]:
        """What is not there, in sentences: no return, part of an area, not shown, left out."""
        sentences = [*map(self._missing, _REASONS)]
        sentences.append(self._told_in_words())
        if self.unseen:
            names = "; ".join(map(self.named, self.unseen))
            sentences.append(f"Not shown: {names}: no whole quarter lies in this span.")
        # A whole and a part of it for one month: the part is left out of the sums, and said (decision 26).
        if left_out := analysis.left_out(self.chosen, self.wholes):
            sentences.append(words.left_out(left_out))
        return [sentence for sentence in sentences if sentence]

    @cached_property
    def came_late(self) -> list[str]:
        """Which of the returns chosen came in late, and by how many days, a sentence each service."""
        chosen = set(zip(self.chosen.subject, self.chosen.area_code, self.chosen.month, strict=True))
        of_service: dict[str, list[LateReturn]] = {}
        for late in self.late:
            if (late.subject, late.area_code, late.month) in chosen:
                of_service.setdefault(late.subject, []).append(late)
        return [
            words.came_late(self.named(subject) + marks.tag(one.illustrative for one in returns), returns)
            for subject, returns in sorted(of_service.items(), key=lambda item: self.named(item[0]))
        ]

    def _missing(self, state: PeriodState) -> str:
        rows = self.periods[self.periods.state == state]
        each = [
            f"{self.named(str(subject))} ({', '.join(map(_period, group.to_dict('records')))})"
            for subject, group in rows.groupby("subject")
        ]
        return f"{_REASONS[state]}: {'; '.join(each)}." if each else ""

    @cached_property
    def in_words(self) -> dict[tuple[str, date], list[tuple[str, str]]]:
        """What is told in the stead of a count, by service and period: what is counted, and the words."""
        rows = analysis.in_span(self._of_choice(self._of_wholes(self.rows)), self.months)
        told = rows[rows.low.isna() & ~rows.text.isin([NO_FIGURE, NOT_SHOWN])]
        found: dict[tuple[str, date], list[tuple[str, str]]] = {}
        for row in told.to_dict("records"):
            counted = COUNT_LABELS[row["category"]]
            found.setdefault((row["subject"], row["month"]), []).append((counted, row["text"]))
        return found

    def _told_in_words(self) -> str:
        rows = zip(self.periods.subject, self.periods.month, self.periods.months, strict=True)
        each = [
            f"{self.named(subject)} ({words.period(month, months)}: "
            f"{', '.join(map(' '.join, self.in_words[subject, month]))})"
            for subject, month, months in rows
            if (subject, month) in self.in_words
        ]
        return f"Given otherwise than as a number, and in no sum: {'; '.join(each)}." if each else ""

    @cached_property
    def about_the_funnel(self) -> str:
        """How to read the funnel, and which counts no return gives."""
        lacking = [step.name for step in self.steps.values() if step.count is None]
        return (
            f"{words.FLOWS} A share is of the returns that give both counts, and none is given of fewer than "
            f"{analysis.ENOUGH}." + (f" Not given: {', '.join(lacking)}." if lacking else "")
        )

    def events_of(self, subject: str) -> tuple[Happened, ...]:
        """What happened to a service, or where it is, in the span."""
        codes = areas_about(set(self.chosen.area_code[self.chosen.subject == subject]), self.wholes)
        return on_chart(self.happened, subject, codes, (self.first, self.last))

    def named(self, subject: str) -> str:
        """The name of a service."""
        return self.names.get(subject, subject)


def _giving(periods: pd.DataFrame) -> pd.DataFrame:
    """The periods that give any count."""
    return periods[periods[COUNTS].notna().any(axis=1)]


def _months_of(periods: pd.DataFrame) -> list[date]:
    """Every month of these periods."""
    spans = zip(periods.month, periods.months, strict=True)
    return [month for first, count in spans for month in analysis.months_of(first, int(count))]


def _without(periods: pd.DataFrame, out: Mapping[str, "pd.Series[bool]"]) -> pd.DataFrame:
    """The periods without these counts of theirs, at both of their ends."""
    return periods.assign(
        **{
            column: periods[column].mask(rows)
            for count, rows in out.items()
            for column in (count, analysis.at_most(count))
        }
    )


def _period(row: Mapping[Any, Any]) -> str:
    """`July 2026`; of a quarter what it waits for as well."""
    period = words.period(row["month"], row["months"])
    return f"{period} {row['why']}" if row["why"] else period
