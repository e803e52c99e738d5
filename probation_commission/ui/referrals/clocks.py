"""Clocks and endings: what the reports of "Refer and monitor an intervention" say of cohorts."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from probation_commission.analysis import ram as analysis
from probation_commission.analysis.events import areas_about
from probation_commission.analysis.followed import FollowedMeasure, by_urgency
from probation_commission.analysis.ram import ComparedBy, RamCounts
from probation_commission.analysis.referrals import QUARTER
from probation_commission.disclosure.audiences import needed
from probation_commission.disclosure.ram import WHO_SEES
from probation_commission.disclosure.services import ReleaseTerms
from probation_commission.disclosure.sight import Sight
from probation_commission.domain.access import Permission
from probation_commission.domain.agreements import Agreement
from probation_commission.domain.days import months_between
from probation_commission.domain.words import plural
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store.database import Topic
from probation_commission.ui.data import drawn, kept, loaders, released
from probation_commission.ui.parts import filters, page, provenance
from probation_commission.ui.referrals.measures import chosen_line, draw_control
from probation_commission.views import agreements, marks
from probation_commission.views import ram as views
from probation_commission.views.maps import legend_html
from probation_commission.views.markdown import plain
from probation_commission.views.ram import ALL, ClocksPicture, charts, tables, words
from probation_commission.views.referrals import charts as steps
from probation_commission.views.referrals import followed
from probation_commission.views.referrals import words as of_returns

NOTHING, HOW_TO = words.NOTHING, words.HOW_TO
_WITH_EVENTS = (*released.OF_SERVICES, Topic.EVENTS)
_USUAL_SPAN = 12
_FOLLOWED = 36
"""Months that what is usual is told by."""
_FEW = 12
"""Services that a table shows at once."""
_SERVICES = 400
"""As many services, each as of some months and audiences."""
_PICTURES = 48
"""As many choices of service, span and audience as are looked at together."""


@dataclass(frozen=True)
class ClockChoice:
    """Which cohorts are asked for and by which terms: all that decides what is drawn of them."""

    terms: ReleaseTerms
    service: str
    first: date
    last: date

    @property
    def subjects(self) -> list[str] | None:
        """The service that is asked for; None: all."""
        return None if self.service == ALL else [self.service]


def reports() -> pd.DataFrame:
    """Which cohorts there are, from which files."""
    return released.ram_reports()


def asked(reports: pd.DataFrame, sight: Sight) -> ClockChoice | None:
    """The service and the months of received that somebody chose: the twelve latest unless they did.

    None where the address asks for a month outside of those that there are.
    """
    names = loaders.service_names()
    slugs = sorted(set(reports.subject), key=lambda slug: names.get(slug, slug))
    of_services = {ALL: "All services", **{slug: names.get(slug, slug) for slug in slugs}}
    # A service without a report is remembered, and said to have none.
    others = dict.fromkeys(names.keys() - of_services.keys(), ALL)
    service = filters.choice(
        "Service", list(of_services), "service", words=of_services, width=300, instead=others
    )
    known = months_between(min(reports.month), max(reports.month))
    usual = known[-_USUAL_SPAN:][0]
    start = filters.month_choice(known, 170, label="Received from", key="from", usual=usual)
    end = filters.month_choice(known, 170, label="To", key="to")
    if not start or not end:
        return None
    return ClockChoice(released.ram_terms(sight), service, min(start, end), max(start, end))


def draw_left_out(reports: pd.DataFrame) -> None:
    """That the service that was chosen has no report, and what is shown in its stead."""
    if slug := filters.left_out("service", {ALL, *reports.subject}):
        st.caption(words.without_report(loaders.service_names().get(slug, slug)))


def no_such_months(reports: pd.DataFrame) -> str:
    """What is said where the address asks for a month without a report."""
    return of_returns.no_such_span(min(reports.month), max(reports.month))


@kept(*released.OF_SERVICES, entries=_PICTURES)
def _counts(asked: ClockChoice) -> RamCounts:
    return released.ram(asked.terms).of(asked.subjects, asked.first, asked.last)


@kept(*_WITH_EVENTS, entries=_PICTURES)
def picture(asked: ClockChoice) -> ClocksPicture:
    """What is exact to whoever looks of what is asked for."""
    counts = _counts(asked)
    slugs = sorted(set(counts.cohorts.subject))
    of_services = [one for slug in slugs for one in _followed_of(asked.terms, slug, asked.last)]
    return views.picture(counts, by_urgency(of_services), (asked.first, asked.last), loaders.service_names())


# Apart from the picture: what is followed of a service is the same, whatever else is chosen.
@kept(*_WITH_EVENTS, entries=_SERVICES)
def _followed_of(terms: ReleaseTerms, slug: str, last: date) -> list[FollowedMeasure]:
    """What is followed of a service, of the three years up to that month."""
    since = (pd.Period(last, "M") - _FOLLOWED + 1).start_time.date()
    counts = released.ram(terms).of([slug], since, last)
    reported = released.ram_reports()
    areas = areas_about(reported.area_code[reported.subject == slug], gazetteer().wholes)
    return analysis.followed(counts, loaders.happened(), {slug: areas})


@kept(*released.OF_SERVICES, entries=_PICTURES)
def _in_bands(asked: ClockChoice) -> pd.DataFrame:
    """The quarters in bands that have a month of those asked for."""
    rows = released.ram_in_bands(asked.terms)
    if asked.subjects is not None:
        rows = rows[rows.subject.isin(asked.subjects)]
    begins = (pd.Period(asked.first, "M") - QUARTER + 1).start_time.date()
    return rows[(rows.month >= begins) & (rows.month <= asked.last)]


@kept(*released.OF_SERVICES, entries=_PICTURES)
def _reports_of(asked: ClockChoice) -> pd.DataFrame:
    every = released.ram_reports()
    these = (every.month >= asked.first) & (every.month <= asked.last)
    if asked.subjects is not None:
        these &= every.subject.isin(asked.subjects)
    return every[these]


def finding(asked: ClockChoice) -> str:
    """What the cohorts come to, or that there are none, or that they are shown in bands alone."""
    shown = picture(asked)
    if not shown.empty:
        return words.finding(shown)
    return "No report has a month of these." if _reports_of(asked).empty else words.BANDS


def made_up(asked: ClockChoice) -> list[str]:
    """How many of the cohorts are made up, for the mark at the top."""
    reports = _reports_of(asked)
    services = plural(reports.subject.nunique(), "service")
    return [f"{months} of {services}" for months in marks.some_of(reports.illustrative, "month")]


def lifting(asked: ClockChoice) -> tuple[Agreement, ...]:
    """The agreements by which any service that is asked for is shown exactly."""
    return asked.terms.lifting(set(_reports_of(asked).subject))


@drawn(*_WITH_EVENTS, entries=_PICTURES)
def draw_answers(asked: ClockChoice) -> None:
    """What a contract manager asks first, each answered in words."""
    shown = picture(asked)
    if shown.empty:
        return
    for question, answer in words.answers(shown).items():
        st.markdown(f"**{question}** {plain(answer)}{marks.tag(shown.made_up)}")
    for sentence in (words.partial_sentence(shown), words.young_sentence(shown)):
        if sentence:
            st.caption(sentence)


@drawn(*released.OF_SERVICES, entries=_PICTURES)
def draw_funnel(asked: ClockChoice) -> None:
    """How far they came."""
    shown = picture(asked)
    if shown.empty:
        return
    st.header("How far they came")
    title = words.funnel_title(shown)
    page.chart(steps.funnel, shown.funnel, title, marks.tag(shown.made_up), alt=title)
    with st.expander("The table of it"):
        page.table(tables.funnel(shown))
    sessions, outcomes = shown.sessions, shown.outcomes
    st.caption(
        f"Sessions attended: {words.of_how_many(sessions)} expected. Outcomes achieved, as supplied: "
        f"{outcomes.count:,} of {outcomes.of:,} aimed at. {words.AS_SUPPLIED}"
    )


@drawn(*released.OF_SERVICES, entries=_PICTURES)
def draw_clocks(asked: ClockChoice) -> None:
    """How the clocks with a service level stand."""
    shown = picture(asked)
    if shown.empty:
        return
    st.header("Clocks")
    rows, title = tables.clock_rows(shown), words.clock_title(shown) + marks.tag(shown.made_up)
    if rows.empty:
        page.empty("No clock has begun yet.")
        return
    made_up = bool(shown.made_up.any())
    page.chart(charts.clocks, rows, title, alt=title, made_up=made_up)
    st.html(legend_html("Of those whose clock began", charts.legend_of_clocks(rows, made_up=made_up)))
    with st.expander("The table of it"):
        st.dataframe(tables.clocks(shown), lazy=False, hide_index=True, height="content", alt=title)
    st.caption(words.HOW_COUNTED)


@drawn(*released.OF_SERVICES, entries=_PICTURES)
def draw_waits(asked: ClockChoice) -> None:
    """How long it takes to each step."""
    shown = picture(asked)
    if shown.empty:
        return
    st.header("How long it takes")
    rows, title = tables.wait_rows(shown), words.wait_title(shown.waits) + marks.tag(shown.made_up)
    if rows.empty:
        page.title_of_chart(title)
    else:
        page.chart(charts.waits, rows, title, alt=title)
        st.html(legend_html("Have come to it, of all who wait for it", charts.legend_of_waits(rows)))
    page.table(tables.waits(shown))
    if sentence := words.without_days(shown):
        st.caption(sentence)
    st.caption(words.HOW_WAITED)


@drawn(*released.OF_SERVICES, entries=_PICTURES)
def draw_endings(asked: ClockChoice) -> None:
    """Why ends were asked for."""
    shown = picture(asked)
    if shown.empty:
        return
    st.header("Why they ended")
    rows, title = tables.ending_rows(shown), words.ends_title(shown) + marks.tag(shown.made_up)
    if rows.empty:
        page.title_of_chart(title)
        return
    made_up = bool(shown.made_up.any())
    page.chart(charts.endings, rows, title, alt=title, made_up=made_up)
    st.html(legend_html("Ends that were asked for", charts.legend_of_endings(rows, made_up=made_up)))
    with st.expander("The table of it"):
        page.table(tables.endings(shown))
    if sentence := words.why_sentence(shown):
        st.caption(sentence)
    st.caption(
        f"Ineligible, mistaken or duplicate: {words.of_how_many(shown.quality)} of all received, which says "
        "how well people are referred."
    )


def draw_followed(asked: ClockChoice) -> None:
    """What has changed from month to month: each service's clocks, what needs a look first."""
    shown = picture(asked)
    if shown.empty:
        return
    st.header("Month by month")
    table = _followed_table(asked)
    if table.empty:
        st.markdown("No month is whole, with every clock run out, and has five referrals or more.")
        return
    _draw_control(asked, chosen_line(table, f"clocks-followed-{asked.service}"))


@kept(*_WITH_EVENTS, entries=_PICTURES)
def _followed_table(asked: ClockChoice) -> pd.DataFrame:
    shown = picture(asked)
    return followed.table(shown.followed, shown.named).drop(columns="Target")


@drawn(*_WITH_EVENTS, entries=_PICTURES)
def _draw_control(asked: ClockChoice, number: int) -> None:
    """The chart of the measure in that line of the table, and its months."""
    shown = picture(asked)
    one = shown.followed[number]
    draw_control(one, shown.named(one.subject), released.ram_reports())


def draw_compared(asked: ClockChoice) -> None:
    """The services beside each other, by what somebody chooses."""
    if len(picture(asked).services) < 2:  # noqa: PLR2004 (one has nobody beside it)
        return
    st.header("Services compared")
    by = ComparedBy(
        filters.choice(
            "Compared by",
            list(ComparedBy),
            "by",
            words={by.value: said for by, said in words.COMPARED_WORDS.items()},
            width=330,
        )
    )
    _draw_comparison(asked, by)


@drawn(*released.OF_SERVICES, entries=_PICTURES)
def _draw_comparison(asked: ClockChoice, by: ComparedBy) -> None:
    shown, found = picture(asked), analysis.compared(_counts(asked), by)
    if found.services.empty:
        page.empty(f"No service has {analysis.LEAST_COMPARED} referrals of whom it is decided.")
        return
    made_up = shown.cohorts.groupby("subject").illustrative.any()
    rows = found.services.assign(
        name=[shown.named(slug) for slug in found.services.subject],
        made_up=[bool(made_up[slug]) for slug in found.services.subject],
        words=list(tables.compared(found.services, shown.named).Share),
        contrast=[str(contrast) for contrast in found.services.contrast],
    )
    title = words.compared_title(found, by, shown) + marks.tag(shown.made_up)
    page.chart(charts.compared, rows, found.whole, found.wider, title, alt=title)
    st.html(legend_html("Lines", charts.LEGEND_OF_COMPARED))
    st.dataframe(
        tables.compared(found.services, shown.named),
        lazy=False,
        hide_index=True,
        height="content" if len(rows) <= _FEW else _FEW * 36,
        alt=title,
    )
    st.caption(words.how_compared(found))


def draw_services(asked: ClockChoice) -> None:
    """A row a service; where it comes from; the download of every service and month."""
    shown, under, audience = picture(asked), lifting(asked), asked.terms.audience
    if shown.empty:
        return
    _draw_table_of_services(asked)
    page.source(words.source(shown), words.NO_PLACE, viewers=agreements.also(WHO_SEES, under))
    numbers = tuple(int(number) for number in _exact_reports(asked).return_id)
    provenance.draw(released.behind_ram(numbers, audience), audience, key="clocks", under=under)
    page.download(
        _cohort_table(asked),
        {
            "What": "Referrals by service and month received, from RaM’s performance reports",
            "Source": words.source(shown),
            "How to read it": words.HOW_COUNTED,
            **({"In part": words.partial_sentence(shown)} if shown.partial else {}),
            "Who may see this": agreements.also(WHO_SEES, under),
        },
        name=f"clocks_{shown.first:%Y-%m}_to_{shown.last:%Y-%m}",
        needs=needed(audience, Permission.SEE_REFERRALS),
        under=under,
        illustrative=bool(shown.made_up.any()),
    )


@drawn(*released.OF_SERVICES, entries=_PICTURES)
def _draw_table_of_services(asked: ClockChoice) -> None:
    shown = picture(asked)
    st.header("By service")
    table = tables.services(shown)
    st.dataframe(
        table,
        lazy=False,
        hide_index=True,
        height="content" if len(table) <= _FEW else _FEW * 36,
        alt="Each service with its clocks, waits, endings and wrong referrals",
    )


def _exact_reports(asked: ClockChoice) -> pd.DataFrame:
    reports = _reports_of(asked)
    return reports[reports.subject.isin(set(picture(asked).cohorts.subject))]


@kept(*released.OF_SERVICES, entries=_PICTURES)
def _cohort_table(asked: ClockChoice) -> pd.DataFrame:
    return tables.cohorts(_counts(asked), picture(asked).named)


@kept(*released.OF_SERVICES, entries=_PICTURES)
def _band_table(asked: ClockChoice) -> pd.DataFrame:
    reports = _reports_of(asked)
    made_up = set(reports.subject[reports.illustrative.astype(bool)])
    return tables.in_bands(_in_bands(asked), picture(asked).named, made_up)


def draw_in_bands(asked: ClockChoice) -> None:
    """The services that are not exact to whoever looks, by quarter of received."""
    table, under, audience = _band_table(asked), lifting(asked), asked.terms.audience
    if table.empty:
        return
    st.header("By quarter of received, in bands")
    st.dataframe(
        table,
        lazy=False,
        hide_index=True,
        height="content" if len(table) <= _FEW else _FEW * 36,
        alt="Each service and quarter in bands",
    )
    rows, reports = _in_bands(asked), _reports_of(asked)
    for sentence in tables.waiting(rows):
        st.caption(sentence)
    mine = reports[reports.subject.isin(set(rows.subject))]
    page.source(
        "Source: providers’ performance reports of Refer and monitor an intervention.",
        words.BANDS,
        viewers=agreements.also(WHO_SEES, under),
    )
    if picture(asked).empty:
        numbers = tuple(int(number) for number in mine.return_id)
        provenance.draw(released.behind_ram(numbers, audience), audience, key="clocks-bands")
    page.download(
        table,
        {
            "What": "Referrals by service and quarter received, in bands, from RaM’s performance reports",
            "How to read it": words.BANDS,
            "Who may see this": WHO_SEES,
        },
        name=f"clocks_in_bands_{asked.first:%Y-%m}_to_{asked.last:%Y-%m}",
        needs=needed(audience, Permission.SEE_REFERRALS),
        illustrative=bool(mine.illustrative.any()),
    )
