"""The view of trackers on the referrals page: what is kept in spreadsheets of its own, answered in words."""

from datetime import date

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from probation_commission.analysis.events import areas_about
from probation_commission.analysis.followed import FollowedMeasure
from probation_commission.disclosure.audiences import Audience, needed
from probation_commission.disclosure.sight import Sight
from probation_commission.disclosure.trackers import BY_HALF, WHO_SEES
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.days import today
from probation_commission.domain.returns import Kind
from probation_commission.domain.trackers import TRACKERS
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.store.database import Topic
from probation_commission.ui.data import drawn, kept, loaders, released
from probation_commission.ui.menu import RETURNS
from probation_commission.ui.parts import filters, page, part, provenance
from probation_commission.views import marks
from probation_commission.views.maps import legend_html
from probation_commission.views.markdown import plain
from probation_commission.views.referrals import followed as control
from probation_commission.views.trackers import AreaTrackers, charts, exactly, tables, words

_PICTURES = 32
"""As many areas and audiences as are looked at together."""
_WITH_EVENTS = (*released.OF_TRACKERS, Topic.EVENTS, Topic.DIRECTORY)
_EMPTY = (
    f"{words.NOTHING} A tracker is loaded like any return: as a table of counts by month, or as a list, "
    "which is counted at once and not kept."
)


def may_see(person: Person, sight: Sight) -> bool:
    """Whether anything of trackers is shown to somebody: no partner organisation and no applicant."""
    return person.may(Permission.SEE_IOM) and sight.audience in {Audience.RESTRICTED, Audience.PARTNERSHIP}


def draw(person: Person, sight: Sight, top: DeltaGenerator) -> None:
    """The whole view, below the choice of it; its heading goes to the `top`."""
    shown = released.trackers(sight.audience, today())
    loader = person.may(RETURNS.permission)
    if shown.empty:
        with top:
            page.heading("Referrals", words.NOTHING)
        page.empty(
            _EMPTY if loader else "A lead loads what is counted; it then appears here.",
            page=RETURNS.file if loader else None,
            label="Get a template, or load a tracker",
        )
        return
    area_code = _area(list(dict.fromkeys(shown.area_code)))
    filters.draw_instead()
    picture = of_area(area_code, sight.audience, today())
    with top:
        page.heading("Referrals", words.finding(picture), made_up=_made_up(picture))
    for tracker in picture.trackers:
        with part(tracker.title):
            _draw_tracker(area_code, sight.audience, today(), tracker.kind)
            _draw_below(area_code, sight.audience, tracker.kind)
    if missing := words.lacking(picture.lacking, filters.area_name(area_code)):
        page.empty(
            missing,
            page=RETURNS.file if loader else None,
            label="Get a template, or load a tracker",
        )
    page.source(
        "Source: trackers as they were loaded on the page Returns.",
        "" if sight.audience is Audience.RESTRICTED else BY_HALF,
        viewers=WHO_SEES,
    )


def _area(codes: list[str]) -> str:
    home = [code for code in partnership().home if code in codes]
    others = sorted(set(codes) - set(home), key=filters.area_name)
    return filters.area_box("Area", [*home, *others], width=230)


@kept(*released.OF_TRACKERS, entries=_PICTURES)
def of_area(area_code: str, audience: Audience, day: date) -> AreaTrackers:
    """What is shown of one area's trackers."""
    shown = released.trackers(audience, day)
    mine = shown[shown.area_code == area_code].reset_index(drop=True)
    return AreaTrackers(mine, filters.area_name(area_code), audience is Audience.RESTRICTED)


def _made_up(picture: AreaTrackers) -> list[str]:
    titles = [tracker.title.lower() for tracker in picture.trackers if picture.made_up(tracker.kind)]
    return [f"of {picture.area}: {', '.join(titles)}"] if titles else []


@kept(*_WITH_EVENTS, entries=_PICTURES)
def _followed(area_code: str, audience: Audience, day: date, kind: Kind) -> FollowedMeasure | None:
    """The tracker month by month, with what happened in the area."""
    areas = areas_about([area_code], gazetteer().wholes)
    return exactly.followed(of_area(area_code, audience, day), kind, loaders.happened(), areas)


@drawn(*_WITH_EVENTS, entries=_PICTURES)
def _draw_tracker(area_code: str, audience: Audience, day: date, kind: Kind) -> None:
    """The question, its answer and the charts."""
    picture = of_area(area_code, audience, day)
    tag = marks.tag(picture.rows(kind).made_up)
    st.header(TRACKERS[kind].title)
    st.markdown(f"**{TRACKERS[kind].question}** {plain(words.sentence(picture, kind))}{tag}")
    if kind is Kind.WANTED and picture.exact and picture.days:
        title = "How long people were wanted, by the half-year in which it began"
        page.chart(charts.how_long, picture, title, tag, alt=f"{title}: {words.sentence(picture, kind)}")
        st.html(legend_html("Found", charts.LEGEND))
        st.caption(words.HOW_LONG)
    elif words.periods(picture, kind) and kind is not Kind.CASELOAD:
        when = words.when(picture, words.periods(picture, kind))
        page.chart(
            charts.parts,
            picture,
            kind,
            f"{TRACKERS[kind].title} {when}",
            tag,
            alt=words.sentence(picture, kind),
        )
    if kind is Kind.RELEASE:
        st.caption(words.WAITED)
    if picture.exact and (one := _followed(area_code, audience, day, kind)):
        of_months = tuple(picture.made_up(kind))
        page.chart(
            control.chart, one, picture.area, of_months, tag, alt=control.chart_title(one, picture.area)
        )
        st.html(control.legend_html(one))


@kept(*released.OF_TRACKERS, entries=_PICTURES)
def _table(area_code: str, audience: Audience, day: date, kind: Kind) -> pd.DataFrame:
    return tables.by_period(of_area(area_code, audience, day), kind)


@kept(*released.OF_TRACKERS, entries=_PICTURES)
def _how_long(area_code: str, audience: Audience, day: date) -> pd.DataFrame:
    return tables.how_long(of_area(area_code, audience, day))


def _draw_below(area_code: str, audience: Audience, kind: Kind) -> None:
    """The tables, where they come from, and the file."""
    picture = of_area(area_code, audience, today())
    table = _table(area_code, audience, today(), kind)
    title = TRACKERS[kind].title
    kinds = (kind, Kind.WANTED_DAYS) if kind is Kind.WANTED else (kind,)
    if kind is Kind.WANTED:
        long = _how_long(area_code, audience, today())
        if len(long):
            with st.expander("How long people are wanted, by half-year"):
                page.table(long)
    with st.expander(f"{title}: every {'month' if picture.exact else 'half-year'} ({len(table)})"):
        st.dataframe(table, lazy=False, hide_index=True, alt=f"{title} by month or half-year")
    provenance.draw(released.behind_trackers(kinds, area_code, audience), audience, key=f"tracker-{kind}")
    about = {
        "What": f"{title}, {picture.area}, by {'month' if picture.exact else 'half-year'}",
        "Source": "Trackers as they were loaded on the page Returns",
        "How to read it": "“not given” is not zero." if picture.exact else BY_HALF,
        "Who may see this": WHO_SEES,
    }
    page.download(
        table,
        about,
        name=f"tracker_{kind}_{area_code}",
        needs=needed(audience, Permission.SEE_IOM),
        illustrative=bool(picture.made_up(kind)),
    )
