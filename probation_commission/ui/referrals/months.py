"""The months of services' returns, each part drawn from one picture: area, services and span."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st

from probation_commission.analysis import referrals as analysis
from probation_commission.analysis.followed import FollowedMeasure, followed
from probation_commission.analysis.referrals import COUNTS, PeriodState
from probation_commission.analysis.services import live
from probation_commission.disclosure.audiences import Audience, needed
from probation_commission.disclosure.services import WHO_SEES, ReleaseTerms
from probation_commission.disclosure.sight import Sight
from probation_commission.domain.access import Permission, Scope
from probation_commission.domain.agreements import Agreement
from probation_commission.domain.days import months_between
from probation_commission.domain.outcomes import PERCENT, PromiseSubject
from probation_commission.domain.referrals import COUNT_LABELS, ReferralStage
from probation_commission.domain.returns import Kind
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store.database import Topic
from probation_commission.ui.data import drawn, kept, loaders, released
from probation_commission.ui.parts import filters, page, provenance
from probation_commission.ui.referrals.measures import chosen_line, draw_control
from probation_commission.views import agreements, checks, marks
from probation_commission.views.maps import legend_html
from probation_commission.views.markdown import plain
from probation_commission.views.referrals import ALL, ReferralPicture, charts, tables, words
from probation_commission.views.referrals import events as event_views
from probation_commission.views.referrals import followed as views

_USUAL_SPAN = 12
_EARLIER_KEY = "counted"
_IN_A_ROW = 3
_FOLLOWED = 36
"""Months that what is usual is told by."""
_OF_CHARTS = (*released.OF_SERVICES, Topic.EVENTS)
_OF_FOLLOWED = (
    *_OF_CHARTS,
    Topic.OUTCOMES,
    Topic.ORGANISATIONS,
    Topic.IDEAS,
    Topic.ACCOUNTS,
)
"""What has changed is read from these: the targets stand in promises."""
_PICTURES = 48
"""As many choices of area, service, span and audience as are looked at together."""
_TOP, _TOP_WITH_WORDS = 1.05, 1.3
"""Of the highest bar: the room above it."""


def narrowed(returns: pd.DataFrame) -> tuple[str, str]:
    """The area and the service chosen, of those that have returns."""
    codes = sorted(returns.area_code.unique(), key=filters.area_name)
    _read_earlier_address()
    area = filters.area_box("Area", [ALL, *codes], whole=ALL, words={ALL: "All areas"}, width=230)
    inside = returns if area == ALL else returns[returns.area_code == area]
    subjects = sorted(inside.subject.unique(), key=_named)
    names = {ALL: "All services", **{subject: _named(subject) for subject in subjects}}
    # A service without a return is remembered, and said to have none.
    others = dict.fromkeys(loaders.service_names().keys() - names.keys(), ALL)
    service = filters.choice("Service", list(names), "service", words=names, width=300, instead=others)
    return area, service


def draw_left_out(returns: pd.DataFrame, area: str) -> None:
    """That the service that was chosen has no return there, and what is shown in its stead."""
    inside = returns if area == ALL else returns[returns.area_code == area]
    if slug := filters.left_out("service", {ALL, *inside.subject}):
        where = "" if area == ALL else filters.area_name(area)
        st.caption(words.without_return(_named(slug), where))


def _read_earlier_address() -> None:
    """`?counted=CDD` of an address that somebody kept, understood as `?area=CDD`."""
    # Deprecated: this page had an area of its own until every page had the same.
    kept = st.query_params.pop(_EARLIER_KEY, None)
    if kept and kept != st.session_state.get(f"{_EARLIER_KEY}@read"):
        st.session_state[f"{_EARLIER_KEY}@read"] = kept
        st.query_params.setdefault(filters.AREA, kept)


def span_choice(months: Sequence[date]) -> tuple[date, date] | None:
    """The first and the last month to show: the twelve up to the latest return unless chosen otherwise.

    None where the address asks for a month outside of those that there are.
    """
    known = months_between(min(months), max(months))
    usual = known[-_USUAL_SPAN:][0]
    start = filters.month_choice(known, 170, label="From", key="from", usual=usual)
    end = filters.month_choice(known, 170, label="To", key="to")
    # Chosen the wrong way round, the span is meant all the same.
    return (min(start, end), max(start, end)) if start and end else None


def no_such_span(returns: pd.DataFrame) -> str:
    """What is said where the address asks for a month outside of the returns."""
    return words.no_such_span(min(returns.month), max(returns.month))


def _named(subject: str) -> str:
    return loaders.service_names().get(subject, subject)


@dataclass(frozen=True)
class ReferralChoice:
    """Which returns are asked for and by which terms: all that decides what is drawn of them."""

    terms: ReleaseTerms
    area: str
    service: str
    first: date
    last: date
    subjects: tuple[str, ...] | None
    """The services that alone are asked for; None: all."""


def asked(
    area: str,
    service: str,
    span: tuple[date, date],
    sight: Sight,
    subjects: Collection[str] | None = None,
) -> ReferralChoice:
    """The returns of an area, a service and a span, as an audience may see them."""
    alone = None if subjects is None else tuple(sorted(subjects))
    return ReferralChoice(released.terms(sight), area, service, *span, alone)


@kept(*_OF_CHARTS, entries=_PICTURES)
def picture(asked: ReferralChoice) -> ReferralPicture:
    """What may be seen of what is asked for."""
    audience = asked.terms.audience
    where = "" if asked.area == ALL else f" in {filters.area_name(asked.area)}"
    returns = released.service_returns()
    if asked.subjects is not None:
        returns = returns[returns.subject.isin(asked.subjects)]
    of_these = set(returns.subject)
    shown, room = (
        rows[rows.subject.isin(of_these)]
        for rows in (
            released.services(asked.terms),
            released.services(asked.terms.seen_by(Audience.PARTNERSHIP)),
        )
    )
    told_so = shown if audience is Audience.PROVIDER else room
    by_quarter = frozenset([*room.subject[room.months > 1], *told_so.subject[told_so.months > 1]])
    return ReferralPicture(
        shown,
        returns,
        asked.area,
        asked.service,
        asked.first,
        asked.last,
        audience,
        loaders.service_names(),
        where,
        gazetteer().wholes,
        room,
        loaders.late(),
        by_quarter,
        asked.terms.own,
        loaders.happened(),
    )


def lifting(asked: ReferralChoice) -> tuple[Agreement, ...]:
    """The agreements by which any service that is asked for is shown exactly."""
    return asked.terms.lifting(set(picture(asked).chosen.subject))


def silent(picture: ReferralPicture) -> list[str]:
    """The live services that have no return in the span, where all are asked for."""
    if (picture.area, picture.service) != (ALL, ALL):
        return []
    return sorted(set(live(loaders.services()).slug) - set(picture.chosen.subject), key=picture.named)


@kept(*_OF_FOLLOWED, entries=_PICTURES)
def _followed(asked: ReferralChoice, scope: Scope) -> list[FollowedMeasure]:
    """The measures of what is asked for, of the three years up to its last month."""
    last = pd.Period(asked.last, "M")
    returns = released.service_returns()
    first = max((last - _FOLLOWED + 1).start_time.date(), min(returns.month))
    shown = picture(replace(asked, first=first)).periods
    promised = loaders.promises(scope)
    mine = promised[(promised.about == PromiseSubject.SERVICE) & (promised.unit == PERCENT)]
    in_force = mine[(mine.starts <= asked.last) & (mine.ends >= asked.last)]
    targets = zip(in_force.subject, in_force.target.astype(float) / 100, strict=True)
    covered = analysis.coverage(returns, gazetteer().wholes)
    by_subject = {str(subject): target for subject, target in targets}
    return followed(shown, by_subject, covered, loaders.happened(), gazetteer().wholes)


@kept(*_OF_FOLLOWED, entries=_PICTURES)
def _followed_finding(asked: ReferralChoice, scope: Scope) -> str:
    return plain(views.finding(_followed(asked, scope), _named))


@kept(*_OF_FOLLOWED, entries=_PICTURES)
def _followed_table(asked: ReferralChoice, scope: Scope) -> pd.DataFrame:
    return views.table(_followed(asked, scope), _named)


def draw_followed(asked: ReferralChoice, scope: Scope) -> None:
    """What has changed: every service and measure, what needs a look first; a line opens its chart."""
    st.header("What has changed")
    st.markdown(_followed_finding(asked, scope))
    table = _followed_table(asked, scope)
    if table.empty:
        return
    _draw_control(asked, scope, chosen_line(table, f"followed-{asked.area}-{asked.service}"))


@drawn(*_OF_FOLLOWED, entries=_PICTURES)
def _draw_control(asked: ReferralChoice, scope: Scope, number: int) -> None:
    """The chart of the measure in that line of the table, from 0, and its months."""
    one = _followed(asked, scope)[number]
    draw_control(one, _named(one.subject), released.service_returns())


# Drawn again from what was drawn: six charts are worked out once for all who see the same (decision 173).
@drawn(*_OF_CHARTS, entries=_PICTURES)
def draw_panels(asked: ReferralChoice) -> None:
    """Each service month by month on one scale, and each small one by quarter."""
    shown = picture(asked)
    gaps = (shown.periods.state != PeriodState.GIVEN).any()
    legend = [
        *(charts.LEGEND if len(shown.marked) < len(shown.returned) else ()),
        *(charts.LEGEND_OF_MADE_UP if shown.marked else ()),
        *([charts.LEGEND_OF_GAPS] if gaps else []),
        *([event_views.LEGEND] if any(map(shown.events_of, set(shown.periods.subject))) else []),
    ]
    if len(shown.by_month):
        st.header(shown.title_of_months)
        st.html(legend_html("Referrals", legend))
        _draw_on_one_scale(shown, shown.by_month, _TOP)
    # A small service is shown by whole quarters, in bands (decision 76); quarters beside months on one scale
    # would look three times as high.
    if len(shown.by_quarter):
        st.header(shown.title_of_quarters)
        st.html(legend_html("Referrals of a quarter", legend))
        _draw_on_one_scale(shown, shown.by_quarter, _TOP_WITH_WORDS)
    for sentence in (*shown.missing, *shown.came_late):
        st.caption(sentence)


def _draw_on_one_scale(picture: ReferralPicture, periods: pd.DataFrame, room: float) -> None:
    # One scale for all panels: two services side by side are compared by the height of their bars.
    highest = (
        periods[[analysis.at_most(ReferralStage.RECEIVED), analysis.at_most(ReferralStage.STARTED)]]
        .max()
        .max()
    )
    top = 1.0 if pd.isna(highest) else float(highest * room) or 1.0
    services = list(periods.groupby("subject"))
    # The largest first, so that a row of panels reads from left to right.
    services.sort(key=lambda service: (-service[1].received.sum(), str(service[0])))
    alone = len(set(picture.periods.subject)) == 1
    for start in range(0, len(services), _IN_A_ROW):
        # Names that take two lines begin higher, so that the charts of a row stand on one line.
        columns = st.columns(1 if alone else _IN_A_ROW, gap="medium", vertical_alignment="bottom")
        for column, (subject, rows) in zip(columns, services[start : start + _IN_A_ROW], strict=False):
            with column:
                _draw_panel(picture, str(subject), rows, top)


def _draw_panel(picture: ReferralPicture, subject: str, rows: pd.DataFrame, top: float) -> None:
    started = words.of_how_many(analysis.started(picture.summed[picture.summed.subject == subject]))
    title = picture.named(subject) + marks.tag(rows.made_up[rows.state != PeriodState.NONE])
    span = f", {picture.span_counted(subject)}" if subject in picture.by_quarter_alone else ""
    unit = "month" if (rows.months == 1).all() else "quarter"
    alt = f"{title}: received and started by {unit}; started: {started}{span}"
    happened = picture.events_of(subject)
    page.chart(charts.panel, rows, title, f"Started: {started}{span}", top, happened, alt=alt)


@drawn(*released.OF_SERVICES, entries=_PICTURES)
def draw_what_became(asked: ReferralChoice) -> None:
    """What became of them, where anything is shown."""
    shown = picture(asked)
    if shown.shows:
        st.header("What became of them")
        draw_funnel(shown)


def draw_funnel(picture: ReferralPicture, *, about: str | None = None) -> None:
    """What became of them, with n and of how many; `about` stands for all that is to be said under it."""
    given = list(picture.steps.values())
    title = words.funnel_title(picture.steps["started"])
    alt = "; ".join(f"{step.name}: {words.of_how_many(step)}" for step in given)
    page.chart(charts.funnel, given, title, picture.tag, alt=alt)
    st.caption(about or picture.about_the_funnel)


@drawn(*released.OF_SERVICES, entries=_PICTURES)
def draw_tables(asked: ReferralChoice) -> None:
    """The tables by service, the live ones without any return in the span too, and by month."""
    shown = picture(asked)
    st.header("By service")
    _draw_table(tables.by_service(shown, silent(shown)), f"Referrals by service {shown.when_counted}")
    if len(shown.in_months):
        st.header("By month")
        _draw_table(tables.by_month(shown), f"Referrals by month {shown.when}")
    names = shown.in_no_month
    for_whom = "" if shown.audience is Audience.PROVIDER else " for others than leads"
    page.source(
        shown.source,
        f"– means {words.NOT_GIVEN}{'' if shown.audience.exact else ', or not shown'}.",
        words.FLOWS,
        f"By quarter{for_whom}, and so in no month, which add up to less than the services above: "
        f"{'; '.join(names)}."
        if names
        else "",
        viewers=agreements.also(WHO_SEES, lifting(asked)),
    )


def _draw_table(table: pd.DataFrame, alt: str) -> None:
    right = {COUNT_LABELS[count].capitalize(): st.column_config.Column(alignment="right") for count in COUNTS}
    st.dataframe(
        table, lazy=False, hide_index=True, placeholder="–", height="content", alt=alt, column_config=right
    )


def draw_every_return(asked: ReferralChoice) -> None:
    """Every period of every service, with what there is no return for; the download."""
    shown = picture(asked)
    table, failing, under = _every_period(asked), _failing(asked), lifting(asked)
    period = "month" if shown.audience.exact else "period"
    with st.expander(f"Every service and {period} ({len(table)} rows)"):
        st.dataframe(table, lazy=False, hide_index=True, placeholder="–", alt="Every service and period")
    provenance.draw_failing(failing)
    provenance.draw(released.behind_services(shown.chosen, shown.audience), shown.audience, key="referrals")
    not_given = f"{words.NOT_GIVEN}{'' if shown.audience.exact else ' or not shown'}"
    about = {
        "What": f"Service monthly returns {shown.when}, by service and period",
        "Source": shown.source,
        "How to read it": f"{words.FLOWS} {shown.by_what_rule}".strip(),
        **({"Late": " ".join(shown.came_late)} if shown.came_late else {}),
        "Empty cell": f"{not_given}, which is not zero",
        "Who may see this": agreements.also(WHO_SEES, under),
        **checks.about(failing),
    }
    name = f"referrals_{shown.first:%Y-%m}_to_{shown.last:%Y-%m}"
    page.download(
        table,
        about,
        name=name,
        needs=needed(shown.audience, Permission.SEE_REFERRALS),
        under=under,
        illustrative=shown.illustrative,
    )


@kept(*_OF_CHARTS, entries=_PICTURES)
def _every_period(asked: ReferralChoice) -> pd.DataFrame:
    shown = picture(asked)
    table = tables.every_period(shown)
    if shown.audience is not Audience.RESTRICTED:
        told = tables.told_in_words(shown)
        return table.assign(**({"Given as": told} if any(told) else {}))
    figures = released.behind_services(shown.chosen, shown.audience)
    # Cells are told to those alone who see the counts in them (decision 61).
    given_as = tables.given_as(shown.periods, figures)
    more = {"Given as": given_as} if any(given_as) else {}
    return table.assign(**more, Where=tables.places(shown.periods, figures))


@kept(*released.OF_SERVICES, entries=_PICTURES)
def _failing(asked: ReferralChoice) -> pd.DataFrame:
    """What does not add up in these returns, with what explains it, for those who see exact counts."""
    shown, lines = picture(asked), loaders.reconciliation(Kind.SERVICE)
    return checks.failing(lines[lines.return_id.isin(shown.chosen.return_id.unique())], shown.audience)
